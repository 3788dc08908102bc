"""The Messages API's webhooks: messages of every channel, and what became of ours."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field

from transom.errors import UnreadableError
from transom.model import Referral
from transom.model.base import Frozen

type Id = Annotated[str, Field(min_length=1)]

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class Media(Frozen):
    """A file, kept by Vonage for two days."""

    type: str = ""
    url: str
    name: str = ""
    caption: str = ""


class Location(Frozen):
    """A place on the map."""

    latitude: float = Field(alias="lat", ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(alias="long", ge=-180, le=180, allow_inf_nan=False)
    name: str = ""
    address: str = ""


class Choice(Frozen):
    """An answer that was offered, or the text of a button."""

    title: str = ""
    text: str = ""


class Reaction(Frozen):
    """A sign put to a message, or taken back."""

    action: str = ""
    emoji: str = ""


class Profile(Frozen):
    """How the customer calls themselves; the username may lack."""

    name: str = ""
    username: str | None = None


class Context(Frozen):
    """The message that is answered."""

    message_uuid: str = ""


class Item(Frozen):
    """A line of an order."""

    product_retailer_id: str = ""
    quantity: str | float = 1
    item_price: str | float = ""
    currency: str = ""

    @property
    def text(self) -> str:
        """Return the line as text."""
        price = f" ({self.item_price} {self.currency})" if self.item_price else ""
        return f"{self.quantity} x {self.product_retailer_id}{price}"


class Order(Frozen):
    """What a customer of WhatsApp's orders from the catalogue."""

    product_items: tuple[Item, ...] = ()


class Led(Frozen):
    """The ad or the post that led a customer of WhatsApp's here."""

    source_type: str | None = None
    source_url: str | None = None
    source_id: str | None = None
    headline: str | None = None
    ctwa_clid: str | None = None

    @property
    def referral(self) -> Referral:
        """Return it in the desk's words."""
        return Referral(
            source=self.source_type or "",
            title=self.headline or "",
            url=self.source_url or "",
            reference=self.ctwa_clid or self.source_id or "",
        )


class OfWhatsApp(Frozen):
    """What only WhatsApp tells."""

    referral: Led | None = None


class Failure(Frozen):
    """Why a message failed."""

    title: str | int = ""
    detail: str = ""

    @property
    def reason(self) -> str:
        """Return the reason in one line."""
        return ": ".join(part for part in (str(self.title), self.detail) if part)


class Webhook(Frozen):
    """A message, or a status of one of ours."""

    id: Id = Field(alias="message_uuid")
    channel: Id
    sender: Id = Field(alias="from")
    recipient: str = Field(default="", alias="to")
    timestamp: str
    status: str = ""
    error: Failure | None = None
    client_ref: str = ""
    message_type: str = ""
    text: str = ""
    image: Media | None = None
    video: Media | None = None
    audio: Media | None = None
    file: Media | None = None
    vcard: Media | None = None
    sticker: Media | None = None
    content: tuple[Media, ...] = ()
    location: Location | None = None
    reply: Choice | None = None
    button: Choice | None = None
    reaction: Reaction | None = None
    order: Order = Field(default_factory=Order)
    whatsapp: OfWhatsApp = Field(default_factory=OfWhatsApp)
    profile: Profile = Field(default_factory=Profile)
    context: Context | None = None

    @property
    def files(self) -> list[tuple[str, Media]]:
        """Return the files and what they are."""
        named = {kind: getattr(self, kind) for kind in ("image", "video", "audio", "file", "vcard", "sticker")}
        return [(kind, media) for kind, media in named.items() if media] + [(file.type, file) for file in self.content]

    @property
    def words(self) -> str:
        """Return what was written, chosen, said of a file, or ordered."""
        choice = self.reply or self.button
        chosen = (choice.title or choice.text) if choice else ""
        captions = [media.caption for _, media in self.files if media.caption]
        ordered = [item.text for item in self.order.product_items]
        return self.text or chosen or "\n".join(captions or ordered)

    @property
    def occurred_at(self) -> datetime:
        """Return the moment that is stated, in one of two forms; raises `UnreadableError`."""
        try:
            moment = datetime.fromisoformat(self.timestamp.removesuffix(" UTC").replace(" +0000", "+00:00"))
        except ValueError:
            raise UnreadableError("the webhook states no time") from None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if not FIRST <= aware < LAST:
            raise UnreadableError("the webhook states a time far from now")
        return aware
