from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import DESK, MONDAY, changed, conversation, queued, received
from transom.core import lifecycle
from transom.core.sla import Terms, deadline, fire, follow, next_mark
from transom.ids import derived_ulid
from transom.model import (
    ActorKind,
    Clock,
    Conversation,
    Entry,
    EntryName,
    Matter,
    Pause,
    State,
    Target,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def entry_id(at: datetime) -> str:
    """Return an id for an entry of this moment."""
    return derived_ulid(at, "test")


def begun(**fields: object) -> Conversation:
    """Return a conversation whose clocks have just begun."""
    return follow(conversation(**fields), received(is_first=True), DESK)


def clock(of: Conversation, target: Target) -> Clock:
    """Return the conversation's clock for a target."""
    return next(clock for clock in of.clocks if clock.target is target)


def answered(of: Conversation, at: datetime) -> Conversation:
    """Return the conversation after an agent's answer."""
    return follow(lifecycle.on_agent_reply(of, at), queued(at), DESK)


def written(of: Conversation, at: datetime) -> Conversation:
    """Return the conversation after a customer's message."""
    moved = lifecycle.on_customer_message(of, at, DESK.brand.reopen_window)
    assert moved is not None
    return follow(moved, received(at), DESK)


def put(of: Conversation, state: State, at: datetime) -> Conversation:
    """Return the conversation after an agent set its state."""
    return follow(lifecycle.change(of, state, DESK, actor=ActorKind.AGENT, now=at), changed(at), DESK)


def told(of: Conversation, now: datetime) -> list[tuple[str, object]]:
    """Return what a check at this moment would write."""
    return [(entry.name, entry.data["percent"]) for entry in fire(of, DESK, now, entry_id)[1]]


def test_the_first_message_starts_both_clocks() -> None:
    """Both run from the creation, by the default team's policy and calendar, and the first warning is due first."""
    first, resolution = begun(state=State.NEW).clocks
    assert (first.target, first.due_at) == (Target.FIRST_RESPONSE, MONDAY + 4 * HOUR)
    assert (resolution.target, resolution.due_at) == (Target.RESOLUTION, MONDAY + DAY + 8 * HOUR)
    assert {first.policy, resolution.policy} == {"usual"}
    assert begun().due_at == MONDAY + 2 * HOUR
    assert deadline(begun()) == first.due_at


def test_what_the_senders_clock_says_starts_nothing() -> None:
    """A mail whose date lies years back is not breached on arrival: the clock starts when it reached the desk."""
    late = follow(conversation(), received(datetime(2001, 1, 1, tzinfo=UTC), is_first=True), DESK)
    assert {clock.started_at for clock in late.clocks} == {MONDAY}


def test_a_message_at_night_counts_from_the_next_morning() -> None:
    """A holiday and a weekend in between do not count either."""
    tuesday_night = datetime(2026, 11, 10, 20, tzinfo=UTC)
    known = conversation(created_at=tuesday_night)
    first = clock(follow(known, received(tuesday_night, is_first=True), DESK), Target.FIRST_RESPONSE)
    assert first.due_at == datetime(2026, 11, 12, 12, tzinfo=UTC)


def test_machines_start_no_clock() -> None:
    """An out-of-office note neither starts clocks nor changes those that run."""
    machine = received(is_automatic=True)
    assert follow(conversation(), machine, DESK) == conversation()
    running = begun()
    assert follow(running.model_copy(update={"state": State.WAITING_CUSTOMER}), machine, DESK).clocks == running.clocks


def test_only_a_customers_message_starts_clocks() -> None:
    """A conversation that an agent began is under no clock until the customer writes."""
    assert follow(conversation(), queued(), DESK).clocks == ()


def test_an_automatic_answer_stops_nothing() -> None:
    """The first response is a person's."""
    waiting = begun(state=State.NEW)
    assert follow(waiting, queued(MONDAY + SECOND, is_automatic=True), DESK) == waiting


def test_the_first_answer_stops_the_first_clock_for_good() -> None:
    """Later messages and answers do not start it again."""
    later = written(answered(begun(state=State.OPEN), MONDAY + HOUR), MONDAY + 2 * HOUR)
    first = clock(answered(later, MONDAY + 3 * HOUR), Target.FIRST_RESPONSE)
    assert first.stopped_at == MONDAY + HOUR
    assert not first.is_breached


def test_resolution_pauses_while_the_customer_is_asked() -> None:
    """Two hours of waiting for the customer move the deadline by two hours; while paused, nothing is due."""
    paused = answered(begun(state=State.OPEN), MONDAY + HOUR)
    assert clock(paused, Target.RESOLUTION).paused_at == MONDAY + HOUR
    assert paused.due_at is deadline(paused) is None
    resumed = clock(written(paused, MONDAY + 3 * HOUR), Target.RESOLUTION)
    assert resumed.pauses == (Pause(start=MONDAY + HOUR, end=MONDAY + 3 * HOUR),)
    assert resumed.due_at == MONDAY + DAY + 8 * HOUR + DAY - 6 * HOUR


def test_a_pause_at_night_gives_nothing_away() -> None:
    """Of a pause over night only its open hours count."""
    paused = answered(begun(state=State.OPEN), MONDAY + 7 * HOUR)
    resumed = clock(written(paused, MONDAY + DAY + HOUR), Target.RESOLUTION)
    assert resumed.due_at == MONDAY + 2 * DAY + 2 * HOUR


def test_a_department_that_is_asked_does_not_pause() -> None:
    """The customer waits for the desk, whoever of it has the matter."""
    assert clock(put(begun(state=State.OPEN), State.WAITING_DEPARTMENT, MONDAY + HOUR), Target.RESOLUTION).is_running


def test_solving_stops_both_clocks_and_reopening_goes_on_with_resolution() -> None:
    """The time between is a pause, and the first response, which nobody gave, is not asked for again."""
    solved = put(begun(state=State.OPEN), State.SOLVED, MONDAY + HOUR)
    assert {clock.stopped_at for clock in solved.clocks} == {MONDAY + HOUR}
    assert Matter.CLOCKS not in solved.agenda
    reopened = written(solved, MONDAY + 2 * HOUR)
    assert clock(reopened, Target.RESOLUTION).pauses == (Pause(start=MONDAY + HOUR, end=MONDAY + 2 * HOUR),)
    assert clock(reopened, Target.RESOLUTION).is_running
    assert not clock(reopened, Target.FIRST_RESPONSE).is_running


def test_solving_while_paused_and_reopening_is_one_pause() -> None:
    """From the question to the reopening no time counts."""
    solved = put(answered(begun(state=State.OPEN), MONDAY + HOUR), State.SOLVED, MONDAY + 2 * HOUR)
    reopened = clock(written(solved, MONDAY + 3 * HOUR), Target.RESOLUTION)
    assert reopened.pauses == (Pause(start=MONDAY + HOUR, end=MONDAY + 3 * HOUR),)
    assert (reopened.paused_at, reopened.stopped_at) == (None, None)


def test_spam_stops_the_clocks() -> None:
    """Nobody owes spam an answer."""
    assert put(begun(state=State.NEW), State.SPAM, MONDAY + HOUR).due_at is None


def test_another_team_measures_by_its_own_policy_from_the_start() -> None:
    """What was promised counts from the customer's message, whichever team it went through."""
    moved = follow(begun().model_copy(update={"team": "refunds"}), changed(MONDAY + HOUR / 2), DESK)
    first = clock(moved, Target.FIRST_RESPONSE)
    assert (first.policy, first.calendar, first.limit) == ("fast", "always", HOUR)
    assert first.due_at == MONDAY + HOUR


def test_a_looser_policy_forgets_the_marks_that_it_does_not_bear_out() -> None:
    """What one team missed, another with more time has not missed yet: it warns, and breaches, by its own hours."""
    fast, _ = fire(begun(team="refunds"), DESK, MONDAY + HOUR, entry_id)
    assert clock(fast, Target.FIRST_RESPONSE).is_breached
    moved = follow(fast.model_copy(update={"team": "care"}), changed(MONDAY + HOUR), DESK)
    assert clock(moved, Target.FIRST_RESPONSE).fired == ()
    assert told(moved, MONDAY + 4 * HOUR)[-1] == ("clock.breached", 100)


def test_a_stopped_clock_keeps_the_policy_that_it_was_stopped_under() -> None:
    """An answer in time stays in time, whatever a later team promises."""
    done = answered(begun(state=State.OPEN), MONDAY + 2 * HOUR)
    moved = follow(done.model_copy(update={"team": "refunds"}), changed(MONDAY + 3 * HOUR), DESK)
    assert clock(moved, Target.FIRST_RESPONSE) == clock(done, Target.FIRST_RESPONSE)
    assert told(moved, MONDAY + 2 * DAY) == []


def test_each_mark_is_told_once() -> None:
    """A check each minute tells of 50, 75 and 90 percent and of the breach, each a single time."""
    waiting, seen = begun(state=State.NEW), []
    for minute in range(5 * 60):
        waiting, entries = fire(waiting, DESK, MONDAY + timedelta(minutes=minute), entry_id)
        seen += [(minute, entry.data["percent"]) for entry in entries if entry.data["target"] == "first_response"]
    assert seen == [(120, 50), (180, 75), (216, 90), (240, 100)]


def test_nothing_is_told_before_it_is_due() -> None:
    """A second before the mark there is nothing to write, and `due_at` tells when there is."""
    waiting = begun(state=State.NEW)
    assert waiting.due_at is not None
    assert fire(waiting, DESK, waiting.due_at - SECOND, entry_id) == (waiting, ())
    assert told(waiting, waiting.due_at) == [("clock.warned", 50)]


def test_a_check_that_comes_late_tells_all_in_order() -> None:
    """After an outage no mark is missing, and the deadline stands in each entry."""
    after, entries = fire(begun(state=State.NEW), DESK, MONDAY + 5 * HOUR, entry_id)
    assert [entry.data["percent"] for entry in entries] == [50, 75, 90, 100]
    assert {str(entry.data["due_at"]) for entry in entries} == {(MONDAY + 4 * HOUR).isoformat()}
    assert [entry.name for entry in entries][-1] is EntryName.CLOCK_BREACHED
    assert {entry.actor.id for entry in entries} == {"sla"}
    assert after.due_at == MONDAY + 8 * HOUR


def test_an_answer_after_the_deadline_is_a_breach_even_if_nobody_checked() -> None:
    """The check finds the missed target after the clock stopped; warnings are no longer of use."""
    late = answered(begun(state=State.OPEN), MONDAY + 4 * HOUR + SECOND)
    assert late.due_at == MONDAY + 4 * HOUR
    assert told(late, MONDAY + 5 * HOUR) == [("clock.breached", 100)]
    after, _ = fire(late, DESK, MONDAY + 5 * HOUR, entry_id)
    assert after.due_at is None


def test_an_answer_at_the_last_moment_is_in_time() -> None:
    """The deadline itself still counts."""
    assert answered(begun(state=State.OPEN), MONDAY + 4 * HOUR).due_at is None


def test_a_first_message_that_is_seen_second_sets_the_start() -> None:
    """Events come in any order: the clocks run from the first message."""
    later = MONDAY + HOUR
    known = conversation(last_customer_message_at=later)
    second = follow(known, received(later), DESK)
    assert {clock.started_at for clock in second.clocks} == {later}
    both = follow(second, received(is_first=True), DESK)
    assert both.clocks == begun().clocks


def test_next_mark_of_a_halted_clock_is_none() -> None:
    """A clock that met its target has nothing to tell."""
    done = answered(begun(state=State.OPEN), MONDAY + HOUR)
    assert next_mark(clock(done, Target.FIRST_RESPONSE), Terms.of(DESK, None)) is None


steps = st.lists(
    st.tuples(st.sampled_from(["answer", "write", "solve", "ask"]), st.integers(1, 20 * 3600)), min_size=1, max_size=8
)


def _lived(history: list[tuple[str, int]]) -> list[tuple[Conversation, Entry]]:
    """Return what becomes of a conversation, step by step, as long as the steps are allowed."""
    now, known = MONDAY, begun(state=State.OPEN)
    lived = [(known, received(is_first=True))]
    for step, seconds in history:
        now += seconds * SECOND
        if step == "write":
            known, entry = written(known, now), received(now)
        elif step == "answer":
            known, entry = answered(known, now), queued(now)
        else:
            state = State.SOLVED if step == "solve" else State.WAITING_CUSTOMER
            if state not in lifecycle.reachable(known.state, ActorKind.AGENT):
                continue
            known, entry = put(known, state, now), changed(now)
        lived.append((known, entry))
    return lived


@given(steps)
def test_following_an_entry_again_changes_nothing(history: list[tuple[str, int]]) -> None:
    """An event that is delivered twice, or an older one late, does not move a clock."""
    lived = _lived(history)
    known, latest = lived[-1]
    assert follow(known, latest, DESK) == known
    for _, earlier in lived:
        assert follow(known, earlier, DESK).clocks == known.clocks


@given(steps)
def test_pauses_move_the_deadline_by_their_open_time(history: list[tuple[str, int]]) -> None:
    """From start to deadline the open time, less the pauses, is the limit."""
    office = Terms.of(DESK, None).calendar
    resolution = clock(_lived(history)[-1][0], Target.RESOLUTION)
    counted = [pause for pause in resolution.pauses if pause.start < resolution.due_at]
    paused = sum((office.between(pause.start, pause.end) for pause in counted), timedelta())
    assert office.between(resolution.started_at, resolution.due_at) == resolution.limit + paused


@given(steps, st.integers(0, 100 * 3600))
def test_a_breach_is_told_exactly_when_the_target_is_missed(history: list[tuple[str, int]], wait: int) -> None:
    """However a conversation went, its clocks have told a breach if and only if they ran to their deadline."""
    lived, entry = _lived(history)[-1]
    now = entry.at + wait * SECOND
    after, _ = fire(lived, DESK, now, entry_id)
    for each in after.clocks:
        ran_until = each.halted_at or now
        is_missed = each.due_at <= ran_until if each.is_running else each.due_at < ran_until
        assert each.is_breached is is_missed
    assert fire(after, DESK, now, entry_id) == (after, ())
    assert after.due_at is None or after.due_at > now
