"""The Bot Connector's activities: proved by a signed token, they tell of messages and what became of them."""

from collections.abc import Iterator

from pydantic import ValidationError

from channels.teams import files, token
from channels.teams.activities import Activity, Kind, Origin, Receipt
from channels.teams.text import plain, sign
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundDeparture,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    InboundTyping,
    InboundWatermark,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, DeliveryState, Door
from transom.provider.reading import from_milliseconds, read, unsupported

READ_RECEIPT = "application/vnd.microsoft.readReceipt"
KNOWN = frozenset(
    {
        *("message", "messageUpdate", "messageDelete", "messageReaction", "typing"),
        *("installationUpdate", "conversationUpdate", "event"),
    }
)


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: the Bot Connector asks no question."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless a token of the Bot Connector for this app proves the request."""
    scheme, _, given = header(request.headers, "authorization").partition(" ")
    if scheme.lower() != "bearer":
        raise UnauthenticError("there is no token")
    try:
        origin = Origin.model_validate_json(request.body)
    except ValidationError:
        raise UnauthenticError("the body does not say where it comes from") from None
    key_sets = connection.secrets("signing_keys")
    token.check(given.strip(), key_sets, _app_id(connection), origin, request.received_at)


def _app_id(connection: Connection) -> str:
    """Return the app's id, which the secrets may hold too: they can be read when the settings cannot."""
    return connection.settings.get("app_id") or connection.secret.get("app_id", "")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what an activity tells; what no customer did tells nothing."""
    if read(Kind, request.body, "activity").type not in KNOWN:
        return []
    activity = read(Activity, request.body, "activity")
    if activity.sender.id == f"28:{connection.settings.get('app_id')}":
        return []
    return list(_events(activity, connection))


def _events(activity: Activity, connection: Connection) -> Iterator[InboundEvent]:
    match activity.type:
        case "message":
            yield _message(activity, connection)
        case "messageUpdate":
            yield from _edit(activity, connection)
        case "messageDelete":
            yield _deletion(activity, connection)
        case "messageReaction":
            yield from _reactions(activity, connection)
        case "typing":
            yield InboundTyping(door=_door(activity, connection), occurred_at=activity.timestamp)
        case "installationUpdate":
            yield from _consent(activity, connection)
        case "conversationUpdate":
            yield from _removal(activity, connection)
        case "event" if activity.name == READ_RECEIPT:
            yield from _read(activity, connection)


def _message(activity: Activity, connection: Connection) -> InboundMessage:
    text, attachments = _text(activity), tuple(files.attachments(activity.attachments))
    place = activity.conversation
    answered = [*files.quoted(activity.attachments), activity.reply_to_id]
    return InboundMessage(
        provider_message_id=_key(activity, activity.id),
        door=_door(activity, connection),
        sender=_sender(activity),
        audience=Audience.PRIVATE if place.is_personal else Audience.GROUP,
        text=text if text or attachments else unsupported("message"),
        attachments=attachments,
        occurred_at=activity.timestamp,
        references=tuple(dict.fromkeys(f"{place.id}:{item}" for item in answered if item)),
        is_machine=activity.sender.is_bot,
    )


def _text(activity: Activity) -> str:
    own_name = activity.recipient.name if activity.recipient else None
    given = activity.text or ""
    # who writes nothing but the bot's name still calls for somebody
    written = plain(given, activity.text_format, own_name) or plain(given, activity.text_format, None)
    said = (written or activity.submitted, *files.told(activity.attachments))
    return "\n".join(line for line in said if line)


def _edit(activity: Activity, connection: Connection) -> Iterator[InboundEdit]:
    if text := _text(activity):
        key = _key(activity, activity.id)
        yield InboundEdit(
            provider_message_id=key,
            edit_id=f"{key}@{activity.timestamp.isoformat()}",
            door=_door(activity, connection),
            text=text,
            occurred_at=activity.timestamp,
        )


def _deletion(activity: Activity, connection: Connection) -> InboundDeletion:
    return InboundDeletion(
        provider_message_id=_key(activity, activity.id),
        door=_door(activity, connection),
        occurred_at=activity.timestamp,
    )


def _reactions(activity: Activity, connection: Connection) -> Iterator[InboundReaction]:
    """Yield the signs that were put to a message, or that one was taken back and none put in its place."""
    signs = [sign(item.type) for item in activity.reactions_added] or [""] * bool(activity.reactions_removed)
    for put in signs:
        yield InboundReaction(
            provider_message_id=_key(activity, activity.reply_to_id),
            door=_door(activity, connection),
            sender=_sender(activity),
            sign=put,
            occurred_at=activity.timestamp,
        )


def _consent(activity: Activity, connection: Connection) -> Iterator[InboundConsent]:
    """Yield that a customer took the bot into their chats, or out of them; teams and groups are not one customer."""
    if activity.conversation.is_personal and activity.action in {"add", "remove"}:
        yield InboundConsent(
            door=_door(activity, connection),
            is_given=activity.action == "add",
            occurred_at=activity.timestamp,
        )


def _removal(activity: Activity, connection: Connection) -> Iterator[InboundDeparture]:
    """Yield that the bot was taken out of a group: what is written there reaches nobody any more."""
    own = activity.recipient.id if activity.recipient else None
    if not activity.conversation.is_personal and any(member.id == own for member in activity.members_removed):
        yield InboundDeparture(door=_door(activity, connection), occurred_at=activity.timestamp)


def _read(activity: Activity, connection: Connection) -> Iterator[InboundWatermark]:
    try:
        receipt = Receipt.model_validate(activity.value)
    except ValidationError:
        raise UnreadableError("a read receipt without the message that was read") from None
    yield InboundWatermark(
        door=_door(activity, connection),
        state=DeliveryState.READ,
        until=from_milliseconds(int(receipt.last_read_message_id)),
        occurred_at=activity.timestamp,
    )


def _door(activity: Activity, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=activity.conversation.id)


def _sender(activity: Activity) -> Sender:
    person = activity.sender
    return Sender(address=person.id, name=person.name or "", language=activity.locale, is_verified=True)


def _key(activity: Activity, message_id: str | None) -> str:
    """Return a message's id among all conversations; its own is unique only within its conversation."""
    if not message_id:
        raise UnreadableError("an activity without the id of its message")
    return f"{activity.conversation.id}:{message_id}"
