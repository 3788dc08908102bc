"""Playbooks: when they begin, how they go on, and what ends them."""

from datetime import datetime, timedelta

import pytest
from pydantic import ValidationError

from tests.unit.core.desk import DESK, MONDAY, conversation
from transom.core import agenda, lifecycle, radar
from transom.core.soundness import check
from transom.errors import InvalidError
from transom.model import ActorKind, Conversation, Desk, Effects, Entry, EntryName, Matter, Play, Priority, Radar, State

HALF = timedelta(minutes=30)
SETTINGS = Radar.model_validate(
    {
        "playbooks": [
            {
                "id": "conflict",
                "at_least": 40,
                "steps": [
                    {"then": {"team": "refunds", "priority": "high"}, "within": "PT30M"},
                    {"then": {"assignee": "cleo", "priority": "urgent"}},
                ],
            },
            {
                "id": "court",
                "at_least": 60,
                "signs": ["legal"],
                "steps": [{"then": {"add_tags": ["court"], "priority": "urgent"}}],
            },
        ]
    }
)
WATCHING = DESK.model_copy(update={"radar": SETTINGS})
ONE = DESK.model_copy(update={"radar": SETTINGS.model_copy(update={"playbooks": SETTINGS.playbooks[:1]})})


def _heard(text: str, **fields: object) -> Conversation:
    before = conversation(**{"team": "care", "state": State.OPEN, **fields})
    return radar.heard(before, text, "en", SETTINGS, MONDAY)


def _ticked(of: Conversation, at: datetime = MONDAY, desk: Desk = WATCHING) -> tuple[Conversation, list[Entry]]:
    after, told = agenda.tick(of, desk, at, str)
    return after, list(told)


def _play(of: Conversation) -> Play | None:
    return of.tension.play if of.tension else None


def test_a_playbook_begins_once_it_is_tense_enough() -> None:
    """It comes up at once; its first step is done, and the timeline says why."""
    after, (rose, changed) = _ticked(_heard("I will call my lawyer."))
    assert (after.team, after.priority, _play(after)) == (
        "refunds",
        Priority.HIGH,
        Play(playbook="conflict", step=0, until=MONDAY + HALF),
    )
    assert after.agenda[Matter.RADAR] == MONDAY + HALF
    assert (rose.name, rose.data["score"], rose.data["playbook"], rose.data["step"]) == (
        EntryName.TENSION_ROSE,
        40,
        "conflict",
        1,
    )
    assert changed.name is EntryName.CONVERSATION_CHANGED


def test_below_its_score_nothing_begins() -> None:
    """A refund that is asked for is no conflict yet."""
    assert Matter.RADAR not in _heard("I want a refund.").agenda


def test_the_next_step_follows_when_nobody_answered_in_time() -> None:
    """Not a second earlier; after the last one nothing comes up any more."""
    first, _ = _ticked(_heard("I will call my lawyer."))
    assert _ticked(first, MONDAY + HALF - timedelta(seconds=1)) == (first, [])
    second, (rose, _) = _ticked(first, MONDAY + HALF)
    assert (second.assignee, second.priority, rose.data["step"]) == ("cleo", Priority.URGENT, 2)
    assert (_play(second), second.agenda) == (Play(playbook="conflict", step=1), {})


def test_an_answer_ends_it() -> None:
    """The next step does not come, and what was said counts half."""
    first, _ = _ticked(_heard("I will call my lawyer."))
    answered = lifecycle.on_agent_reply(first, MONDAY + timedelta(minutes=10))
    assert answered.tension is not None
    assert (answered.tension.score, answered.tension.play, answered.agenda.get(Matter.RADAR)) == (20, None, None)
    assert _ticked(answered, MONDAY + HALF)[1] == []


@pytest.mark.parametrize("until", [MONDAY + HALF / 2, MONDAY + 2 * HALF])
def test_a_snooze_puts_the_next_step_off_and_does_not_spare_it(until: datetime) -> None:
    """Nobody has answered: it comes by its own time, or once somebody has to act again."""
    first, _ = _ticked(_heard("My lawyer will hear of this refund"), desk=ONE)
    snoozed = lifecycle.change(first, State.SNOOZED, ONE, actor=ActorKind.AGENT, now=MONDAY, until=until)
    for at in (MONDAY + HALF / 2, MONDAY + HALF, MONDAY + 2 * HALF, MONDAY + 3 * HALF):
        snoozed, _ = _ticked(snoozed, at, ONE)
    assert (snoozed.state, snoozed.assignee) == (State.OPEN, "cleo")


