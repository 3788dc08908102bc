"""Where a conversation may go from where it stands, and who may move it."""

from datetime import datetime, timedelta

from transom.errors import InvalidError
from transom.model import ActorKind, Category, Conversation, State

REOPEN_WINDOW = timedelta(days=14)

_WAITING = {State.WAITING_CUSTOMER, State.WAITING_DEPARTMENT, State.WAITING_THIRD_PARTY}
_AGENT_SETS = _WAITING | {State.OPEN, State.SOLVED, State.SPAM}

_AGENT: dict[State, set[State]] = {
    State.RECEIVED: _AGENT_SETS,
    State.NEW: _AGENT_SETS,
    State.OPEN: _AGENT_SETS,
    State.REOPENED: _AGENT_SETS,
    State.WAITING_CUSTOMER: _AGENT_SETS,
    State.WAITING_DEPARTMENT: _AGENT_SETS,
    State.WAITING_THIRD_PARTY: _AGENT_SETS,
    State.SOLVED: {State.REOPENED, State.CLOSED, State.SPAM},
    State.SPAM: {State.OPEN},
}
_CUSTOMER: dict[State, set[State]] = {state: {State.REOPENED} for state in (*_WAITING, State.SOLVED)}
_SYSTEM: dict[State, set[State]] = {
    State.RECEIVED: {State.NEW, State.OPEN},
    State.NEW: {State.OPEN},
    State.SOLVED: {State.CLOSED},
}
_TRANSITIONS = {
    ActorKind.AGENT: _AGENT,
    ActorKind.BOT: _AGENT,
    ActorKind.CUSTOMER: _CUSTOMER,
    ActorKind.SYSTEM: _SYSTEM,
}

_ACTORS = {
    ActorKind.AGENT: "an agent",
    ActorKind.BOT: "a bot",
    ActorKind.CUSTOMER: "a customer",
    ActorKind.SYSTEM: "the desk itself",
}


def reachable(state: State, actor: ActorKind) -> frozenset[State]:
    """Return the states that this kind of actor may move a conversation to."""
    return frozenset(_TRANSITIONS[actor].get(state, ())) - {state}


def change(conversation: Conversation, state: State, *, actor: ActorKind, now: datetime) -> Conversation:
    """Return the conversation in another state, or refuse with the reason; the same state is no change."""
    if state is conversation.state:
        return conversation
    if state not in reachable(conversation.state, actor):
        reason = _reason(conversation.state, state, actor)
        raise InvalidError(reason, fields={"state": reason})
    return _moved(conversation, state, now)


def on_customer_message(
    conversation: Conversation, now: datetime, reopen_window: timedelta = REOPEN_WINDOW
) -> Conversation | None:
    """Return the conversation that a customer's message came to, reopened if it rested; None if a new one is wanted."""
    resting = State.REOPENED in reachable(conversation.state, ActorKind.CUSTOMER)
    rested_since = conversation.solved_at or conversation.last_message_at
    if conversation.state is State.CLOSED or (resting and now - rested_since > reopen_window):
        return None
    moved = _moved(conversation, State.REOPENED, now) if resting else conversation
    return moved.model_copy(
        update={
            "last_message_at": max(now, conversation.last_message_at),
            "last_customer_message_at": max(now, conversation.last_customer_message_at or now),
            "unanswered_since": conversation.unanswered_since or now,
        }
    )


def on_agent_reply(conversation: Conversation, now: datetime) -> Conversation:
    """Return the conversation after an agent's public answer: it waits for the customer, unless it is solved."""
    if conversation.state in {State.CLOSED, State.SPAM}:
        reason = f"a conversation that is {_words(conversation.state)} takes no answer"
        raise InvalidError(reason, fields={"state": reason})
    answered = conversation.model_copy(
        update={
            "first_response_at": conversation.first_response_at or now,
            "last_reply_at": max(now, conversation.last_reply_at or now),
            "unanswered_since": None,
            "last_message_at": max(now, conversation.last_message_at),
        }
    )
    return answered if conversation.state.is_done else _moved(answered, State.WAITING_CUSTOMER, now)


def _moved(conversation: Conversation, state: State, now: datetime) -> Conversation:
    solved_at = (conversation.solved_at or now) if state.category is Category.DONE else None
    moved = conversation.model_copy(update={"state": state, "solved_at": solved_at})
    return moved.model_copy(update={"unanswered_since": None}) if state.is_done else moved


def _reason(before: State, after: State, actor: ActorKind) -> str:
    allowed = sorted(_words(state) for state in reachable(before, actor))
    if not allowed:
        return f"a conversation that is {_words(before)} cannot be moved by {_ACTORS[actor]}"
    return f"a conversation that is {_words(before)} cannot become {_words(after)}, only {', '.join(allowed)}"


def _words(state: State) -> str:
    return state.replace("_", " ")
