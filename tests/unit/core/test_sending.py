"""When an answer leaves, and what taking it back restores."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import AGENT, DESK, DOOR, MONDAY, conversation, received
from transom.core import agenda, erasing, lifecycle, sending, sla
from transom.errors import InvalidError
from transom.ids import new_ulid
from transom.model import (
    ActorKind,
    Conversation,
    Direction,
    Entry,
    EntryName,
    Matter,
    Play,
    Promised,
    Reason,
    Sign,
    State,
    Target,
    Tension,
)

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
ANSWERABLE = [State.NEW, State.OPEN, State.REOPENED, State.WAITING_CUSTOMER, State.WAITING_THIRD_PARTY, State.SOLVED]


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


def asked() -> Conversation:
    """Return a conversation whose customer waits for the first answer, with its clocks."""
    begun = conversation(state=State.OPEN, unanswered_since=MONDAY)
    return sla.follow(begun, received(is_first=True), DESK)


def followed(restored: Conversation, at: datetime) -> Conversation:
    """Return a conversation with its clocks as they stand after an answer was taken back."""
    back = answer(None, "back").model_copy(update={"name": EntryName.MESSAGE_TAKEN_BACK, "direction": None, "at": at})
    return sla.follow(restored, back, DESK)


def test_an_answer_leaves_after_the_brands_window_or_at_the_moment_that_is_chosen() -> None:
    """A chosen moment within the window can be taken back as long as any other."""
    window = DESK.brand.undo_window
    assert sending.departure(None, conversation(), DESK, MONDAY) == MONDAY + window
    assert sending.departure(MONDAY + SECOND, conversation(), DESK, MONDAY) == MONDAY + window
    assert sending.departure(MONDAY + HOUR, conversation(), DESK, MONDAY) == MONDAY + HOUR
    at_once = DESK.model_copy(update={"brand": DESK.brand.model_copy(update={"undo_window": timedelta(0)})})
    assert sending.departure(None, conversation(), at_once, MONDAY) is None


@pytest.mark.parametrize("after", [timedelta(0), -SECOND, timedelta(days=367)])
def test_a_moment_that_makes_no_sense_is_refused(after: timedelta) -> None:
    """The refusal names the field."""
    with pytest.raises(InvalidError) as refused:
        sending.departure(MONDAY + after, conversation(), DESK, MONDAY)
    assert refused.value.fields.keys() == {"send_at"}


@given(st.sampled_from(ANSWERABLE), st.sampled_from([15 * SECOND, 60 * SECOND, 61 * SECOND, 30 * HOUR]))
def test_what_is_taken_back_leaves_no_trace_in_the_state(state: State, after: timedelta) -> None:
    """State, first response and agenda stand where they stood before the answer."""
    before = conversation(state=state, solved_at=MONDAY if state is State.SOLVED else None)
    queued, told = sending.queued(before, answer(after))
    restored = sending.taken_back(queued, told, MONDAY)
    kept = {"last_message_at": before.last_message_at, "undone": ()}
    assert restored.model_copy(update=kept) == before


def test_the_clock_of_the_first_response_runs_on_when_the_answer_is_taken_back() -> None:
    """It is still owed, by the same moment."""
    begun = asked()
    queued, told = sending.queued(begun, answer(15 * SECOND))
    restored = followed(sending.taken_back(sla.follow(queued, told, DESK), told, MONDAY), MONDAY)
    [first] = [clock for clock in restored.clocks if clock.target is Target.FIRST_RESPONSE]
    [owed] = [clock for clock in begun.clocks if clock.target is Target.FIRST_RESPONSE]
    assert (first.is_running, first.due_at) == (True, owed.due_at)


def test_what_the_customer_wrote_since_keeps_the_state() -> None:
    """They were answered by nobody, though: the first response and its clock are owed as before."""
    begun = asked()
    queued, told = sending.queued(begun, answer(15 * SECOND))
    answered = sla.follow(queued, told, DESK)
    again = lifecycle.on_customer_message(answered, MONDAY + HOUR, DESK.brand.reopen_window)
    assert again
    heard = sla.follow(again, received(MONDAY + HOUR), DESK)
    restored = followed(sending.taken_back(heard, told, MONDAY + HOUR), MONDAY + HOUR)
    assert (restored.state, restored.first_response_at, restored.replies) == (State.REOPENED, None, 0)
    assert restored.unanswered_since == begun.unanswered_since
    assert {clock.target: clock.due_at for clock in restored.clocks} == {c.target: c.due_at for c in begun.clocks}
    assert all(clock.is_running for clock in restored.clocks)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_answers_that_are_taken_back_leave_none(order: tuple[int, int]) -> None:
    """Whichever goes first; while one of them stands, it is the first response."""
    begun = asked()
    first, one = sending.queued(begun, answer(15 * SECOND, "one"))
    later = answer(15 * SECOND, "two").model_copy(update={"at": MONDAY + SECOND})
    second, two = sending.queued(sla.follow(first, one, DESK), later)
    known, told = sla.follow(second, two, DESK), (one, two)
    half = followed(sending.taken_back(known, told[order[0]], MONDAY + 2 * SECOND), MONDAY + 2 * SECOND)
    stands = told[order[1]]
    assert (half.state, half.replies) == (State.WAITING_CUSTOMER, 1)
    assert half.first_response_at == half.last_reply_at == stands.at
    [clock] = [each for each in half.clocks if each.target is Target.FIRST_RESPONSE]
    assert clock.stopped_at == stands.at
    none = followed(sending.taken_back(half, stands, MONDAY + 3 * SECOND), MONDAY + 3 * SECOND)
    kept = {"last_message_at", "undone"}
    assert none.model_dump(exclude=kept) == begun.model_dump(exclude=kept)


def test_what_is_taken_back_twice_is_taken_back_once() -> None:
    """Who is told again changes nothing."""
    queued, told = sending.queued(asked(), answer(15 * SECOND))
    restored = sending.taken_back(queued, told, MONDAY)
    assert sending.taken_back(restored, told, MONDAY) == restored


def test_a_conversation_that_was_solved_with_an_answer_is_open_without_it() -> None:
    """Nobody would see that its customer was not answered."""
    begun = asked()
    queued, told = sending.queued(begun, answer(15 * SECOND))
    solved = lifecycle.change(queued, State.SOLVED, DESK, actor=ActorKind.AGENT, now=MONDAY)
    restored = sending.taken_back(solved, told, MONDAY)
    assert (restored.state, restored.solved_at, restored.agenda) == (State.OPEN, None, begun.agenda)
    assert restored.unanswered_since == begun.unanswered_since


def test_an_answer_that_is_taken_back_calms_nobody() -> None:
    """The tension and the step of its playbook stand as before it."""
    play = Play(playbook="conflict", until=MONDAY + HOUR)
    tense = Tension(reasons=(Reason(sign=Sign.LEGAL, points=40),), waiting=1, at=MONDAY, play=play)
    before = asked().model_copy(update={"tension": tense}).expecting(Matter.RADAR, play.until)
    queued, told = sending.queued(before, answer(15 * SECOND))
    assert queued.tension != tense
    restored = sending.taken_back(queued, told, MONDAY)
    assert (restored.tension, restored.agenda) == (tense, before.agenda)


def test_a_promise_that_was_broken_before_the_answer_is_not_broken_twice() -> None:
    """The customer was told once that it takes longer."""
    broken = Promised(until=MONDAY - HOUR, made_at=MONDAY - 2 * HOUR, is_kept=False)
    before = asked().model_copy(update={"promise": broken})
    queued, told = sending.queued(before, answer(15 * SECOND))
    restored = sending.taken_back(queued, told, MONDAY)
    assert (restored.promise, Matter.PROMISE in restored.agenda) == (broken, False)


def test_an_erased_customer_is_not_spoken_of_again() -> None:
    """What a server says of a failure names their address."""
    queued, told = sending.queued(asked(), answer(15 * SECOND))
    erased = erasing.conversation(queued, MONDAY)
    lost = answer(None, "lost").model_copy(
        update={"name": EntryName.MESSAGE_FAILED, "about": told.id, "data": {"reason": "olga@example.org: gone"}}
    )
    assert sending.failed(erased, told, [lost], lost, lost, DESK) == (erased, ())


def test_a_department_that_answered_meanwhile_is_waited_for_no_more() -> None:
    """The conversation is its agent's then."""
    queued, told = sending.queued(conversation(state=State.WAITING_DEPARTMENT), answer(15 * SECOND))
    assert sending.taken_back(queued, told, MONDAY).state is State.OPEN


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


def test_a_scheduled_answer_stops_the_clock_when_it_leaves_and_can_still_be_taken_back() -> None:
    """What waits in the send queue by then is undone as any other answer is."""
    begun = asked()
    scheduled, told = sending.queued(begun, answer(HOUR))
    left, [due] = agenda.tick(scheduled, DESK, MONDAY + HOUR, new_ulid)
    [clock] = [each for each in left.clocks if each.target is Target.FIRST_RESPONSE]
    assert clock.stopped_at == MONDAY + HOUR
    restored = followed(sending.taken_back(left, told, MONDAY + HOUR, (due,)), MONDAY + HOUR)
    assert (restored.state, restored.first_response_at, restored.clocks) == (State.OPEN, None, begun.clocks)
