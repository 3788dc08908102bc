"""What a flow of Connect asks by its block "Invoke AWS Lambda function" before it routes a contact.

https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html
"""

from collections.abc import Mapping
from datetime import timedelta

from pydantic import Field, ValidationError

from channels.connect.doors import chat_door, voice_door
from channels.connect.updates import Id
from transom.channel import Asking, Caller, Connection, Situation
from transom.model import Frozen
from transom.provider.reading import unreadable

TELEPHONE = "TELEPHONE_NUMBER"
EMAIL = "EMAIL_ADDRESS"
INSTANCE = r"^arn:aws[a-z-]*:connect:[a-z0-9-]+:[0-9]{12}:instance/[0-9a-zA-Z-]{1,100}$"


class Endpoint(Frozen):
    """Where the customer is."""

    address: str = Field(default="", alias="Address", max_length=256)
    type: str = Field(default="", alias="Type")


class ContactData(Frozen):
    """The contact that the flow is about."""

    contact_id: Id = Field(alias="ContactId")
    first_id: str | None = Field(default=None, alias="InitialContactId")
    channel: str = Field(default="", alias="Channel")
    customer: Endpoint | None = Field(default=None, alias="CustomerEndpoint")
    instance_arn: str = Field(alias="InstanceARN", pattern=INSTANCE)


class Details(Frozen):
    """What the event is about."""

    contact: ContactData = Field(alias="ContactData")


class FlowEvent(Frozen):
    """A flow's question."""

    details: Details = Field(alias="Details")


def asked(event: Mapping[str, object], connection: Connection) -> Asking | None:
    """Return whom a flow asks about, if it is one of the connection's instance; raises `UnreadableError`."""
    try:
        contact = FlowEvent.model_validate(event).details.contact
    except ValidationError as error:
        raise unreadable(error, "event of a flow") from None
    if contact.instance_arn.rpartition("/")[2] != connection.settings.get("instance_id"):
        return None
    endpoint, first = contact.customer or Endpoint(), contact.first_id or contact.contact_id
    address = endpoint.address.strip()
    number = address if endpoint.type == TELEPHONE else ""
    if contact.channel.upper() == "VOICE":
        return Asking(door=voice_door(number or first, connection), addresses=_spellings(number))
    # a chat, a task or a mail is known by its contact, and its customer by where they write from
    mail = (address.lower(),) if endpoint.type == EMAIL and address else ()
    return Asking(door=chat_door(first, connection), addresses=mail or _spellings(number))


def _spellings(number: str) -> tuple[str, ...]:
    """Return a number as the channels have it: with its plus, and without."""
    return (f"+{number.lstrip('+')}", number.lstrip("+")) if number else ()


def answer(caller: Caller | None, situation: Situation) -> dict[str, str]:
    """Return what the flow reads as `$.External.<name>`: flat text, empty where nothing is known."""
    known = caller.model_dump() if caller else dict.fromkeys(Caller.model_fields, "")
    return {
        "is_known": _told(caller is not None),
        **known,
        "is_open": _told(situation.is_open),
        "position": _told(situation.position),
        "wait_minutes": _told(None if situation.wait is None else -(-situation.wait // timedelta(minutes=1))),
    }


def _told(value: bool | int | None) -> str:  # noqa: FBT001 - a value, not a switch
    return "" if value is None else str(value).lower()
