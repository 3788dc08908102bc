"""A customer's message as the WhatsApp Business Platform tells it."""

from pydantic import Field

from channels.whatsapp.parts import (
    MEDIA,
    Button,
    Card,
    Context,
    Interactive,
    Led,
    Media,
    Order,
    Reaction,
    Spot,
    System,
    Unsupported,
    Words,
)
from transom.model import Attachment, ContactCard, Place
from transom.model.base import Frozen
from transom.provider.reading import Milliseconds, unsupported


class Content(Frozen):
    """What is in a message; the type says which field holds it."""

    type: str
    text: Words | None = None
    image: Media | None = None
    video: Media | None = None
    audio: Media | None = None
    voice: Media | None = None
    document: Media | None = None
    sticker: Media | None = None
    location: Spot | None = None
    contacts: tuple[Card, ...] = ()
    interactive: Interactive | None = None
    button: Button | None = None
    order: Order | None = None
    system: System | None = None
    unsupported: Unsupported | None = None

    @property
    def media(self) -> Media | None:
        """Return the file, if it is of a type that holds one."""
        known = (self.image, self.video, self.audio, self.voice, self.document, self.sticker)
        return dict(zip(MEDIA, known, strict=True)).get(self.type)

    @property
    def words(self) -> str:
        """Return what the customer wrote, chose or filled in."""
        said = {
            "text": self.text.body if self.text else "",
            "button": self.button.text if self.button else "",
            "interactive": self.interactive.text if self.interactive else "",
            "order": self.order.told if self.order else "",
            "system": self.system.body if self.system else "",
        }
        return said.get(self.type) or (self.media and self.media.caption) or ""

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Return the file as it is fetched later."""
        found = self.media and self.media.attachment(self.type)
        return (found,) if found else ()

    @property
    def place(self) -> Place | None:
        """Return the place that was shared."""
        return self.location.place if self.location else None

    @property
    def cards(self) -> tuple[ContactCard, ...]:
        """Return the cards that were shared, or a customer's new number."""
        return self.system.cards if self.system else tuple(contact.card for contact in self.contacts)

    @property
    def unread(self) -> str:
        """Return what stands for a message of which nothing can be shown."""
        is_empty = not (self.words or self.attachments or self.location or self.cards)
        known = (self.unsupported.type if self.unsupported else "") or self.type
        return unsupported(known) if is_empty else ""


class Edit(Frozen):
    """What a message was changed to."""

    original_message_id: str
    message: Content


class Revoke(Frozen):
    """The message that was taken back."""

    original_message_id: str


class Echo(Content):
    """A message that was written in the app on the business's own phone."""

    id: str
    timestamp: Milliseconds
    to: str | None = None
    to_user_id: str | None = None
    group_id: str | None = None


class Message(Content):
    """One message of a customer, or what they did to an earlier one."""

    id: str
    timestamp: Milliseconds
    sender: str | None = Field(default=None, alias="from")
    from_user_id: str | None = None
    group_id: str | None = None
    context: Context | None = None
    referral: Led | None = None
    reaction: Reaction | None = None
    edit: Edit | None = None
    revoke: Revoke | None = None

    @property
    def is_forwarded(self) -> bool:
        """Tell whether somebody else had written it before."""
        return self.context is not None and (self.context.forwarded or self.context.frequently_forwarded)
