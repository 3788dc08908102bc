"""WeChat's webhook: signed messages in locked boxes, one in each request."""

from datetime import timedelta
from urllib.parse import parse_qs

from channels.wechat.emoji import shown
from channels.wechat.messages import Message, fields, message
from channels.wechat.safe_mode import signature, unlocked
from transom.channel import (
    Connection,
    InboundConsent,
    InboundEvent,
    InboundMessage,
    Request,
    Response,
    Sender,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Attachment, Door, MediaKind
from transom.provider.proof import check_signature, check_time
from transom.provider.reading import from_seconds, unsupported

TOLERANCE = timedelta(minutes=5)
MAX_DIGITS = 10
FOLLOWS = {"subscribe": True, "unsubscribe": False}
MEDIA = {
    "image": (MediaKind.IMAGE, "image.jpg", "image/jpeg"),
    "voice": (MediaKind.VOICE, "voice.amr", "audio/amr"),
    "video": (MediaKind.VIDEO, "video.mp4", "video/mp4"),
    "shortvideo": (MediaKind.VIDEO, "video.mp4", "video/mp4"),
}
"""What each kind of media is, and the name and type that WeChat does not state."""


def handshake(request: Request, connection: Connection) -> Response | None:
    """Answer WeChat's question whether the address is ours with the text that came with it."""
    query = _query(request)
    if request.method != "GET" or "echostr" not in query:
        return None
    _check(query, "signature", request, connection)
    return Response(headers={"content-type": "text/plain"}, body=query["echostr"])


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the message is signed, and locked for the connection's app."""
    query = _query(request)
    try:
        encrypted = fields(request.body).get("Encrypt", "")
        if encrypted:
            _check(query, "msg_signature", request, connection, encrypted)
            unlocked(encrypted, connection)
            return
    except UnreadableError as error:
        raise UnauthenticError(error.message) from None
    if not _allows_plain(connection):
        raise UnauthenticError("plain mode, in which nothing proves what was written, is not allowed")
    _check(query, "signature", request, connection)


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what a message or an event tells; events that say nothing to the desk tell nothing."""
    encrypted = fields(request.body).get("Encrypt", "")
    if not encrypted and not _allows_plain(connection):
        raise UnreadableError("a message in plain mode, which is not allowed")
    told = message(unlocked(encrypted, connection) if encrypted else request.body)
    if told.kind == "event":
        return _event(told, connection)
    return [_message(told, connection)]


def _query(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(request.query).items()}


def _check(query: dict[str, str], name: str, request: Request, connection: Connection, *content: str) -> None:
    stamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    check_signature(
        query.get(name, ""),
        connection.secrets("token"),
        lambda token: signature(token, stamp, nonce, *content),
        "the signature is wrong",
    )
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= MAX_DIGITS):
        raise UnauthenticError("the request has no time")
    check_time(from_seconds(int(stamp)), request.received_at, TOLERANCE)


def _allows_plain(connection: Connection) -> bool:
    return connection.settings.get("allow_plain") == "yes"


def _event(told: Message, connection: Connection) -> list[InboundEvent]:
    at = from_seconds(told.created)
    if told.event == "CLICK":
        return [_click(told, connection)]
    is_given = FOLLOWS.get(told.event)
    if is_given is None:
        return []
    return [InboundConsent(door=_door(told, connection), is_given=is_given, occurred_at=at)]


def _click(told: Message, connection: Connection) -> InboundMessage:
    """Return that an item of the account's menu was chosen; events have no id of their own."""
    return InboundMessage(
        provider_message_id=f"click:{told.sender}:{told.created}",
        door=_door(told, connection),
        sender=Sender(address=told.sender, is_verified=True),
        text=told.key or unsupported("click"),
        occurred_at=from_seconds(told.created),
    )


def _message(told: Message, connection: Connection) -> InboundMessage:
    text, attachments, place = _text(told), _attachments(told), told.place if told.kind == "location" else None
    if not told.id:
        raise UnreadableError(f"a message without an id, of the kind {told.kind}")
    return InboundMessage(
        provider_message_id=told.id,
        door=_door(told, connection),
        sender=Sender(address=told.sender, is_verified=True),
        text=text if text or attachments or place else unsupported(told.kind),
        attachments=attachments,
        place=place,
        occurred_at=from_seconds(told.created),
    )


def _door(told: Message, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=told.sender)


def _text(told: Message) -> str:
    match told.kind:
        case "text":
            return shown(told.content)
        case "voice":
            return told.recognition
        case "link":
            return told.link
        case "file":
            return f"{unsupported('file')} {told.title}".strip()
    return ""


def _attachments(told: Message) -> tuple[Attachment, ...]:
    if told.kind not in MEDIA or not told.media_id:
        return ()
    kind, name, mime = MEDIA[told.kind]
    if told.format == "speex":
        name, mime = "voice.speex", "audio/x-speex"
    return (Attachment(id="0", kind=kind, name=name, mime=mime, provider_media_id=told.media_id),)
