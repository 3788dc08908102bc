from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.unit.core.desk import DESK, MONDAY, changed, conversation, queued, received
from transom.core import lifecycle
from transom.core.explaining import StretchKind, explain
from transom.core.sla import fire, follow
from transom.core.soundness import problems
from transom.core.terms import Terms
from transom.core.timing import begun, measured
from transom.ids import derived_ulid
from transom.model import ActorKind, Clock, Conversation, Desk, Matter, Policy, Priority, State, Target

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def desk(**policy: object) -> Desk:
    """Return the desk with a policy that says this, too."""
    usual = Policy.model_validate(DESK.policies[0].model_dump(exclude_unset=True) | policy)
    return Desk.model_validate(DESK.model_dump() | {"policies": [usual, *DESK.policies[1:]]})


FULL = desk(next_response="PT2H", update="PT6H", pauses=["waiting_customer", "waiting_third_party"])


class Life:
    """A conversation as it goes on."""

    def __init__(self, under: Desk = FULL, **fields: object) -> None:
        self.desk = under
        self.now = MONDAY
        self.known = follow(conversation(state=State.OPEN, **fields), received(is_first=True), under)

    def answers(self, at: datetime) -> None:
        """Let an agent answer."""
        self.known = follow(lifecycle.on_agent_reply(self.known, at), queued(at), self.desk)

    def writes(self, at: datetime) -> None:
        """Let the customer write."""
        moved = lifecycle.on_customer_message(self.known, at, DESK.brand.reopen_window)
        assert moved is not None
        self.known = follow(moved, received(at), self.desk)

    def becomes(self, state: State, at: datetime) -> None:
        """Let an agent set the state."""
        moved = lifecycle.change(self.known, state, DESK, actor=ActorKind.AGENT, now=at)
        self.known = follow(moved, changed(at), self.desk)

    def clock(self, target: Target) -> Clock:
        """Return the clock of a target."""
        return next(clock for clock in self.known.clocks if clock.target is target)


def told(known: Conversation, under: Desk, now: datetime) -> list[tuple[str, object]]:
    """Return what a check at this moment writes."""
    return [(entry.name, entry.data.get("percent")) for entry in fire(known, under, now, _entry_id)[1]]


def _entry_id(at: datetime) -> str:
    return derived_ulid(at, "test")


def test_the_next_response_counts_from_the_oldest_message_without_an_answer() -> None:
    """Who writes twice has waited since the first time; the answer stops it, the next message begins anew."""
    life = Life()
    assert {clock.target for clock in life.known.clocks} == {Target.FIRST_RESPONSE, Target.RESOLUTION}
    life.answers(MONDAY + HOUR)
    life.writes(MONDAY + 2 * HOUR)
    life.writes(MONDAY + 3 * HOUR)
    assert life.clock(Target.NEXT_RESPONSE).due_at == MONDAY + 4 * HOUR
    life.answers(MONDAY + 3.5 * HOUR)
    assert life.clock(Target.NEXT_RESPONSE).stopped_at == MONDAY + 3.5 * HOUR
    life.writes(MONDAY + 5 * HOUR)
    assert life.clock(Target.NEXT_RESPONSE).started_at == MONDAY + 5 * HOUR
    assert life.clock(Target.NEXT_RESPONSE).is_running


def test_an_update_is_due_after_each_answer_while_the_matter_is_ours() -> None:
    """It stands while the customer is asked, runs while a department is, and each answer begins it anew."""
    life = Life()
    life.answers(MONDAY + HOUR)
    assert not life.clock(Target.UPDATE).is_running
    life.becomes(State.WAITING_DEPARTMENT, MONDAY + HOUR)
    assert life.clock(Target.UPDATE).due_at == MONDAY + 7 * HOUR
    life.answers(MONDAY + 4 * HOUR)
    life.becomes(State.WAITING_DEPARTMENT, MONDAY + 4 * HOUR)
    assert life.clock(Target.UPDATE).started_at == MONDAY + 4 * HOUR


def test_solving_stops_every_clock() -> None:
    """Nothing comes up any more but the end of the whole conversation."""
    life = Life()
    life.answers(MONDAY + HOUR)
    life.writes(MONDAY + 2 * HOUR)
    life.becomes(State.SOLVED, MONDAY + 3 * HOUR)
    assert {clock.is_running for clock in life.known.clocks} == {False}
    assert life.known.agenda.keys() == {Matter.CLOSING}


