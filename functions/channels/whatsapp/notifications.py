"""The part of the WhatsApp Business Platform's notifications that the desk reads."""

from datetime import datetime

from pydantic import Field

from channels.whatsapp.messages import Echo, Message
from channels.whatsapp.parts import Fault
from transom.model.base import Frozen
from transom.provider.reading import Apart, Milliseconds, Wrong, from_milliseconds, from_seconds, right

FIRST_MILLISECONDS = 10**11


def moment(stated: int) -> datetime:
    """Return the moment of a Unix time: it is in seconds as a rule, and at times in milliseconds."""
    return from_milliseconds(stated) if stated >= FIRST_MILLISECONDS else from_seconds(stated)


FIELDS = frozenset({"messages", "smb_message_echoes"})
"""The kinds of news that are read."""


class Profile(Frozen):
    """What somebody shows of themselves; either may be missing."""

    name: str | None = None
    username: str | None = None


class Contact(Frozen):
    """Somebody whom a notification is about: since usernames came, a phone number need not be among it."""

    profile: Profile = Field(default_factory=Profile)
    wa_id: str | None = None
    user_id: str | None = None

    def is_of(self, message: Message) -> bool:
        """Tell whether this is who wrote a message."""
        ids = {message.sender, message.from_user_id} - {None}
        return not ids.isdisjoint({self.wa_id, self.user_id})


class Status(Frozen):
    """What became of a message of ours."""

    id: str
    status: str
    timestamp: Milliseconds
    recipient_id: str | None = None
    recipient_user_id: str | None = None
    recipient_type: str | None = None
    biz_opaque_callback_data: str | None = None
    errors: tuple[Fault, ...] = ()


class Metadata(Frozen):
    """Which of the company's numbers it is about."""

    phone_number_id: str


class Value(Frozen):
    """What happened at one of the company's numbers."""

    metadata: Metadata | None = None
    contacts: tuple[Apart[Contact], ...] = ()
    messages: tuple[Apart[Message], ...] = ()
    statuses: tuple[Apart[Status], ...] = ()
    message_echoes: tuple[Apart[Echo], ...] = ()

    @property
    def number(self) -> str:
        """Return Meta's id of the company's number."""
        return self.metadata.phone_number_id if self.metadata else ""

    def contact_of(self, message: Message) -> Contact:
        """Return who wrote a message."""
        return next((contact for contact in right(self.contacts) if contact.is_of(message)), Contact())


class Change(Frozen):
    """One of the kinds of news that an app may subscribe to."""

    field: str
    value: Apart[Value] = Field(default_factory=Value)


class Entry(Frozen):
    """The news of one WhatsApp Business account."""

    changes: tuple[Apart[Change], ...] = ()

    @property
    def values(self) -> tuple[Value | Wrong, ...]:
        """Return what the news on messages hold; what other news hold is not looked at."""
        known = (each for each in self.changes if isinstance(each, Wrong) or each.field in FIELDS)
        return tuple(each if isinstance(each, Wrong) else each.value for each in known)


class Notification(Frozen):
    """One call of the webhook."""

    entry: tuple[Apart[Entry], ...]
