"""What all can read of a page: comments, what visitors post, and where others mention it."""

from collections.abc import Iterator

from pydantic import Field

from channels.messenger.channel import PRIVATE, PUBLIC
from channels.messenger.webhook import Entry, Person, moment
from transom.channel import (
    Connection,
    InboundDeletion,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    Sender,
)
from transom.model import Attachment, Audience, Door, MediaKind
from transom.model.base import Frozen
from transom.provider.reading import Apart, Milliseconds, each

POSTS = frozenset({"photo", "post", "share", "status", "video"})
SIGNS = {"like": "👍", "love": "❤️", "care": "🤗", "haha": "😆", "wow": "😮", "sad": "😢", "angry": "😡"}


class Author(Person):
    """Who wrote; Meta tells of people only to apps that it has reviewed."""

    name: str = ""


class Value(Frozen):
    """What happened: to what, and what was done to it."""

    item: str = ""
    verb: str = ""
    author: Author | None = Field(default=None, alias="from")
    sender_id: str | None = None
    sender_name: str | None = None
    comment_id: str | None = None
    post_id: str | None = None
    parent_id: str | None = None
    message: str | None = None
    photo: str | None = None
    link: str | None = None
    reaction_type: str | None = None
    created_time: Milliseconds | None = None

    @property
    def id(self) -> str:
        """Return the id of the comment or the post."""
        return (self.comment_id if self.item == "comment" else None) or self.post_id or ""

    @property
    def picture(self) -> Attachment | None:
        """Return the photo that a comment or a post shows."""
        address = self.photo or (self.link if self.item == "photo" else None)
        if not address:
            return None
        return Attachment(
            id="photo", kind=MediaKind.IMAGE, name="photo.jpg", mime="image/jpeg", provider_media_id=address
        )

    @property
    def thread(self) -> str:
        """Return what an answer is put beneath: Facebook shows answers to answers as answers to the first comment."""
        is_answer = self.item == "comment" and self.parent_id and self.parent_id != self.post_id
        return (self.parent_id if is_answer else None) or self.id

    @property
    def sender(self) -> Sender:
        """Return who wrote, as far as Meta tells."""
        known = self.author or Author(id=self.sender_id or f"author of {self.id}", name=self.sender_name or "")
        return Sender(address=known.id, name=known.name, is_verified=bool(self.author or self.sender_id))


class Change(Frozen):
    """A change of the page's feed, or elsewhere a mention of it."""

    field: str
    value: Apart[Value] = Field(default_factory=Value)


class PageEntry(Entry):
    """The news of one page."""

    changes: tuple[Apart[Change], ...] = ()


class Page(Frozen):
    """One call of a page's webhook."""

    entry: tuple[Apart[PageEntry], ...]


def told(entry: PageEntry, connection: Connection) -> Iterator[InboundEvent]:
    """Yield what others than the page did."""
    return each(entry.changes, "change of a page's", lambda change: _of_change(change, entry, connection))


def _of_change(change: Change, entry: PageEntry, connection: Connection) -> Iterator[InboundEvent]:
    if change.field in {"mention", "feed"}:
        what = f"{change.field} of a page's"
        yield from each((change.value,), what, lambda value: _of_value(value, change.field, entry, connection))


def _of_value(value: Value, field: str, entry: PageEntry, connection: Connection) -> Iterator[InboundEvent]:
    at = entry.time if value.created_time is None else value.created_time
    if not value.id or value.sender.address == entry.id:
        return
    if field == "mention":
        yield _message(value, at, connection).model_copy(update={"other_door": None})
    else:
        yield from _of_feed(value, at, entry.time, connection)


def _of_feed(value: Value, at: int, told_at: int, connection: Connection) -> Iterator[InboundEvent]:
    if value.item == "reaction" and value.comment_id:
        yield _reaction(value, value.comment_id, at, connection)
    if value.item != "comment" and value.item not in POSTS:
        return
    match value.verb:
        case "add":
            yield _message(value, at, connection)
        case "edit" | "edited" if value.message:
            yield InboundEdit(
                provider_message_id=value.id,
                edit_id=f"{value.id}@{told_at}",
                door=_door(value, connection),
                text=value.message,
                occurred_at=moment(told_at),
            )
        case "remove":
            door = _door(value, connection)
            yield InboundDeletion(provider_message_id=value.id, door=door, occurred_at=moment(told_at))


def _message(value: Value, at: int, connection: Connection) -> InboundMessage:
    picture = value.picture
    answered = value.parent_id if value.thread != value.id else None
    return InboundMessage(
        provider_message_id=value.id,
        door=_door(value, connection),
        other_door=_doors(value, connection)[1],
        sender=value.sender,
        audience=Audience.PUBLIC,
        # a mention comes without its text
        text=value.message or ("" if picture else value.link or f"https://www.facebook.com/{value.id}"),
        attachments=(picture,) if picture else (),
        occurred_at=moment(at),
        references=(answered,) if answered else (),
    )


def _reaction(value: Value, comment: str, at: int, connection: Connection) -> InboundReaction:
    known = value.reaction_type or "like"
    return InboundReaction(
        provider_message_id=comment,
        door=_door(value.model_copy(update={"item": "comment"}), connection),
        sender=value.sender,
        sign="" if value.verb == "remove" else SIGNS.get(known, known),
        occurred_at=moment(at),
    )


def _door(value: Value, connection: Connection) -> Door:
    return _doors(value, connection)[0]


def _doors(value: Value, connection: Connection) -> tuple[Door, Door]:
    kind = "comment_id" if value.item == "comment" else "post_id"
    return comment_doors(connection, thread=value.thread, target=f"{kind}:{value.id}")


def comment_doors(connection: Connection, *, thread: str, target: str) -> tuple[Door, Door]:
    """Return the doors by which a comment is answered: the one that the connection prefers, and the other."""
    public, private = (
        Door(channel=connection.channel, connection=connection.id, address=address)
        for address in (f"{PUBLIC}{thread}", f"{PRIVATE}{target}")
    )
    return (private, public) if connection.settings.get("comment_replies") == "private" else (public, private)