def test_the_policy_says_in_which_states_no_time_counts() -> None:
    """A state is named, or a whole category of them."""
    for pauses, is_running in ((["waiting"], False), (["waiting_customer"], True), (["waiting_third_party"], False)):
        life = Life(desk(pauses=pauses))
        life.becomes(State.WAITING_THIRD_PARTY, MONDAY + HOUR)
        assert life.clock(Target.RESOLUTION).is_running is is_running


SPECIAL = desk(
    terms=[
        {"when": {"priorities": ["urgent"]}, "first_response": "PT2H"},
        {"when": {"channels": ["telegram"], "priorities": ["urgent"]}, "first_response": "PT1H"},
        {"when": {"tags": ["gold"], "channels": ["telegram"]}, "first_response": "PT30M", "calendar": "always"},
    ]
)


@pytest.mark.parametrize(
    ("fields", "limit", "calendar"),
    [
        ({}, 4 * HOUR, "office"),
        ({"priority": "urgent", "door": {"channel": "email", "connection": "m", "address": "a"}}, 2 * HOUR, "office"),
        ({"priority": "urgent"}, HOUR, "office"),
        ({"tags": ("gold",)}, HOUR / 2, "always"),
        ({"tags": ("gold",), "priority": "urgent"}, HOUR, "office"),
    ],
)
def test_the_most_special_terms_win(fields: dict[str, object], limit: timedelta, calendar: str) -> None:
    """Those with the most conditions decide, of equals the first; what they leave out is the policy's."""
    life = Life(SPECIAL, **fields)
    first = life.clock(Target.FIRST_RESPONSE)
    assert (first.limit, first.calendar) == (limit, calendar)
    assert life.clock(Target.RESOLUTION).limit == 16 * HOUR


def test_raising_the_priority_measures_anew() -> None:
    """The terms are those of the conversation as it is."""
    life = Life(SPECIAL)
    raised = life.known.model_copy(update={"priority": Priority.URGENT})
    life.known = follow(raised, changed(MONDAY + HOUR / 2), SPECIAL)
    assert life.clock(Target.FIRST_RESPONSE).due_at == MONDAY + HOUR


def test_terms_without_a_calendar_of_the_desk_are_refused() -> None:
    """They are named, whose calendar does not exist."""
    moonlit = desk(terms=[{"when": {"tiers": ["gold"]}, "calendar": "moon"}])
    assert ("policies", 0, "terms", 0, "calendar") in [path for path, _ in problems(moonlit)]


def test_terms_for_nothing_in_particular_are_refused() -> None:
    """They would be the policy's own."""
    with pytest.raises(ValidationError, match="asks for nothing"):
        desk(terms=[{"when": {}, "first_response": "PT1H"}])


def test_another_policy_touches_a_clock_at_its_next_mark() -> None:
    """The clock keeps the version that it was measured by, until something happens."""
    life, stricter = Life(desk()), desk(first_response="PT1H")
    before = life.clock(Target.FIRST_RESPONSE)
    after, _ = fire(life.known, stricter, MONDAY + HOUR, _entry_id)
    assert after.clocks[0].policy_version == stricter.policies[0].version != before.policy_version
    assert after.clocks[0].due_at == MONDAY + HOUR


ACTING = desk(
    on_breach=[
        {
            "targets": ["first_response"],
            "priority": "high",
            "tags": ["late"],
            "team": "refunds",
            "note": "Please take over.",
        }
    ]
)


def test_a_breach_acts() -> None:
    """It raises the priority, tags, moves to a team and leaves a note, once, and the timeline tells all of it."""
    known = Life(ACTING, assignee="ben").known
    after, entries = fire(known, ACTING, MONDAY + 4 * HOUR, _entry_id)
    assert (after.priority, after.tags, after.team, after.assignee) == (Priority.HIGH, ("late",), "refunds", None)
    assert [entry.name for entry in entries][-3:] == ["clock.breached", "conversation.changed", "note.added"]
    assert entries[-2].data["team"] == {"from": None, "to": "refunds"}
    assert fire(after, ACTING, MONDAY + 4 * HOUR, _entry_id)[1] == ()


