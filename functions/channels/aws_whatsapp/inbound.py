"""WhatsApp's notifications as AWS puts them on a topic: JSON within JSON, one entry of Meta's in each."""

from pydantic import Field

from channels.whatsapp.inbound import told
from channels.whatsapp.notifications import Entry
from transom.channel import Connection, InboundDelivery, InboundEvent, Request, Response
from transom.errors import UnreadableError
from transom.model.base import Frozen
from transom.provider.reading import read

WHAT = "event of AWS End User Messaging Social"


class Number(Frozen):
    """One of the account's phone numbers, under Meta's id and under AWS's."""

    meta_id: str = Field(alias="metaPhoneNumberId")
    arn: str

    def has(self, name: str) -> bool:
        """Tell whether a setting names it: by its ARN, or by the last part of it."""
        return bool(name) and _last(name) == _last(self.arn)


class Context(Frozen):
    """Which of the account's numbers an event is about."""

    numbers: tuple[Number, ...] = Field(default=(), alias="MetaPhoneNumberIds")


class Event(Frozen):
    """What AWS puts around an entry of Meta's."""

    context: Context
    entry: str = Field(alias="whatsAppWebhookEntry")
    message_id: str | None = Field(default=None, alias="messageId")

    def meta_id(self, connection: Connection) -> str:
        """Return Meta's id of the connection's number; empty when the event is about others."""
        name = connection.settings.get("phone_number_id", "")
        return next((number.meta_id for number in self.context.numbers if number.has(name)), "")


class Envelope(Frozen):
    """What SNS puts around an event, unless its subscription delivers raw messages."""

    message: str | None = Field(default=None, alias="Message")


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: a topic asks no question."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Accept what the topic's policy let pass: AWS keeps Meta's signature to itself."""


def concerns(request: Request, connection: Connection) -> bool:
    """Tell whether an event is about the connection's number: a topic carries those of a whole account."""
    try:
        return bool(_event(request).meta_id(connection))
    except UnreadableError:
        return False


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what Meta's entry tells."""
    event = _event(request)
    number = event.meta_id(connection)
    if not number:
        raise UnreadableError("the event is about another phone number")
    entry = read(Entry, event.entry, "entry of the WhatsApp Business Platform")
    return [_known(item, event) for item in told([entry], number, connection)]


def _event(request: Request) -> Event:
    message = read(Envelope, request.body, WHAT).message
    return read(Event, request.body if message is None else message, WHAT)


def _known(item: InboundEvent, event: Event) -> InboundEvent:
    """Return a delivery that echoes nothing under the id that AWS gave the message when it was sent."""
    if isinstance(item, InboundDelivery) and item.reference is None and event.message_id:
        return item.model_copy(update={"provider_message_id": event.message_id})
    return item


def _last(name: str) -> str:
    return name.rpartition("/")[2].removeprefix("phone-number-id-")
