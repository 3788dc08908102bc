"""What all can read on Instagram: comments on the account's posts, and where others mention it."""

from collections.abc import Iterator

from pydantic import Field

from channels.instagram.channel import MENTION
from channels.messenger.feed import comment_doors
from channels.messenger.webhook import Entry, moment
from transom.channel import Connection, InboundEvent, InboundMessage, Sender
from transom.model import Audience, Door
from transom.model.base import Frozen
from transom.provider.reading import Apart, Wrong, each, unsupported

MENTIONS = "mentions"
COMMENTS = frozenset({"comments", "live_comments"})


class Author(Frozen):
    """Who commented."""

    id: str = ""
    username: str | None = None


class Media(Frozen):
    """What was commented on."""

    id: str = ""


class Value(Frozen):
    """A comment, or where the account is mentioned."""

    id: str = ""
    author: Author = Field(default_factory=Author, alias="from")
    text: str | None = None
    media: Media | None = None
    media_id: str | None = None
    comment_id: str | None = None
    parent_id: str | None = None


class Change(Frozen):
    """One of the kinds of news that an app may subscribe to."""

    field: str = ""
    value: Apart[Value] = Field(default_factory=Value)


class AccountEntry(Entry):
    """The news of one account: with Instagram Login, a single change stands in the entry itself."""

    changes: tuple[Apart[Change], ...] = ()
    field: str = ""
    value: Apart[Value] = Field(default_factory=Value)

    @property
    def news(self) -> tuple[Change | Wrong, ...]:
        """Return the changes, wherever they stand."""
        return (*self.changes, *((Change(field=self.field, value=self.value),) if self.field else ()))


class Call(Frozen):
    """One call of the webhook."""

    entry: tuple[Apart[AccountEntry], ...]


def told(entry: AccountEntry, connection: Connection) -> Iterator[InboundEvent]:
    """Yield what others than the account wrote."""
    return each(entry.news, "change of an account's", lambda change: _of_change(change, entry, connection))


def _of_change(change: Change, entry: AccountEntry, connection: Connection) -> Iterator[InboundEvent]:
    if change.field in {*COMMENTS, MENTIONS}:
        what = f"{change.field} of an account's"
        yield from each((change.value,), what, lambda value: _of_value(value, change.field, entry, connection))


def _of_value(value: Value, field: str, entry: AccountEntry, connection: Connection) -> Iterator[InboundEvent]:
    if field in COMMENTS and value.id and value.author.id != entry.id:
        yield _comment(value, entry.time, connection)
    elif field == MENTIONS and value.media_id:
        yield _mention(value, value.media_id, entry.time, connection)


def _comment(value: Value, at: int, connection: Connection) -> InboundMessage:
    door, other = comment_doors(connection, thread=value.parent_id or value.id, target=f"comment_id:{value.id}")
    return InboundMessage(
        provider_message_id=value.id,
        door=door,
        other_door=other,
        sender=_sender(value),
        audience=Audience.PUBLIC,
        text=value.text or unsupported("comment"),
        occurred_at=moment(at),
        references=(value.parent_id,) if value.parent_id else (),
    )


def _mention(value: Value, media: str, at: int, connection: Connection) -> InboundMessage:
    """Return a mention, of which Instagram tells as a rule no more than where it is."""
    place = f"{media}:{value.comment_id or ''}"
    where = f"in the comment {value.comment_id} on the post {media}" if value.comment_id else f"in the post {media}"
    return InboundMessage(
        provider_message_id=f"{MENTION}{place}",
        door=Door(channel=connection.channel, connection=connection.id, address=f"{MENTION}{place}"),
        sender=_sender(value),
        audience=Audience.PUBLIC,
        text="\n".join(filter(None, (value.text, f"[mentioned {where}]"))),
        occurred_at=moment(at),
    )


def _sender(value: Value) -> Sender:
    known = value.author
    author = known.id or f"author of {value.id or value.comment_id or value.media_id}"
    return Sender(address=author, name=known.username or "", username=known.username, is_verified=bool(known.id))
