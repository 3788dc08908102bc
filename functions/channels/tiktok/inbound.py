"""TikTok's webhook: signed with the app's secret, one event in each call."""

from datetime import timedelta

from channels.tiktok.events import Event, Media, Message, Read
from transom.channel import (
    Connection,
    InboundEcho,
    InboundEvent,
    InboundMessage,
    InboundWatermark,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Attachment, DeliveryState, Door, MediaKind
from transom.provider.proof import check_signature, check_time, hmac_hex
from transom.provider.reading import from_milliseconds, from_seconds, read, unsupported

SIGNATURE_HEADER = "tiktok-signature"
TOLERANCE = timedelta(minutes=5)
MAX_DIGITS = 10
WHAT = "event of TikTok"
RECEIVED = "im_receive_msg"


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: TikTok asks no question before it sends."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the body is signed with the app's secret, and lately."""
    given = header(request.headers, SIGNATURE_HEADER)
    parts = dict(part.strip().partition("=")[::2] for part in given.split(","))
    stamp = parts.get("t", "")
    check_signature(
        parts.get("s", ""),
        connection.secrets("app_secret"),
        lambda secret: hmac_hex(secret, stamp.encode(errors="replace") + b"." + request.body),
        "the signature is wrong",
    )
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= MAX_DIGITS):
        raise UnauthenticError("the request has no time")
    check_time(from_seconds(int(stamp)), request.received_at, TOLERANCE)


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what an event tells; those that no customer caused tell nothing."""
    event = read(Event, request.body, WHAT)
    if event.event == RECEIVED:
        _check_account(event, connection)
        return [_message(read(Message, event.content, WHAT), connection)]
    if event.event == "im_send_msg":
        _check_account(event, connection)
        return [_echo(read(Message, event.content, WHAT), connection)]
    if event.event == "im_mark_read_msg":
        return _read(read(Read, event.content, WHAT), event, connection)
    if event.event.startswith(RECEIVED):
        raise UnreadableError(f"a message by an unknown way: {event.event}")
    return []


def _check_account(event: Event, connection: Connection) -> None:
    """Let no message of another account pass: its answer would come from the wrong one."""
    if event.user_openid != connection.settings.get("business_id", ""):
        raise UnreadableError("a message to another business account of the app")


def _message(message: Message, connection: Connection) -> InboundMessage:
    answered = message.referenced_message_info
    return InboundMessage(
        provider_message_id=message.message_id,
        door=_door(message.conversation_id, connection),
        sender=Sender(address=message.writer, name=message.username, username=message.username, is_verified=True),
        text=_text(message),
        attachments=_attachments(message),
        occurred_at=from_milliseconds(message.timestamp),
        references=(answered.referenced_message_id,) if answered and answered.referenced_message_id else (),
    )


def _echo(message: Message, connection: Connection) -> InboundEcho:
    return InboundEcho(
        provider_message_id=message.message_id,
        door=_door(message.conversation_id, connection),
        text=_text(message),
        attachments=_attachments(message),
        occurred_at=from_milliseconds(message.timestamp),
    )


def _text(message: Message) -> str:
    match message.type:
        case "text" if message.text.body:
            return message.text.body
        case "image" if message.image.media_id:
            return ""
        case "share_post" if message.share_post.embed_url or message.share_post.video_id:
            return message.share_post.embed_url or f"[shared post {message.share_post.video_id}]"
        case "sticker":
            return "[sticker]"
    return unsupported(message.type)


def _attachments(message: Message) -> tuple[Attachment, ...]:
    if message.type != "image" or not message.image.media_id:
        return ()
    media = Media(
        conversation_id=message.conversation_id, message_id=message.message_id, media_id=message.image.media_id
    )
    return (
        Attachment(
            id="image",
            kind=MediaKind.IMAGE,
            name="image.jpg",
            mime="image/jpeg",
            provider_media_id=media.model_dump_json(),
        ),
    )


def _read(told: Read, event: Event, connection: Connection) -> list[InboundEvent]:
    ours = {"", event.user_openid, connection.settings.get("business_id", "")}
    if told.from_user.id in ours:
        return []
    until = from_milliseconds(told.read.last_read_timestamp)
    door = _door(told.conversation_id, connection)
    return [InboundWatermark(door=door, state=DeliveryState.READ, until=until, occurred_at=until)]


def _door(conversation_id: str, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=conversation_id)
