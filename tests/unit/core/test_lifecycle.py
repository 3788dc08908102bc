from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import DESK, MONDAY, conversation
from transom.core.lifecycle import (
    change,
    on_agent_reply,
    on_customer_message,
    on_departure,
    reachable,
)
from transom.errors import InvalidError
from transom.model import ActorKind, Matter, State

HOUR = timedelta(hours=1)
REOPEN_WINDOW = DESK.brand.reopen_window
LATER = MONDAY + HOUR


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.RECEIVED, State.RECEIVED),
        (State.NEW, State.NEW),
        (State.OPEN, State.OPEN),
        (State.REOPENED, State.REOPENED),
        (State.WAITING_CUSTOMER, State.REOPENED),
        (State.WAITING_DEPARTMENT, State.REOPENED),
        (State.WAITING_THIRD_PARTY, State.REOPENED),
        (State.SOLVED, State.REOPENED),
        (State.SPAM, State.SPAM),
    ],
)
def test_a_customers_message_reopens_what_rests(before: State, after: State) -> None:
    """Waiting and solved conversations are reopened; those in work and spam stay what they are."""
    solved_at = MONDAY if before is State.SOLVED else None
    moved = on_customer_message(conversation(state=before, solved_at=solved_at), LATER, REOPEN_WINDOW)
    assert moved is not None
    assert moved.state is after
    assert moved.solved_at is None
    assert moved.last_customer_message_at == moved.last_message_at == LATER


def test_a_closed_conversation_wants_a_new_one() -> None:
    """A closed conversation is locked: the message begins another."""
    assert on_customer_message(conversation(state=State.CLOSED, solved_at=MONDAY), LATER, REOPEN_WINDOW) is None


@pytest.mark.parametrize("state", [State.SOLVED, State.WAITING_CUSTOMER])
def test_what_rested_longer_than_the_window_wants_a_new_one(state: State) -> None:
    """The window counts from the solution, or from the last message of what waits; its last moment still reopens."""
    rested = conversation(state=state, solved_at=MONDAY if state is State.SOLVED else None)
    assert on_customer_message(rested, MONDAY + REOPEN_WINDOW, REOPEN_WINDOW) is not None
    assert on_customer_message(rested, MONDAY + REOPEN_WINDOW + timedelta(seconds=1), REOPEN_WINDOW) is None
    assert on_customer_message(rested, LATER, reopen_window=HOUR / 2) is None


def test_what_is_in_work_is_never_too_old() -> None:
    """A conversation that the desk still owes an answer takes the customer's reminder, however late."""
    moved = on_customer_message(conversation(state=State.OPEN), MONDAY + 10 * REOPEN_WINDOW, REOPEN_WINDOW)
    assert moved is not None
    assert moved.state is State.OPEN


def test_a_message_that_comes_late_does_not_turn_back_the_time() -> None:
    """The last message is the latest one, in whatever order two arrive."""
    moved = on_customer_message(
        conversation(last_message_at=LATER, last_customer_message_at=LATER), MONDAY, REOPEN_WINDOW
    )
    assert moved is not None
    assert moved.last_message_at == moved.last_customer_message_at == LATER


def test_an_answer_waits_for_the_customer_and_is_the_first_only_once() -> None:
    """The first answer's time stays when a second one follows."""
    once = on_agent_reply(conversation(state=State.OPEN), LATER)
    twice = on_agent_reply(once, LATER + HOUR)
    assert once.state is twice.state is State.WAITING_CUSTOMER
    assert once.first_response_at == twice.first_response_at == LATER
    assert twice.last_message_at == LATER + HOUR


def test_an_answer_leaves_a_solved_conversation_solved() -> None:
    """A last word of thanks opens nothing again."""
    answered = on_agent_reply(conversation(state=State.SOLVED, solved_at=MONDAY), LATER)
    assert answered.state is State.SOLVED
    assert answered.solved_at == MONDAY


@pytest.mark.parametrize("state", [State.CLOSED, State.SPAM])
def test_what_is_closed_or_spam_takes_no_answer(state: State) -> None:
    """The refusal says why."""
    with pytest.raises(InvalidError, match=f"that is {state} takes no answer"):
        on_agent_reply(conversation(state=state), LATER)


def test_an_impossible_change_is_refused_with_the_reason() -> None:
    """The error names the field, what cannot be, and what could."""
    with pytest.raises(InvalidError) as refused:
        change(conversation(state=State.SOLVED), State.WAITING_CUSTOMER, DESK, actor=ActorKind.AGENT, now=LATER)
    assert refused.value.fields == {
        "state": "a conversation that is solved cannot become waiting customer, only closed, reopened, spam"
    }