def test_a_breach_gives_it_to_somebody_in_a_state() -> None:
    """Where the state cannot be reached, the rest is done; whom nobody knows is refused, and so is putting off."""
    late = desk(on_breach=[{"team": "refunds", "assignee": "ben", "state": "solved"}])
    after, entries = fire(Life(late).known, late, MONDAY + 4 * HOUR, _entry_id)
    assert (after.team, after.assignee, after.state) == ("refunds", "ben", State.SOLVED)
    assert entries[-1].data["state"] == {"from": "open", "to": "solved"}
    closing = desk(on_breach=[{"assignee": "ben", "state": "received"}])
    after, _ = fire(Life(closing).known, closing, MONDAY + 4 * HOUR, _entry_id)
    assert (after.assignee, after.state) == ("ben", State.OPEN)
    wrong = dict(problems(desk(on_breach=[{"assignee": "nobody"}])))
    assert wrong == {("policies", 0, "on_breach", 0, "assignee"): "there is no assignee 'nobody'"}
    with pytest.raises(ValidationError, match="another state"):
        desk(on_breach=[{"state": "snoozed"}])


def test_a_breach_lowers_no_priority() -> None:
    """Who is urgent stays so."""
    after, _ = fire(Life(ACTING, priority="urgent").known, ACTING, MONDAY + 4 * HOUR, _entry_id)
    assert after.priority is Priority.URGENT


def test_another_target_missed_does_not_act() -> None:
    """An action is for the targets that it names."""
    life = Life(ACTING)
    life.answers(MONDAY + HOUR)
    life.becomes(State.OPEN, MONDAY + HOUR)
    after, _ = fire(life.known, ACTING, MONDAY + 5 * DAY, _entry_id)
    assert life.clock(Target.RESOLUTION).due_at < MONDAY + 5 * DAY
    assert after.tags == ()


def test_anybody_can_be_under_a_clock() -> None:
    """A department that owes something is measured by a policy of its own, and is named in the clock."""
    terms = Terms.under(FULL, "fast")
    owed = begun(Target.RESOLUTION, terms, MONDAY, owner="warehouse")
    assert owed is not None
    assert (owed.owner, owed.due_at, owed.policy) == ("warehouse", MONDAY + DAY, "fast")
    assert measured(owed, terms, MONDAY + HOUR) == owed


steps = st.lists(
    st.tuples(st.sampled_from(["answer", "write", "solve", "ask", "hand"]), st.integers(1, 20 * 3600)), max_size=8
)
_STATES = {"solve": State.SOLVED, "ask": State.WAITING_CUSTOMER, "hand": State.WAITING_DEPARTMENT}


def lived(history: list[tuple[str, int]]) -> Life:
    """Return what becomes of a conversation, as far as the steps are allowed."""
    life = Life()
    for step, seconds in history:
        life.now += timedelta(seconds=seconds)
        if step in _STATES:
            if _STATES[step] in lifecycle.reachable(life.known.state, ActorKind.AGENT):
                life.becomes(_STATES[step], life.now)
        elif step == "write":
            life.writes(life.now)
        else:
            life.answers(life.now)
    return life


@given(steps)
def test_a_deadline_is_explained_to_the_second(history: list[tuple[str, int]]) -> None:
    """What was counted up to a deadline is the limit; the stretches do not overlap, and none is negative."""
    life = lived(history)
    for clock in life.known.clocks:
        explained = explain(clock, FULL.calendars[0], life.now)
        ends = [life.known.created_at, *(each.end for each in explained.stretches)]
        assert all(end <= each.start < each.end for end, each in zip(ends, explained.stretches, strict=False))
        if clock.is_running:
            counted = [each for each in explained.stretches if each.kind is StretchKind.COUNTED]
            assert sum((each.end - each.start for each in counted), timedelta()) == clock.limit


@given(steps)
def test_a_clock_tells_nothing_twice(history: list[tuple[str, int]]) -> None:
    """After a check nothing is left to tell at the same moment, whatever happened before."""
    life = lived(history)
    after, _ = fire(life.known, FULL, life.now, _entry_id)
    assert told(after, FULL, life.now) == []
    assert after.due_at is None or after.due_at > life.now
