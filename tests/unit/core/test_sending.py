"""When an answer leaves, and what taking it back restores."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import AGENT, DESK, DOOR, MONDAY, conversation
from transom.core import agenda, sending, sla
from transom.errors import InvalidError
from transom.ids import new_ulid
from transom.model import Direction, Entry, EntryName, Matter, State, Target

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
ANSWERABLE = [State.NEW, State.OPEN, State.REOPENED, State.WAITING_CUSTOMER, State.WAITING_DEPARTMENT, State.SOLVED]


def answer(after: timedelta | None, name: str = "answer") -> Entry:
    """Return an answer of Monday that leaves after a while."""
    return Entry(
        id=name,
        name=EntryName.MESSAGE_QUEUED,
        conversation_id="7K3M9QXA",
        at=MONDAY,
        actor=AGENT,
        direction=Direction.OUTBOUND,
        door=DOOR,
        send_at=None if after is None else MONDAY + after,
    )


def test_an_answer_leaves_after_the_brands_window_or_at_the_moment_that_is_chosen() -> None:
    """A chosen moment within the window can be taken back as long as any other."""
    window = DESK.brand.undo_window
    assert sending.departure(None, DESK, MONDAY) == MONDAY + window
    assert sending.departure(MONDAY + SECOND, DESK, MONDAY) == MONDAY + window
    assert sending.departure(MONDAY + HOUR, DESK, MONDAY) == MONDAY + HOUR
    at_once = DESK.model_copy(update={"brand": DESK.brand.model_copy(update={"undo_window": timedelta(0)})})
    assert sending.departure(None, at_once, MONDAY) is None


@pytest.mark.parametrize("after", [timedelta(0), -SECOND, timedelta(days=367)])
def test_a_moment_that_makes_no_sense_is_refused(after: timedelta) -> None:
    """The refusal names the field."""
    with pytest.raises(InvalidError) as refused:
        sending.departure(MONDAY + after, DESK, MONDAY)
    assert refused.value.fields.keys() == {"send_at"}


@given(st.sampled_from(ANSWERABLE), st.sampled_from([15 * SECOND, 60 * SECOND, 61 * SECOND, 30 * HOUR]))
def test_what_is_taken_back_leaves_no_trace_in_the_state(state: State, after: timedelta) -> None:
    """State, first response and agenda stand where they stood before the answer."""
    before = conversation(state=state, solved_at=MONDAY if state is State.SOLVED else None)
    queued, told = sending.queued(before, answer(after))
    restored = sending.taken_back(queued, told)
    assert restored.model_copy(update={"last_message_at": before.last_message_at}) == before


def test_the_clock_of_the_first_response_runs_on_when_the_answer_is_taken_back() -> None:
    """It is still owed, by the same moment."""
    asked = Entry(
        id="asked",
        name=EntryName.MESSAGE_RECEIVED,
        conversation_id="7K3M9QXA",
        at=MONDAY,
        actor=AGENT,
        direction=Direction.INBOUND,
        is_first=True,
    )
    begun = sla.follow(conversation(state=State.OPEN), asked, DESK)
    queued, told = sending.queued(begun, answer(15 * SECOND))
    answered = sla.follow(queued, told, DESK)
    back = answer(None, "back").model_copy(update={"name": EntryName.MESSAGE_TAKEN_BACK, "direction": None})
    restored = sla.follow(sending.taken_back(answered, told), back, DESK)
    [first] = [clock for clock in restored.clocks if clock.target is Target.FIRST_RESPONSE]
    [owed] = [clock for clock in begun.clocks if clock.target is Target.FIRST_RESPONSE]
    assert (first.is_running, first.due_at) == (True, owed.due_at)


def test_what_has_been_said_since_keeps_the_state() -> None:
    """An older answer that is taken back does not undo what a newer message did."""
    queued, told = sending.queued(conversation(state=State.OPEN), answer(15 * SECOND))
    newer = queued.model_copy(update={"last_message_at": MONDAY + SECOND})
    assert sending.taken_back(newer, told) == newer


def test_a_scheduled_answer_counts_when_it_leaves() -> None:
    """Until then the conversation stays as it is; then the earliest goes first, and the others wait on."""
    scheduled, _ = sending.queued(conversation(state=State.OPEN), answer(3 * HOUR, "late"))
    scheduled, _ = sending.queued(scheduled, answer(HOUR, "soon"))
    assert (scheduled.state, scheduled.first_response_at) == (State.OPEN, None)
    assert scheduled.agenda == {Matter.SENDING: MONDAY + HOUR}
    after, [entry] = agenda.tick(scheduled, DESK, MONDAY + HOUR, new_ulid)
    assert (entry.name, entry.about, entry.door) == (EntryName.MESSAGE_DUE, "soon", DOOR)
    assert (after.state, after.first_response_at) == (State.WAITING_CUSTOMER, MONDAY + HOUR)
    assert after.agenda == {Matter.SENDING: MONDAY + 3 * HOUR}


def test_what_a_conversation_no_longer_takes_fails_with_the_reason() -> None:
    """It was closed after the answer was scheduled."""
    scheduled, _ = sending.queued(conversation(state=State.OPEN), answer(HOUR))
    closed = scheduled.model_copy(update={"state": State.CLOSED})
    after, [entry] = agenda.tick(closed, DESK, MONDAY + HOUR, new_ulid)
    assert (entry.name, entry.about) == (EntryName.MESSAGE_FAILED, "answer")
    assert "closed takes no answer" in str(entry.data["reason"])
    assert (after.state, after.scheduled, after.agenda) == (State.CLOSED, (), {})
