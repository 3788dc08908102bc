"""MAX's webhook: proves its sender by a shared secret, one update in each call."""

from channels.max.content import cards_of, files_of, place_of, text_of
from channels.max.updates import Bot, Message, Pressed, Removed, Update, User, Written
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    Request,
    Response,
    Sender,
    header,
)
from transom.model import Audience, Door
from transom.provider.proof import check
from transom.provider.reading import from_milliseconds, read, unsupported

SECRET_HEADER = "x-max-bot-api-secret"  # noqa: S105 - the header's name
AUDIENCES = {"dialog": Audience.PRIVATE, "channel": Audience.PUBLIC}


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: MAX asks no question before it sends."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the request carries the connection's webhook secret."""
    check(header(request.headers, SECRET_HEADER), connection.secrets("webhook_secret"), "the webhook secret is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what an update tells; those that no customer caused tell nothing."""
    what = "update of MAX"
    match read(Update, request.body, what).update_type:
        case "message_created":
            return [_message(read(Written, request.body, what), connection)]
        case "message_edited":
            return [_edit(read(Written, request.body, what), connection)]
        case "message_removed":
            return [_deletion(read(Removed, request.body, what), connection)]
        case "message_callback":
            return [_press(read(Pressed, request.body, what), connection)]
        case "bot_started" | "bot_stopped" | "bot_removed" | "dialog_removed":
            return [_consent(read(Bot, request.body, what), connection)]
    return []


def _message(told: Written, connection: Connection) -> InboundMessage:
    message = told.message
    answered = message.link.message.mid if message.link and message.link.type == "reply" else None
    return InboundMessage(
        provider_message_id=message.mid,
        door=_door(message.chat_id, connection),
        sender=_sender(message, told.user_locale),
        audience=AUDIENCES.get(message.recipient.chat_type, Audience.GROUP),
        text=text_of(message),
        attachments=files_of(message),
        place=place_of(message),
        cards=cards_of(message),
        occurred_at=from_milliseconds(message.timestamp),
        references=(answered,) if answered else (),
        is_machine=message.sender is not None and message.sender.is_bot,
    )


def _press(told: Pressed, connection: Connection) -> InboundMessage:
    pressed, chat = told.callback, told.message.recipient.chat_id if told.message else None
    return InboundMessage(
        provider_message_id=f"callback:{pressed.callback_id}",
        door=_door(chat or pressed.user.user_id, connection),
        sender=_person(pressed.user, told.user_locale),
        text=pressed.payload or unsupported("callback"),
        occurred_at=from_milliseconds(told.timestamp),
    )


def _edit(told: Written, connection: Connection) -> InboundEdit:
    mid = told.message.mid
    return InboundEdit(
        provider_message_id=mid,
        edit_id=f"{mid}@{told.timestamp}",
        door=_door(told.message.chat_id, connection),
        text=text_of(told.message),
        occurred_at=from_milliseconds(told.timestamp),
    )


def _deletion(told: Removed, connection: Connection) -> InboundDeletion:
    at = from_milliseconds(told.timestamp)
    return InboundDeletion(provider_message_id=told.message_id, door=_door(told.chat_id, connection), occurred_at=at)


def _consent(told: Bot, connection: Connection) -> InboundConsent:
    is_given, at = told.update_type == "bot_started", from_milliseconds(told.timestamp)
    return InboundConsent(door=_door(told.chat_id, connection), is_given=is_given, occurred_at=at)


def _door(chat_id: int, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=str(chat_id))


def _sender(message: Message, locale: str | None) -> Sender:
    person: User | None = message.sender
    if person is None:
        return Sender(address=str(message.chat_id))
    return _person(person, locale)


def _person(person: User, locale: str | None) -> Sender:
    return Sender(
        address=str(person.user_id),
        name=person.shown_name,
        username=person.username,
        language=locale,
        avatar=person.avatar_url,
        is_verified=True,
    )
