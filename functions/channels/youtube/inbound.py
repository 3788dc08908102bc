"""YouTube comments, as pages of the YouTube Data API hold them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from channels.youtube.comments import COMMENTS, THREADS, Comment, CommentPage, Kind, Thread, ThreadPage
from transom.channel import Connection, InboundEdit, InboundEvent, InboundMessage, Request, Response, Sender
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, Door
from transom.provider.reading import Wrong, batch, each, read


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: YouTube calls nobody."""
    return None


def verify(request: Request, connection: Connection) -> None:  # noqa: ARG001 - the contract's form
    """Raise `UnauthenticError`: pages are asked for, and whoever calls is not YouTube."""
    raise UnauthenticError("YouTube calls nobody")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the comments of a page, the oldest first; those of the connection's own channel are ours."""
    comments = sorted(_comments(request.body), key=_written_at)
    return batch(each(comments, "comment", lambda comment: _events(comment, connection)))


def _written_at(comment: Comment | Wrong) -> datetime:
    return datetime.max.replace(tzinfo=UTC) if isinstance(comment, Wrong) else comment.snippet.published_at


def _comments(body: bytes) -> list[Comment | Wrong]:
    match read(Kind, body, "page of YouTube's").kind:
        case kind if kind == THREADS:
            threads = read(ThreadPage, body, "page of comment threads").items
            return [comment for thread in threads for comment in _of_thread(thread)]
        case kind if kind == COMMENTS:
            return list(read(CommentPage, body, "page of comments").items)
        case _:
            raise UnreadableError("the page holds no comments")


def _of_thread(thread: Thread | Wrong) -> tuple[Comment | Wrong, ...]:
    return (thread,) if isinstance(thread, Wrong) else thread.comments


def _events(comment: Comment, connection: Connection) -> Iterator[InboundEvent]:
    """Yield the comment, and its edit: whoever knows the comment already learns what became of it."""
    door = Door(channel=connection.channel, connection=connection.id, address=comment.thread)
    told, own = comment.snippet, connection.settings.get("channel_id")
    if own and told.author_channel.value == own:
        return
    yield InboundMessage(
        provider_message_id=comment.id,
        door=door,
        sender=_sender(comment),
        audience=Audience.PUBLIC,
        text=told.text,
        occurred_at=told.published_at,
        references=(told.parent,) if told.parent else (),
    )
    if told.updated_at > told.published_at:
        yield InboundEdit(
            provider_message_id=comment.id,
            edit_id=f"{comment.id}@{int(told.updated_at.timestamp())}",
            door=door,
            text=told.text,
            occurred_at=told.updated_at,
        )


def _sender(comment: Comment) -> Sender:
    told = comment.snippet
    handle = told.author.removeprefix("@") if told.author.startswith("@") else None
    # who has deleted their account has no channel any more
    return Sender(
        address=told.author_channel.value or comment.id, name=told.author, username=handle, avatar=told.avatar or None
    )
