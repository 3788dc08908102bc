"""The load of agents: counted in the very transactions that change it."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from transom.errors import ConflictError
from transom.model import Conversation, Grant, PresenceState
from transom.store.items import PresenceItem, moment
from transom.store.table import Update

type Change = tuple[Conversation | None, Conversation]
"""A conversation as it was, if it was there, and as it will be."""

_load = Path("load")


def loads(*changes: Change) -> Iterator[Update]:
    """Yield the writes that keep count of what agents have: one for each agent to whom the changes give or take."""
    for user_id, weight in _moved(*changes).items():
        if weight:
            yield _counted(user_id, weight, changes[0][1])


def granted(to: Grant, change: Change, at: datetime) -> Iterator[Update]:
    """Yield the same writes, where the agent must be online and have room for what they are given."""
    moved = _moved(change)
    weight = moved.pop(to.user_id)
    has_room = (_load <= to.capacity - weight) | _load.does_not_exist()
    actions = [*_added(weight), Path("last_assigned_at").set(moment(at))]
    is_here = (Path("state") == PresenceState.ONLINE.value) & Path("left_at").does_not_exist()
    yield Update(*PresenceItem.key(to.user_id), actions, is_here & has_room, lost=_full)
    yield from (_counted(user_id, less, change[1]) for user_id, less in moved.items() if less)


def correction(user_id: str, read: int, counted: int) -> Update:
    """Return the write that puts a load right, unless it has changed since it was read."""
    unchanged = (_load == read) if read else (_load == 0) | _load.does_not_exist()
    return Update(*PresenceItem.key(user_id), [_load.set(counted)], unchanged & Path("state").exists())


def burden(conversation: Conversation) -> int:
    """Return how much of its agent a conversation takes now."""
    return conversation.weight if conversation.assignee and conversation.is_in_work else 0


def _moved(*changes: Change) -> Counter[str]:
    moved: Counter[str] = Counter()
    for before, after in changes:
        if after.assignee:
            moved[after.assignee] += burden(after)
        if before and before.assignee:
            moved[before.assignee] -= burden(before)
    return moved


def _counted(user_id: str, weight: int, conversation: Conversation) -> Update:
    """Return the write for an agent, who may never have told their presence."""
    state, since = Path("state"), Path("changed_at")
    unknown = [state.set(state | PresenceState.OFF.value), since.set(since | moment(conversation.created_at))]
    return Update(*PresenceItem.key(user_id), [*unknown, *_added(weight)], condition=None)


def _added(weight: int) -> list[Action]:
    freed = Path("has_freed")
    return [_load.add(weight), freed.set(True) if weight < 0 else freed.remove()]


def _full() -> ConflictError:
    return ConflictError("The agent is not online any more, or has no room.")