def test_a_playbook_ends_with_the_solution() -> None:
    """Who comes back angry is a conflict anew, from its first step."""
    first, _ = _ticked(_heard("My lawyer will hear of this refund"), desk=ONE)
    solved = lifecycle.change(first, State.SOLVED, ONE, actor=ActorKind.AGENT, now=MONDAY)
    again = lifecycle.on_customer_message(solved, MONDAY + HALF, ONE.brand.reopen_window)
    assert again
    angry = radar.heard(again, "My lawyer will hear of this refund", "en", ONE.radar, MONDAY + HALF)
    after, _ = _ticked(angry, MONDAY + HALF, ONE)
    assert _play(after) == Play(playbook="conflict", step=0, until=MONDAY + 2 * HALF)


def test_a_stricter_playbook_takes_over() -> None:
    """Of those that fit the strictest is played; a milder one does not come back."""
    first, _ = _ticked(_heard("I will call my lawyer."))
    worse = radar.heard(first, "You are idiots, my lawyer writes today.", "en", SETTINGS, MONDAY)
    after, (rose, _) = _ticked(worse)
    assert (rose.data["playbook"], after.tags, after.priority) == ("court", ("court",), Priority.URGENT)
    again = radar.heard(after, "I will call my lawyer.", "en", SETTINGS, MONDAY)
    assert Matter.RADAR not in again.agenda


def test_a_playbook_asks_for_its_signs() -> None:
    """However tense it is, a matter without a threat of court is none for the court's playbook."""
    tense = _heard("You idiots! Third time I write, cancel my account, refund me immediately, it is horrible!")
    assert tense.tension is not None
    assert tense.tension.score >= 60
    assert _play(_ticked(tense)[0]) == Play(playbook="conflict", step=0, until=MONDAY + HALF)


@pytest.mark.parametrize("state", [State.SOLVED, State.CLOSED, State.WAITING_CUSTOMER])
def test_nothing_is_played_where_nobody_has_to_act(state: State) -> None:
    """What was settled before its step came is left alone."""
    first, _ = _ticked(_heard("I will call my lawyer."))
    settled = first.model_copy(update={"state": state})
    quiet, told = _ticked(settled, MONDAY + HALF)
    assert (told, quiet.agenda.get(Matter.RADAR)) == ([], None)


def test_a_step_that_cannot_be_taken_is_told() -> None:
    """Such as to a state that does not follow; the next one comes all the same."""
    steps = [{"then": {"state": "new"}, "within": "PT30M"}, {"then": {"add_tags": ["late"]}}]
    settings = Radar.model_validate({"playbooks": [{"id": "wrong", "at_least": 10, "steps": steps}]})
    desk = DESK.model_copy(update={"radar": settings})
    tense = radar.heard(conversation(state=State.OPEN), "My lawyer says so.", "en", settings, MONDAY)
    after, (rose,) = _ticked(tense, desk=desk)
    assert "new" in str(rose.data["refusal"])
    assert _ticked(after, MONDAY + HALF, desk)[0].tags == ("late",)


def test_a_removed_playbook_stops() -> None:
    """Its next step is nobody's any more."""
    first, _ = _ticked(_heard("I will call my lawyer."))
    after, told = _ticked(first, MONDAY + HALF, DESK)
    assert (told, after.agenda) == ([], {})


def test_a_radar_that_is_off_hears_nothing() -> None:
    """No tension is kept at all."""
    off = Radar(is_on=False)
    assert radar.heard(conversation(), "My lawyer says so.", "en", off, MONDAY) == conversation()


def test_a_playbook_that_could_not_go_on_is_refused() -> None:
    """Each step but the last says how long it may take."""
    steps = [{"then": {"priority": "high"}}, {"then": {"priority": "urgent"}}]
    with pytest.raises(ValidationError, match="every step of 'endless' but the last"):
        Radar.model_validate({"playbooks": [{"id": "endless", "at_least": 40, "steps": steps}]})


def test_names_of_playbooks_are_checked_with_their_place() -> None:
    """A team or an agent that does not exist, and an id that is given twice."""
    playbook = SETTINGS.playbooks[0]
    wrong = playbook.steps[1].model_copy(update={"then": Effects(assignee="nobody")})
    twice = (playbook, playbook.model_copy(update={"steps": (playbook.steps[0], wrong)}))
    desk = DESK.model_copy(update={"radar": SETTINGS.model_copy(update={"playbooks": twice})})
    with pytest.raises(InvalidError) as refused:
        check(desk)
    assert refused.value.fields == {
        "radar.playbooks.1.id": "the id 'conflict' is given twice",
        "radar.playbooks.1.steps.1.then.assignee": "there is no assignee 'nobody'",
    }
