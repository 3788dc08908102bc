"""Discourse's webhooks: signed, one post or like in each."""

from channels.discourse.cooked import shown, whole
from channels.discourse.posts import REGULAR, Hook, Like, Post, User
from transom.channel import (
    Connection,
    InboundDeletion,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnreadableError
from transom.model import Door
from transom.provider.proof import check_signature, hmac_hex
from transom.provider.reading import read

SIGNATURE_HEADER = "x-discourse-event-signature"
EVENT_HEADER = "x-discourse-event"
EVENT_ID_HEADER = "x-discourse-event-id"
AVATAR_SIZE = "120"


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: the ping of a new webhook is signed, and wants no more than a 200."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the body is signed with the webhook's secret."""
    check_signature(
        header(request.headers, SIGNATURE_HEADER),
        connection.secrets("webhook_secret"),
        lambda secret: f"sha256={hmac_hex(secret, request.body)}",
        "the signature is wrong",
    )


def parse(request: Request, connection: Connection) -> list[InboundEvent]:  # noqa: PLR0911 - one for each kind
    """Return what became of a customer's post, or who liked one of ours."""
    hook = read(Hook, request.body, "webhook of Discourse")
    if hook.like:
        return _liked(hook.like, connection, request)
    if hook.post is None or not _is_customers(hook.post, connection):
        return []
    match header(request.headers, EVENT_HEADER):
        case "post_created":
            return [_message(hook.post, connection)]
        case "post_edited":
            return _edited(hook.post, connection)
        case "post_recovered":
            return _recovered(hook.post, connection, request)
        case "post_destroyed":
            return _deleted(hook.post, connection, request)
    return []


def _is_customers(post: Post, connection: Connection) -> bool:
    """Tell whether a customer wrote it: neither the desk, nor the forum's staff, nor the forum itself."""
    is_ours = post.author.username.casefold() == _answering(connection)
    return post.post_type == REGULAR and (post.user_id or 0) > 0 and not (is_ours or post.staff)


def _answering(connection: Connection) -> str:
    return connection.settings.get("api_username", "").casefold()


def _message(post: Post, connection: Connection) -> InboundMessage:
    text, attachments = shown(post.cooked, _base(connection))
    if not (text or attachments):
        raise UnreadableError("a post that shows nothing")
    answered = post.reply_to_post_number
    return InboundMessage(
        provider_message_id=post.key,
        door=_door(post, post.author, connection),
        sender=_sender(post.author, connection),
        audience=post.audience,
        subject=post.topic_title or None,
        text=text,
        attachments=attachments,
        occurred_at=post.created_at,
        references=(f"{post.topic_id}:{answered}",) if answered else (),
    )


def _edited(post: Post, connection: Connection) -> list[InboundEvent]:
    text = shown(post.cooked, _base(connection)).text
    if not text:
        return []
    return [
        InboundEdit(
            provider_message_id=post.key,
            edit_id=f"{post.key}@{post.version}",
            door=_door(post, post.author, connection),
            text=text,
            occurred_at=post.updated_at or post.created_at,
        )
    ]


def _recovered(post: Post, connection: Connection, request: Request) -> list[InboundEvent]:
    """Return a post that was brought back: its text is there again, as one that came after the deletion."""
    again = f"{post.key}@{post.version} recovered {header(request.headers, EVENT_ID_HEADER)}"
    changes = {"edit_id": again, "occurred_at": request.received_at}
    return [each.model_copy(update=changes) for each in _edited(post, connection)]


def _deleted(post: Post, connection: Connection, request: Request) -> list[InboundEvent]:
    # the event's name is not signed, what the body says of the post is
    if not post.is_gone:
        return []
    door = _door(post, post.author, connection)
    return [InboundDeletion(provider_message_id=post.key, door=door, occurred_at=request.received_at)]


def _liked(like: Like, connection: Connection, request: Request) -> list[InboundEvent]:
    is_ours = like.post.author.username.casefold() == _answering(connection)
    if not is_ours or like.user.username.casefold() == _answering(connection):
        return []
    return [
        InboundReaction(
            provider_message_id=like.post.key,
            door=_door(like.post, like.user, connection),
            sender=_sender(like.user, connection),
            sign="❤️",
            occurred_at=request.received_at,
        )
    ]


def _sender(user: User, connection: Connection) -> Sender:
    avatar = whole(user.avatar_template.replace("{size}", AVATAR_SIZE), _base(connection))
    return Sender(
        address=str(user.id),
        name=user.name or user.username,
        username=user.username,
        avatar=avatar or None,
        is_verified=True,
    )


def _door(post: Post, user: User, connection: Connection) -> Door:
    """Return where the answer goes: the topic, for each customer in it a door of their own."""
    return Door(channel=connection.channel, connection=connection.id, address=f"{post.topic_id}:{user.id}")


def _base(connection: Connection) -> str:
    return connection.settings.get("base_url", "").rstrip("/")
