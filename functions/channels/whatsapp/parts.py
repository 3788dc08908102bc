"""What a message on WhatsApp may hold."""

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from transom.model import Attachment, ContactCard, MediaKind, Place, Referral
from transom.model.base import Frozen

MEDIA = {
    "image": (MediaKind.IMAGE, "image.jpg", "image/jpeg"),
    "video": (MediaKind.VIDEO, "video.mp4", "video/mp4"),
    "audio": (MediaKind.AUDIO, "audio.ogg", "audio/ogg"),
    "voice": (MediaKind.VOICE, "voice.ogg", "audio/ogg"),
    "document": (MediaKind.FILE, "document", "application/octet-stream"),
    "sticker": (MediaKind.STICKER, "sticker.webp", "image/webp"),
}
"""What each type of media is, and its name and type where WhatsApp states none."""
_FORM: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])


class Details(Frozen):
    """What an error says beside its title."""

    details: str = ""


class Fault(Frozen):
    """Why something failed."""

    code: int = 0
    title: str = ""
    message: str = ""
    error_data: Details | None = None

    @property
    def told(self) -> str:
        """Return the reason for people."""
        details = self.error_data.details if self.error_data else ""
        return f"{details or self.message or self.title or 'no reason given'} ({self.code})"


class Words(Frozen):
    """A text."""

    body: str = ""


class Media(Frozen):
    """A file that is fetched by its id."""

    id: str | None = None
    mime_type: str | None = None
    caption: str | None = None
    filename: str | None = None
    voice: bool = False

    def attachment(self, type_: str) -> Attachment | None:
        """Return it in the desk's words."""
        if not self.id:
            return None
        kind, name, mime = MEDIA["voice" if self.voice else type_]
        stated = (self.filename or "").replace("\\", "/").rpartition("/")[2]
        known = (self.mime_type or "").partition(";")[0].strip()
        return Attachment(id="0", kind=kind, name=stated or name, mime=known or mime, provider_media_id=self.id)


class Name(Frozen):
    """The name on a card."""

    formatted_name: str = ""


class Phone(Frozen):
    """A number on a card."""

    phone: str | None = None


class Email(Frozen):
    """An address on a card."""

    email: str | None = None


class Organization(Frozen):
    """Where somebody on a card works."""

    company: str | None = None


class Link(Frozen):
    """An address on the web on a card."""

    url: str | None = None


class Spot(Frozen):
    """A place; its name and address may be missing."""

    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)
    name: str | None = None
    address: str | None = None

    @property
    def place(self) -> Place:
        """Return it in the desk's words."""
        return Place(latitude=self.latitude, longitude=self.longitude, name=self.name or "", address=self.address or "")


class Led(Frozen):
    """The ad or the post that led a customer here."""

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


class Card(Frozen):
    """A card from the phone's contacts."""

    name: Name = Field(default_factory=Name)
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    org: Organization | None = None
    urls: tuple[Link, ...] = ()

    @property
    def card(self) -> ContactCard:
        """Return it in the desk's words."""
        return ContactCard(
            name=self.name.formatted_name,
            phones=tuple(each.phone for each in self.phones if each.phone),
            emails=tuple(each.email for each in self.emails if each.email),
            organization=(self.org.company if self.org else None) or "",
            urls=tuple(each.url for each in self.urls if each.url),
        )


class Choice(Frozen):
    """The button or the row that a customer chose."""

    title: str = ""


class Form(Frozen):
    """What a customer filled in, as JSON within JSON."""

    body: str = ""
    response_json: str = ""

    @property
    def text(self) -> str:
        """Return the fields, one a line."""
        try:
            fields = _FORM.validate_json(self.response_json)
        except ValidationError:
            return self.response_json or self.body
        return "\n".join(f"{name}: {value}" for name, value in fields.items() if name != "flow_token") or self.body


class Interactive(Frozen):
    """An answer to buttons, a list or a form."""

    button_reply: Choice | None = None
    list_reply: Choice | None = None
    nfm_reply: Form | None = None

    @property
    def text(self) -> str:
        """Return what was chosen or filled in."""
        choice = self.button_reply or self.list_reply
        if choice:
            return choice.title
        return self.nfm_reply.text if self.nfm_reply else ""


class Button(Frozen):
    """The button of a template that a customer pressed."""

    text: str = ""


class Item(Frozen):
    """A line of an order."""

    product_retailer_id: str = ""
    quantity: float = Field(default=1, allow_inf_nan=False)
    item_price: float | None = Field(default=None, allow_inf_nan=False)
    currency: str = ""

    @property
    def text(self) -> str:
        """Return the line as text."""
        price = "" if self.item_price is None else f" ({self.item_price:g} {self.currency})"
        return f"{self.quantity:g} x {self.product_retailer_id}{price}"


class Order(Frozen):
    """What a customer orders from the catalogue."""

    text: str = ""
    product_items: tuple[Item, ...] = ()

    @property
    def told(self) -> str:
        """Return the order as text, with what the customer wrote to it."""
        return "\n".join(part for part in (self.text, *(item.text for item in self.product_items)) if part)


class Reaction(Frozen):
    """A sign put to a message; none means that it was taken back."""

    message_id: str
    emoji: str | None = None


class System(Frozen):
    """What WhatsApp tells of a customer: a new number, a new id."""

    body: str = ""
    type: str = ""
    wa_id: str | None = None
    user_id: str | None = None
    previous_user_id: str | None = None

    @property
    def cards(self) -> tuple[ContactCard, ...]:
        """Return the customer's new number."""
        return (ContactCard(phones=(f"+{self.wa_id}",)),) if self.wa_id and self.wa_id.isdecimal() else ()


class Context(Frozen):
    """The message that is answered."""

    id: str | None = None
    forwarded: bool = False
    frequently_forwarded: bool = False


class Unsupported(Frozen):
    """What WhatsApp does not hand on."""

    type: str = ""
