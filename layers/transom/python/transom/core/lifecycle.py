"""Where a conversation may go from where it stands, and who may move it."""

from datetime import datetime, timedelta

from transom.errors import InvalidError
from transom.model import ActorKind, Category, Conversation, Desk, Matter, State

LONGEST_SNOOZE = timedelta(days=366)

_WAITING = {State.WAITING_CUSTOMER, State.WAITING_DEPARTMENT, State.WAITING_THIRD_PARTY}
_WOKEN = {*_WAITING, State.SNOOZED, State.WINDOW_CLOSED}
_AGENT_SETS = _WAITING | {State.OPEN, State.SNOOZED, State.SOLVED, State.SPAM}

_AGENT: dict[State, set[State]] = {
    State.RECEIVED: _AGENT_SETS,
    State.QUARANTINED: {State.OPEN, State.SPAM},
    State.BOT_HANDLING: _AGENT_SETS,
    State.NEW: _AGENT_SETS,
    State.OPEN: _AGENT_SETS,
    State.REOPENED: _AGENT_SETS,
    State.WAITING_CUSTOMER: _AGENT_SETS,
    State.WAITING_DEPARTMENT: _AGENT_SETS,
    State.WAITING_THIRD_PARTY: _AGENT_SETS,
    State.SNOOZED: _AGENT_SETS,
    State.WINDOW_CLOSED: _AGENT_SETS,
    State.SOLVED: {State.REOPENED, State.CLOSED, State.SPAM},
    State.SPAM: {State.OPEN},
    State.ABANDONED: {State.OPEN, State.SPAM},
}
_BOT: dict[State, set[State]] = _AGENT | {
    State.RECEIVED: _AGENT_SETS | {State.BOT_HANDLING},
    State.NEW: _AGENT_SETS | {State.BOT_HANDLING},
}
_CUSTOMER: dict[State, set[State]] = {state: {State.REOPENED} for state in (*_WOKEN, State.SOLVED)}
_SYSTEM: dict[State, set[State]] = {
    State.RECEIVED: {State.NEW, State.OPEN, State.QUARANTINED, State.ABANDONED},
    State.NEW: {State.OPEN, State.ABANDONED},
    State.OPEN: {State.ABANDONED},
    State.BOT_HANDLING: {State.OPEN, State.ABANDONED},
    State.WAITING_CUSTOMER: {State.WINDOW_CLOSED, State.OPEN},
    State.WAITING_DEPARTMENT: {State.OPEN},
    State.SNOOZED: {State.OPEN},
    State.SOLVED: {State.CLOSED},
}
_GONE = {State.CLOSED, State.MERGED, State.ABANDONED, State.ERASED}
"""What no message goes on with: the next one begins another conversation."""
_KEPT = {Matter.SENDING, Matter.REQUEST}
"""What comes up though the customer is gone: an answer that was scheduled, a department that was asked."""
_TRANSITIONS = {
    ActorKind.AGENT: _AGENT,
    ActorKind.BOT: _BOT,
    ActorKind.CUSTOMER: _CUSTOMER,
    ActorKind.SYSTEM: _SYSTEM,
    ActorKind.GUEST: {},
}

_ACTORS = {
    ActorKind.AGENT: "an agent",
    ActorKind.BOT: "a bot",
    ActorKind.CUSTOMER: "a customer",
    ActorKind.SYSTEM: "the desk itself",
    ActorKind.GUEST: "a guest",
}


def reachable(state: State, actor: ActorKind) -> frozenset[State]:
    """Return the states that this kind of actor may move a conversation to."""
    return frozenset(_TRANSITIONS[actor].get(state, ())) - {state}


def change(
    conversation: Conversation,
    state: State,
    desk: Desk,
    *,
    actor: ActorKind,
    now: datetime,
    until: datetime | None = None,
) -> Conversation:
    """Return the conversation in another state, or refuse with the reason; the same state is no change.

    Once solved, it is closed when its brand says so. `until` is when a snooze ends: only a snooze has one, and a
    snoozed conversation may be given another.
    """
    if state not in reachable(conversation.state, actor) | {conversation.state}:
        reason = _reason(conversation.state, state, actor)
        raise InvalidError(reason, fields={"state": reason})
    if state.category is Category.DONE and not conversation.state.is_done:
        _check_children(conversation)
    if until is not None or state is State.SNOOZED:
        _check_snooze(conversation, state, until, now)
    if state is conversation.state and until is None:
        return conversation
    moved = _moved(conversation, state, now, until=until)
    if state is not State.SOLVED:
        return moved
    return moved.expecting(Matter.CLOSING, (moved.solved_at or now) + desk.windows(moved.door.connection).close)


