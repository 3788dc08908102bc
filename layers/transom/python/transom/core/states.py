"""The desk's own states, each of which is one of the product's under another name."""

from datetime import datetime, timedelta

from transom.core import lifecycle
from transom.errors import InvalidError
from transom.model import ActorKind, Conversation, Desk


def change(
    conversation: Conversation,
    state_id: str | None,
    desk: Desk,
    *,
    actor: ActorKind,
    now: datetime,
    close_after: timedelta = lifecycle.CLOSE_AFTER,
) -> Conversation:
    """Return the conversation in a state of the desk's own, or in the product's plain one; refuse with the reason."""
    if state_id is None:
        return conversation.model_copy(update={"workspace_state": None})
    found = next((each for each in desk.states if each.id == state_id), None)
    if found is None:
        known = ", ".join(each.id for each in desk.states) or "none"
        reason = f"there is no such state; there are: {known}"
        raise InvalidError(f"The desk has no state {state_id}.", fields={"workspace_state": reason})
    moved = lifecycle.change(conversation, found.like, actor=actor, now=now, close_after=close_after)
    return moved.model_copy(update={"workspace_state": found.id})
