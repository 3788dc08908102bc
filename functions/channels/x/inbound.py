"""X's webhook: signed with the app's secret; direct messages, and posts that speak to the account."""

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs

from channels.x.activity import (
    Activity,
    Chat,
    DirectMessage,
    DirectMessages,
    Head,
    IndicateTyping,
    Kind,
    MarkRead,
    MessageCreate,
    Post,
    Reads,
    Typing,
    User,
    Wrapped,
    group,
    plain,
)
from channels.x.media import of_message, of_post
from transom.channel import (
    Connection,
    InboundEvent,
    InboundMessage,
    InboundTyping,
    InboundWatermark,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, DeliveryState, Door
from transom.provider.proof import check_signature, hmac_base64
from transom.provider.reading import batch, each, from_milliseconds, read, unsupported

SIGNATURE_HEADER = "x-twitter-webhooks-signature"
WHAT = "event of the X Activity API"
CHALLENGE = re.compile(r"[A-Za-z0-9+/=_.~-]{1,512}")
"""A challenge is answered with its signature: one that could be the body of a webhook is not."""
LOCKED = "[encrypted message: only X's own apps can read it]"
EPOCH = 1288834974657
"""The millisecond from which X's ids count."""


def handshake(request: Request, connection: Connection) -> Response | None:
    """Answer X's challenge with its signature."""
    token = parse_qs(request.query).get("crc_token", [""])[0]
    if request.method != "GET" or not token:
        return None
    secret = connection.secret.get("consumer_secret", "")
    if not secret or not CHALLENGE.fullmatch(token):
        raise UnauthenticError("the challenge cannot be answered")
    answer = json.dumps({"response_token": _signature(secret, token.encode())})
    return Response(headers={"content-type": "application/json"}, body=answer)


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the body is signed with the app's secret."""
    given = header(request.headers, SIGNATURE_HEADER)
    secrets = connection.secrets("consumer_secret")
    check_signature(given, secrets, lambda secret: _signature(secret, request.body), "the signature is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what an event tells; kinds that no customer causes tell nothing."""
    head = read(Kind, request.body, WHAT).data
    told = KINDS.get(head.event_type) if head else None
    if head is None or told is None:
        return []
    _check_account(head, connection)
    return batch(told(request.body, connection))


def _signature(secret: str, content: bytes) -> str:
    return f"sha256={hmac_base64(secret, content)}"


def _check_account(head: Head, connection: Connection) -> None:
    """Let nothing of another account pass: its answer would come from the wrong one."""
    if head.filter.user_id != connection.settings.get("user_id", ""):
        raise UnreadableError("an event of another account of the app")


def _messages(body: bytes, connection: Connection) -> Iterator[InboundEvent]:
    payload = read(Activity[DirectMessages], body, WHAT).data.payload
    return each(payload.direct_message_events, "direct message", lambda message: _direct(message, payload, connection))


def _direct(message: DirectMessage, payload: DirectMessages, connection: Connection) -> Iterator[InboundEvent]:
    content = message.message_create
    if content is None:
        raise UnreadableError("a direct message of an unknown kind")
    if content.sender_id != connection.settings.get("user_id"):
        known = payload.users.get(content.sender_id)
        yield _message(message, content, known.data if isinstance(known, Wrapped) else User(), connection)


def _message(message: DirectMessage, content: MessageCreate, user: User, connection: Connection) -> InboundMessage:
    data = content.message_data
    text = plain(data.text, data.entities.urls, data.media.url if data.media else "")
    attachments = of_message(message.id, data.media) if data.media else ()
    return InboundMessage(
        provider_message_id=message.id,
        door=_chat_door(content.sender_id, message.group, connection),
        sender=_sender(content.sender_id, user),
        audience=Audience.GROUP if message.group else Audience.PRIVATE,
        text=text if text or attachments else unsupported("message"),
        attachments=attachments,
        occurred_at=from_milliseconds(message.created_timestamp),
    )


def _chat(body: bytes, connection: Connection) -> Iterator[InboundEvent]:
    chat = read(Activity[Chat], body, WHAT).data.payload
    if chat.sender_id != connection.settings.get("user_id"):
        together = group(chat.conversation_id)
        yield InboundMessage(
            provider_message_id=chat.id,
            door=_chat_door(chat.sender_id, together, connection),
            sender=_sender(chat.sender_id, User()),
            audience=Audience.GROUP if together else Audience.PRIVATE,
            text=LOCKED,
            occurred_at=from_milliseconds(chat.created_at_msec),
        )


def _reads(body: bytes, connection: Connection) -> Iterator[InboundEvent]:
    told = read(Activity[Reads], body, WHAT).data.payload.direct_message_mark_read_events
    return each(told, "read mark", lambda mark: _watermark(mark, connection))


def _watermark(told: MarkRead, connection: Connection) -> Iterator[InboundWatermark]:
    if told.sender_id == connection.settings.get("user_id"):
        return
    yield InboundWatermark(
        door=_door(f"dm:{told.sender_id}", connection),
        state=DeliveryState.READ,
        # an id holds the time of its making
        until=from_milliseconds((int(told.last_read_event_id) >> 22) + EPOCH),
        occurred_at=from_milliseconds(told.created_timestamp),
    )


def _typing(body: bytes, connection: Connection) -> Iterator[InboundEvent]:
    told = read(Activity[Typing], body, WHAT).data.payload.direct_message_indicate_typing_events
    return each(told, "typing", lambda typing: _typed(typing, connection))


def _typed(told: IndicateTyping, connection: Connection) -> Iterator[InboundTyping]:
    if told.sender_id != connection.settings.get("user_id"):
        at = from_milliseconds(told.created_timestamp)
        yield InboundTyping(door=_door(f"dm:{told.sender_id}", connection), occurred_at=at)


def _posts(body: bytes, connection: Connection) -> Iterator[InboundEvent]:
    told = read(Activity[Post], body, WHAT).data
    post = told.payload
    if post.author_id == connection.settings.get("user_id") or post.related("retweeted"):
        return
    users = {user.id: user for user in told.includes.users}
    yield InboundMessage(
        provider_message_id=post.id,
        door=_door(f"post:{post.conversation_id}:{post.author_id}", connection),
        sender=_sender(post.author_id, users.get(post.author_id, User())),
        audience=Audience.PUBLIC,
        text=plain(post.text, post.entities.urls),
        attachments=of_post(post, told.includes.media),
        occurred_at=post.created_at,
        references=post.related("replied_to"),
    )


def _sender(sender_id: str, user: User) -> Sender:
    return Sender(
        address=sender_id, name=user.name, username=user.username, avatar=user.profile_image_url, is_verified=True
    )


def _chat_door(sender_id: str, together: str, connection: Connection) -> Door:
    """Return where a direct message is answered: in its group, or at its writer."""
    return _door(f"group:{together}" if together else f"dm:{sender_id}", connection)


def _door(address: str, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=address)


KINDS: dict[str, Callable[[bytes, Connection], Iterator[InboundEvent]]] = {
    "dm.received": _messages,
    "dm.read": _reads,
    "dm.indicate_typing": _typing,
    "chat.received": _chat,
    "post.mention.create": _posts,
    "post.reply.create": _posts,
}
"""What is told of each kind of event."""