def on_customer_message(conversation: Conversation, now: datetime, reopen_window: timedelta) -> Conversation | None:
    """Return the conversation that a customer's message came to, reopened if it rested; None if a new one is wanted.

    A snooze ends with it, however long it was to be.
    """
    rested_at = conversation.solved_at or conversation.rested_at or conversation.last_message_at
    is_out = _is_resting(conversation) or conversation.state is State.SPAM
    is_over = is_out and now - rested_at > reopen_window
    if conversation.state in _GONE or (is_over and conversation.state is not State.SNOOZED):
        return None
    return reopened(conversation, now).model_copy(
        update={
            "last_message_at": max(now, conversation.last_message_at),
            "last_customer_message_at": max(now, conversation.last_customer_message_at or now),
            "unanswered_since": conversation.unanswered_since or now,
            "messages": conversation.messages + 1,
        }
    )


def reopened(conversation: Conversation, now: datetime) -> Conversation:
    """Return the conversation in work again, if it rested."""
    return _moved(conversation, State.REOPENED, now) if _is_resting(conversation) else conversation


def _is_resting(conversation: Conversation) -> bool:
    return State.REOPENED in reachable(conversation.state, ActorKind.CUSTOMER)


def on_departure(conversation: Conversation, now: datetime) -> Conversation:
    """Return the conversation after its customer left the chat: abandoned, if nobody had answered them."""
    is_ours = State.ABANDONED in reachable(conversation.state, ActorKind.SYSTEM)
    if conversation.first_response_at or not is_ours:
        return conversation
    kept = {matter: at for matter, at in conversation.agenda.items() if matter in _KEPT}
    return _moved(conversation, State.ABANDONED, now).model_copy(update={"agenda": kept})


def on_agent_reply(conversation: Conversation, now: datetime) -> Conversation:
    """Return the conversation after an agent's public answer: it waits for the customer, unless it is solved."""
    if conversation.state in _GONE | {State.SPAM, State.QUARANTINED}:
        reason = f"a conversation that is {_words(conversation.state)} takes no answer"
        raise InvalidError(reason, fields={"state": reason})
    answered = conversation.model_copy(
        update={
            "first_response_at": conversation.first_response_at or now,
            "last_reply_at": max(now, conversation.last_reply_at or now),
            "unanswered_since": None,
            "last_message_at": max(now, conversation.last_message_at),
            "replies": conversation.replies + 1,
            "delivery_problem": None,
        }
    )
    eased = answered.model_copy(update={"tension": answered.tension and answered.tension.eased()})
    calm = eased.expecting(Matter.RADAR, None)
    return calm if conversation.state.is_done else _moved(calm, State.WAITING_CUSTOMER, now)


def _moved(
    conversation: Conversation,
    state: State,
    now: datetime,
    *,
    until: datetime | None = None,
) -> Conversation:
    rested_at = conversation.rested_at if state is State.WINDOW_CLOSED else now
    moved = conversation.model_copy(
        update={
            "state": state,
            "workspace_state": None,
            "solved_at": (conversation.solved_at or now) if state.category is Category.DONE else None,
            "rested_at": rested_at if state.category is Category.WAITING or state is State.SPAM else None,
            "snoozed_until": until,
            "unanswered_since": None if state.is_done else conversation.unanswered_since,
        }
    )
    return _played(conversation, moved.expecting(Matter.SNOOZE, until).expecting(Matter.CLOSING, None), now)


def _played(before: Conversation, after: Conversation, now: datetime) -> Conversation:
    """Return the conversation with its playbook ended by the solution, or going on once somebody has to act again."""
    play = after.tension.play if after.tension else None
    if after.tension is None or play is None:
        return after
    if after.state.is_done:
        calm = after.tension.model_copy(update={"play": None})
        return after.model_copy(update={"tension": calm}).expecting(Matter.RADAR, None)
    if play.until is None or before.is_in_work or not after.is_in_work:
        return after
    return after.expecting(Matter.RADAR, max(play.until, now))


def _check_children(conversation: Conversation) -> None:
    if conversation.open_children:
        reason = f"its children {', '.join(conversation.open_children)} are open; solve them, or unlink them, first"
        raise InvalidError(f"{conversation.code} cannot be solved: {reason}.", fields={"state": reason})


def _check_snooze(conversation: Conversation, state: State, until: datetime | None, now: datetime) -> None:
    if state is not State.SNOOZED:
        reason = "only a conversation that becomes snoozed has an end of its snooze"
    elif until is None and conversation.state is not State.SNOOZED:
        reason = "say until when the conversation is snoozed"
    elif until is not None and not now < until <= now + LONGEST_SNOOZE:
        reason = "must lie in the future, at most a year ahead"
    else:
        return
    raise InvalidError(f"The conversation cannot be snoozed: {reason}.", fields={"snoozed_until": reason})


def _reason(before: State, after: State, actor: ActorKind) -> str:
    allowed = sorted(_words(state) for state in reachable(before, actor))
    if not allowed:
        return f"a conversation that is {_words(before)} cannot be moved by {_ACTORS[actor]}"
    return f"a conversation that is {_words(before)} cannot become {_words(after)}, only {', '.join(allowed)}"


def _words(state: State) -> str:
    return state.replace("_", " ")