@pytest.mark.parametrize("wanted", [state for state in State if state is not State.CLOSED])
def test_nobody_moves_a_closed_conversation(wanted: State) -> None:
    """Closed is locked for agents, too."""
    with pytest.raises(InvalidError, match="that is closed cannot be moved by an agent"):
        change(conversation(state=State.CLOSED), wanted, DESK, actor=ActorKind.AGENT, now=LATER)


@given(st.sampled_from(State), st.sampled_from(State), st.sampled_from(ActorKind))
def test_a_change_keeps_the_time_of_the_solution_in_step(before: State, after: State, actor: ActorKind) -> None:
    """Whatever is allowed leads to the wanted state, and only what is done has a time of its solution."""
    solved_at = MONDAY if before in {State.SOLVED, State.CLOSED} else None
    known = conversation(state=before, solved_at=solved_at)
    if after not in reachable(before, actor) | {before}:
        with pytest.raises(InvalidError):
            change(known, after, DESK, actor=actor, now=LATER)
        return
    until = LATER + HOUR if after is State.SNOOZED and before is not after else None
    moved = change(known, after, DESK, actor=actor, now=LATER, until=until)
    assert moved.state is after
    assert (moved.solved_at is not None) is (after in {State.SOLVED, State.CLOSED})
    assert moved.solved_at in {None, solved_at or LATER}
    assert (moved == known) is (before is after)


def test_only_the_desk_itself_makes_a_conversation_new() -> None:
    """`received` and `new` are left once, and no person goes back to them."""
    for state in State:
        for actor in (ActorKind.AGENT, ActorKind.CUSTOMER, ActorKind.BOT):
            assert not reachable(state, actor) & {State.RECEIVED, State.NEW}
    assert reachable(State.RECEIVED, ActorKind.SYSTEM) >= {State.NEW, State.OPEN, State.QUARANTINED}


def test_a_conversation_rests_since_it_was_put_to_rest() -> None:
    """Its last message may be much older; that the reply window shuts meanwhile changes nothing of that."""
    old = conversation(state=State.OPEN)
    later = MONDAY + 2 * REOPEN_WINDOW
    waiting = change(old, State.WAITING_CUSTOMER, DESK, actor=ActorKind.AGENT, now=later)
    shut = change(waiting, State.WINDOW_CLOSED, DESK, actor=ActorKind.SYSTEM, now=later + HOUR)
    for rested in (waiting, shut):
        assert on_customer_message(rested, later + REOPEN_WINDOW, REOPEN_WINDOW) is not None
        assert on_customer_message(rested, later + REOPEN_WINDOW + HOUR, REOPEN_WINDOW) is None


def test_spam_is_not_for_ever() -> None:
    """Once the reopen window is over, whoever was taken for a spammer begins another conversation."""
    spam = change(conversation(state=State.OPEN), State.SPAM, DESK, actor=ActorKind.AGENT, now=MONDAY)
    again = on_customer_message(spam, MONDAY + REOPEN_WINDOW, REOPEN_WINDOW)
    assert again
    assert again.state is State.SPAM
    assert on_customer_message(again, MONDAY + REOPEN_WINDOW + HOUR, REOPEN_WINDOW) is None


def test_a_reply_ends_any_snooze() -> None:
    """Also one that is longer than the reopen window."""
    until = MONDAY + 3 * REOPEN_WINDOW
    snoozed = change(
        conversation(state=State.OPEN), State.SNOOZED, DESK, actor=ActorKind.AGENT, now=MONDAY, until=until
    )
    woken = on_customer_message(snoozed, MONDAY + 2 * REOPEN_WINDOW, REOPEN_WINDOW)
    assert woken
    assert (woken.state, woken.agenda) == (State.REOPENED, {})


@pytest.mark.parametrize("state", [State.RECEIVED, State.NEW, State.OPEN, State.BOT_HANDLING])
def test_a_chat_that_is_left_unanswered_is_abandoned(state: State) -> None:
    """Only what an agent has scheduled or asked a department comes up, and the next message begins another one."""
    kept = {Matter.SENDING: LATER, Matter.REQUEST: LATER}
    before = conversation(state=state, agenda={Matter.CLOCKS: MONDAY, **kept})
    after = on_departure(before, MONDAY)
    assert (after.state, after.agenda) == (State.ABANDONED, kept)
    assert on_customer_message(after, MONDAY, REOPEN_WINDOW) is None


@pytest.mark.parametrize("fields", [{"state": State.OPEN, "first_response_at": MONDAY}, {"state": State.SOLVED}])
def test_who_was_answered_abandons_nothing(fields: dict[str, object]) -> None:
    """Leaving after an answer, or after the solution, changes nothing."""
    before = conversation(**fields)
    assert on_departure(before, MONDAY) == before
