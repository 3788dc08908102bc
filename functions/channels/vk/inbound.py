"""VK's Callback API: proves itself by a secret in the body; tells of messages, and of comments that all can read."""

from collections.abc import Callable

from pydantic import ValidationError

from channels.vk import content
from channels.vk.objects import (
    FIRST_CHAT,
    Callback,
    Comment,
    DeletedComment,
    Holding,
    Message,
    NewMessage,
    Permission,
    Press,
    Reaction,
    Reading,
    Typing,
)
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    InboundTyping,
    InboundWatermark,
    Request,
    Response,
    Sender,
)
from transom.errors import UnauthenticError
from transom.model import Audience, DeliveryState, Door
from transom.provider.proof import check
from transom.provider.reading import from_seconds, read

LANGUAGES = {0: "ru", 1: "uk", 2: "be", 3: "en", 4: "es", 5: "fi", 6: "de", 7: "it"}
SIGNS = ("❤️", "🔥", "😂", "👍", "💩", "❓", "😭", "😡", "👎", "👌", "😃", "🤔", "🙏", "😘", "😍", "🎉")
"""VK's reactions, the first of which has the number 1."""
PLACES = {
    "wall_reply": "wall",
    "board_post": "topic",
    "photo_comment": "photo",
    "video_comment": "video",
    "market_comment": "product",
}
"""What is commented on, by the beginning of the event's type."""

type Parse = Callable[[Request, Connection], list[InboundEvent]]


