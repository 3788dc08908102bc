"""Links between conversations, which both sides show; parents and their children."""

from collections.abc import Iterable

from transom.errors import InvalidError
from transom.model import Conversation
from transom.model.link import Link, LinkKind

MOST_LINKS = 100

type Pair = tuple[Conversation, Conversation]


def link(one: Conversation, other: Conversation, kind: LinkKind) -> Pair:
    """Return both conversations with their link, of which `kind` is the first one's side; refuse what cannot be."""
    if one.id == other.id:
        raise _refused("a conversation is not linked with itself")
    if _between(one, other):
        raise _refused(f"{one.code} and {other.code} are linked already; remove that link first")
    if full := next((each for each in (one, other) if len(each.links) >= MOST_LINKS), None):
        raise _refused(f"{full.code} has {MOST_LINKS} links, as many as one can have")
    if kind is LinkKind.CHILD_OF:
        _check_family(one, other)
    elif kind is LinkKind.PARENT_OF:
        _check_family(other, one)
    return _with(one, other, kind), _with(other, one, kind.inverse)


def unlink(one: Conversation, other: Conversation) -> Pair:
    """Return both conversations without the link between them; refuse when there is none."""
    if not _between(one, other):
        raise _refused(f"{one.code} and {other.code} are not linked")
    return _without(one, other), _without(other, one)


def kind_of(one: Conversation, other: Conversation) -> LinkKind | None:
    """Return what the other conversation is to this one."""
    return next((each.kind for each in one.links if each.conversation_id == other.id), None)


def children(conversation: Conversation) -> tuple[str, ...]:
    """Return the ids of a parent's children."""
    return tuple(each.conversation_id for each in conversation.links if each.kind is LinkKind.PARENT_OF)


def watching(conversation: Conversation, known: Iterable[Conversation]) -> Conversation:
    """Return a parent that knows which of its children are open: it is solved after them."""
    still = tuple(each.code for each in known if not each.state.is_done)
    return conversation.model_copy(update={"open_children": still})


def _check_family(child: Conversation, parent: Conversation) -> None:
    if any(each.kind is LinkKind.CHILD_OF for each in child.links):
        raise _refused(f"{child.code} has a parent already")
    if children(child):
        raise _refused(f"{child.code} has children itself")
    if any(each.kind is LinkKind.CHILD_OF for each in parent.links):
        raise _refused(f"{parent.code} is a child itself")


def _between(one: Conversation, other: Conversation) -> bool:
    return kind_of(one, other) is not None or kind_of(other, one) is not None


def _with(one: Conversation, other: Conversation, kind: LinkKind) -> Conversation:
    return one.model_copy(update={"links": (*one.links, Link(kind=kind, conversation_id=other.id))})


def _without(one: Conversation, other: Conversation) -> Conversation:
    return one.model_copy(update={"links": tuple(each for each in one.links if each.conversation_id != other.id)})


def _refused(reason: str) -> InvalidError:
    return InvalidError(f"The conversations' link cannot be changed: {reason}.", fields={"to": reason})
