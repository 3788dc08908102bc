"""The desk's own states, each of which is one of the product's under another name."""

from collections.abc import Callable, Iterator
from datetime import datetime

from pydantic import JsonValue

from transom.core import lifecycle
from transom.errors import InvalidError
from transom.model import Actor, ActorKind, Conversation, Desk, Entry, EntryName, State
from transom.model.workspace import LIKE, WorkspaceState

_ACTOR = Actor.system("states")
_FIELDS = {"state", "workspace_state"}


def change(
    conversation: Conversation,
    state_id: str | None,
    desk: Desk,
    *,
    actor: ActorKind,
    now: datetime,
) -> Conversation:
    """Return the conversation in a state of the desk's own, or in the product's plain one; refuse with the reason."""
    if state_id is None:
        return plain(conversation)
    found = _find(state_id, desk)
    if found is None or found.replaced_by:
        reason = problem(state_id, desk) or ""
        raise InvalidError(f"The conversation cannot become {state_id}: {reason}.", fields={"workspace_state": reason})
    moved = lifecycle.change(conversation, found.like, desk, actor=actor, now=now)
    return moved.model_copy(update={"workspace_state": found.id})


def plain(conversation: Conversation) -> Conversation:
    """Return the conversation in the product's state alone."""
    return conversation.model_copy(update={"workspace_state": None})


def problem(state_id: str, desk: Desk) -> str | None:
    """Return why nothing can be put into a state of the desk's own, if it cannot."""
    found = _find(state_id, desk)
    if found is None:
        known = ", ".join(each.id for each in desk.states if not each.replaced_by) or "none"
        return f"there is no such state; there are: {known}"
    return f"it was replaced by {found.replaced_by}" if found.replaced_by else None


def replaced(
    conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return the conversation in the state that replaces its own one, if that was replaced, and what tells it."""
    retired = _find(conversation.workspace_state, desk)
    if retired is None or retired.replaced_by is None:
        return conversation, ()
    if retired.replaced_by in set(State):
        state = State(retired.replaced_by)
        after = plain(lifecycle.change(conversation, state, desk, actor=ActorKind.AGENT, now=now))
    else:
        after = change(conversation, retired.replaced_by, desk, actor=ActorKind.AGENT, now=now)
    entry = Entry(
        id=new_id(now),
        name=EntryName.CONVERSATION_CHANGED,
        conversation_id=conversation.id,
        at=now,
        actor=_ACTOR,
        data=told(conversation, after),
    )
    return after, (entry,)


def told(before: Conversation, after: Conversation) -> dict[str, JsonValue]:
    """Return what an activity tells of a state that changed, and of the desk's own name for it."""
    old, new = (each.model_dump(mode="json", include=_FIELDS) for each in (before, after))
    return {name: {"from": old[name], "to": new[name]} for name in sorted(_FIELDS) if old[name] != new[name]}


def misreplaced(desk: Desk) -> Iterator[tuple[int, str]]:
    """Yield each state that cannot be replaced as it says, by its place, with the reason."""
    for place, state in enumerate(desk.states):
        successor = _find(state.replaced_by, desk)
        like = successor.like if successor else next((each for each in LIKE if each == state.replaced_by), None)
        if state.replaced_by is None:
            continue
        if like is None:
            yield place, f"there is no state {state.replaced_by!r} that conversations can be put into"
        elif successor and successor.replaced_by:
            yield place, f"{successor.id} was replaced itself, by {successor.replaced_by}"
        elif like.category is not state.like.category:
            yield place, f"{state.replaced_by} is {like.category}, and {state.id} is {state.like.category}"


def unsettled(before: Desk, after: Desk) -> Iterator[tuple[WorkspaceState, str]]:
    """Yield the states that go, or become like another one, with what is to be done while conversations are in them."""
    for state in before.states:
        now = _find(state.id, after)
        if now is None:
            yield state, "keep it, and name the state that conversations go over to in its `replaced_by`"
        elif now.like is not state.like:
            yield state, f"it stays like {state.like}; add another state that is like {now.like}"


def _find(state_id: str | None, desk: Desk) -> WorkspaceState | None:
    return next((each for each in desk.states if each.id == state_id), None)