def handshake(request: Request, connection: Connection) -> Response | None:
    """Answer the question whether the server is ours with the community's confirmation string.

    VK asks it before it knows the secret too: a wrong secret is refused, a missing one is not.
    """
    if b'"confirmation"' not in request.body:
        return None
    try:
        question = Callback.model_validate_json(request.body)
    except ValidationError:
        return None
    if question.type != "confirmation":
        return None
    if question.secret:
        verify(request, connection)
    return Response(body=connection.settings.get("confirmation", ""))


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the body holds the connection's secret."""
    try:
        given = Callback.model_validate_json(request.body).secret
    except ValidationError:
        raise UnauthenticError("the body is no call of the Callback API") from None
    check(given, connection.secrets("callback_secret"), "the secret is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what a call tells; those of which no customer was the author tell nothing."""
    callback = read(Callback, request.body, "call of VK's Callback API")
    if found := PARSERS.get(callback.type):
        return found(request, connection)
    kind, _, deed = callback.type.rpartition("_")
    if kind in PLACES and deed in {"new", "edit"}:
        return _comment(request, connection, PLACES[kind], is_new=deed == "new")
    if kind in PLACES and deed == "delete":
        return _deleted_comment(request, connection, PLACES[kind])
    return []


def _new(request: Request, connection: Connection) -> list[InboundEvent]:
    told = read(Holding[NewMessage], request.body, "new message of VK").object
    message, info = told.message, told.client_info
    if message.is_ours or message.action:
        return []
    language = LANGUAGES.get(info.lang_id) if info and info.lang_id is not None else None
    answered = message.reply_message.conversation_message_id if message.reply_message else None
    return [
        InboundMessage(
            provider_message_id=message.key,
            door=_door(message.peer_id, connection),
            sender=_sender(message.from_id, language),
            audience=Audience.GROUP if message.is_in_chat else Audience.PRIVATE,
            text=content.text_of(message),
            attachments=content.files_of(message),
            place=content.place_of(message),
            occurred_at=from_seconds(message.date),
            references=(f"{message.peer_id}:{answered}",) if answered else (),
            is_machine=message.from_id < 0,
        )
    ]


def _edit(request: Request, connection: Connection) -> list[InboundEvent]:
    message = read(Holding[Message], request.body, "edited message of VK").object
    text = content.text_of(message)
    if message.is_ours or not (text or message.attachments):
        return []
    at = message.update_time or message.date
    return [
        InboundEdit(
            provider_message_id=message.key,
            edit_id=f"{message.key}@{at}",
            door=_door(message.peer_id, connection),
            text=text,
            occurred_at=from_seconds(at),
        )
    ]


def _reply(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what one of the community's people wrote on VK; what left through the API is the desk's."""
    message = read(Holding[Message], request.body, "reply of VK").object
    if not message.admin_author_id:
        return []
    return [
        InboundEcho(
            provider_message_id=message.key,
            door=_door(message.peer_id, connection),
            text=content.text_of(message),
            attachments=content.files_of(message),
            occurred_at=from_seconds(message.date),
        )
    ]


def _reading(request: Request, connection: Connection) -> list[InboundEvent]:
    told = read(Holding[Reading], request.body, "reading of VK").object
    if told.conversation_message_id is None or told.from_id < 0:
        return []
    # it names the last message that was read, and those before it were, too
    at = request.received_at
    return [InboundWatermark(door=_door(told.peer_id, connection), state=DeliveryState.READ, until=at, occurred_at=at)]


def _press(request: Request, connection: Connection) -> list[InboundEvent]:
    told = read(Holding[Press], request.body, "press of a button on VK").object
    return [
        InboundMessage(
            provider_message_id=f"press:{told.event_id}",
            door=_door(told.peer_id, connection),
            sender=Sender(address=str(told.user_id), is_verified=True),
            audience=Audience.GROUP if told.peer_id > FIRST_CHAT else Audience.PRIVATE,
            text=told.text,
            occurred_at=request.received_at,
        )
    ]


def _typing(request: Request, connection: Connection) -> list[InboundEvent]:
    told = read(Holding[Typing], request.body, "typing of VK").object
    if told.from_id < 0:
        return []
    return [InboundTyping(door=_door(told.from_id, connection), occurred_at=request.received_at)]


def _reaction(request: Request, connection: Connection) -> list[InboundEvent]:
    told = read(Holding[Reaction], request.body, "reaction of VK").object
    if told.reacted_id < 0:
        return []
    return [
        InboundReaction(
            provider_message_id=f"{told.peer_id}:{told.cmid}",
            door=_door(told.peer_id, connection),
            sender=Sender(address=str(told.reacted_id), is_verified=True),
            sign=_sign(told.reaction_id),
            occurred_at=request.received_at,
        )
    ]


def _sign(number: int | None) -> str:
    if number is None:
        return ""
    return SIGNS[number - 1] if 0 < number <= len(SIGNS) else f"[reaction {number}]"


def _allowed(request: Request, connection: Connection) -> list[InboundEvent]:
    return _consent(request, connection, is_given=True)


def _denied(request: Request, connection: Connection) -> list[InboundEvent]:
    return _consent(request, connection, is_given=False)


def _consent(request: Request, connection: Connection, *, is_given: bool) -> list[InboundEvent]:
    told = read(Holding[Permission], request.body, "permission of VK").object
    door = _door(told.user_id, connection)
    return [InboundConsent(door=door, is_given=is_given, occurred_at=request.received_at)]


def _comment(request: Request, connection: Connection, place: str, *, is_new: bool) -> list[InboundEvent]:
    told = read(Holding[Comment], request.body, "comment of VK")
    comment = told.object
    if comment.from_id == -told.group_id:
        return []
    thing, text = f"{place}{comment.owner_id}_{comment.thing_id}", content.text_of(comment)
    key, door = f"{thing}:{comment.id}", _door(f"{thing}_{comment.thread}", connection)
    at = from_seconds(comment.date)
    if not is_new:
        edit_id = f"{key}@{request.received_at.timestamp():.0f}"
        return [InboundEdit(provider_message_id=key, edit_id=edit_id, door=door, text=text, occurred_at=at)]
    return [
        InboundMessage(
            provider_message_id=key,
            door=door,
            sender=_sender(comment.from_id),
            audience=Audience.PUBLIC,
            text=text,
            attachments=content.files_of(comment),
            occurred_at=at,
            references=(f"{thing}:{comment.reply_to_comment}",) if comment.reply_to_comment else (),
            is_machine=comment.from_id < 0,
        )
    ]


def _deleted_comment(request: Request, connection: Connection, place: str) -> list[InboundEvent]:
    gone = read(Holding[DeletedComment], request.body, "deleted comment of VK").object
    thing = f"{place}{gone.owner_id}_{gone.thing_id}"
    door = _door(f"{thing}_{gone.id}", connection)
    return [InboundDeletion(provider_message_id=f"{thing}:{gone.id}", door=door, occurred_at=request.received_at)]


def _sender(number: int, language: str | None = None) -> Sender:
    """Return who wrote: communities have negative numbers, and no profile."""
    return Sender(address=str(number), language=language, has_profile=number > 0, is_verified=True)


def _door(address: str | int, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=str(address))


PARSERS: dict[str, Parse] = {
    "message_new": _new,
    "message_edit": _edit,
    "message_reply": _reply,
    "message_event": _press,
    "message_read": _reading,
    "message_typing_state": _typing,
    "message_reaction_event": _reaction,
    "message_allow": _allowed,
    "message_deny": _denied,
}
