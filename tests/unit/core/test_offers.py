"""Offers: made, taken, and passed on."""

from datetime import timedelta

import pytest

from tests.unit.core.desk import AGENT, CUSTOMER, DESK, MONDAY, conversation
from transom.core import agenda, offers
from transom.errors import InvalidError
from transom.model import Actor, ActorKind, Conversation, EntryName, Matter, Offer, State

LIMIT = timedelta(minutes=5)
OFFERING = DESK.model_copy(update={"teams": tuple(team.model_copy(update={"offer_for": LIMIT}) for team in DESK.teams)})
CLEO = Actor(kind=ActorKind.AGENT, id="cleo")


def _offered(**fields: object) -> Conversation:
    work = conversation(**{"team": "care", "assignee": "ben", "state": State.OPEN, **fields})
    return offers.made(work, OFFERING, MONDAY)


def test_an_offer_lasts_as_long_as_the_team_says() -> None:
    """It comes up once the team's time is over; a team that makes no offers gives for good."""
    made = _offered()
    assert (made.offer, made.agenda) == (Offer(user_id="ben"), {Matter.OFFER: MONDAY + LIMIT})
    given = offers.made(made, DESK, MONDAY)
    assert (given.offer, given.agenda) == (None, {})


def test_an_offer_that_is_not_taken_lapses() -> None:
    """The conversation waits again, and remembers who let it pass; the timeline tells."""
    free, (told,) = agenda.tick(_offered(), OFFERING, MONDAY + LIMIT, lambda at: f"{at:%H%M}")
    assert (free.assignee, free.state, free.offer, free.agenda) == (None, State.NEW, Offer(passed=("ben",)), {})
    assert (told.name, told.data) == (EntryName.OFFER_LAPSED, {"user_id": "ben"})
    assert agenda.tick(free, OFFERING, MONDAY + 2 * LIMIT, str)[1] == ()


def test_nothing_lapses_before_its_time() -> None:
    """A second before the end the agent still has it."""
    made = _offered()
    assert agenda.tick(made, OFFERING, MONDAY + LIMIT - timedelta(seconds=1), str) == (made, ())


def test_an_offer_that_was_overtaken_goes_quietly() -> None:
    """Work that was solved or given to another agent meanwhile is not taken away from them."""
    for fields in ({"state": State.SOLVED}, {"assignee": "cleo"}):
        quiet, told = agenda.tick(_offered().model_copy(update=fields), OFFERING, MONDAY + LIMIT, str)
        assert (quiet.offer, quiet.agenda, told) == (None, {}, ())
        assert quiet.assignee == fields.get("assignee", "ben")


@pytest.mark.parametrize(("by", "taken"), [(AGENT, True), (CLEO, False), (CUSTOMER, False)])
def test_only_the_acts_of_its_agent_take_an_offer(by: Actor, *, taken: bool) -> None:
    """What another agent or the customer does leaves it open."""
    after = offers.settled(_offered(), _offered(), by)
    assert (after.offer is None, Matter.OFFER not in after.agenda) == (taken, taken)


def test_who_hands_work_back_is_not_given_it_again_at_once() -> None:
    """It waits as new, and remembers them beside those who let it pass before."""
    before = _offered(offer=Offer(passed=("dan",)))
    after = offers.settled(before, before.model_copy(update={"assignee": None}), AGENT)
    assert (after.state, after.offer, after.agenda) == (State.NEW, Offer(passed=("dan", "ben")), {})


def test_what_nobody_else_takes_is_offered_anew_after_a_while() -> None:
    """It is as long as the team offers work for; then nobody is passed over any more."""
    waiting = conversation(team="care", state=State.NEW, offer=Offer(passed=("ben", "cleo")))
    resting = offers.rested(waiting, OFFERING, MONDAY)
    assert resting.agenda == {Matter.OFFER: MONDAY + LIMIT}
    anew, (told,) = agenda.tick(resting, OFFERING, MONDAY + LIMIT, str)
    assert (anew.offer, anew.agenda) == (None, {})
    assert (told.name, told.data) == (EntryName.OFFER_LAPSED, {"passed": ["ben", "cleo"]})


def test_only_what_was_passed_on_rests_and_only_once() -> None:
    """What nobody refused waits for whoever has time first; an offer that stands, and a rest, end when they were to."""
    waiting = conversation(team="care", state=State.NEW)
    resting = offers.rested(waiting.model_copy(update={"offer": Offer(passed=("ben",))}), OFFERING, MONDAY)
    for each in (waiting, resting, _offered()):
        assert offers.rested(each, OFFERING, MONDAY + LIMIT / 2) == each


@pytest.mark.parametrize(("team", "assignee"), [("refunds", "ben"), ("sales", None)])
def test_another_team_keeps_an_agent_who_is_in_it(team: str, assignee: str | None) -> None:
    """Who is not in the new team does not go along; what was offered in the old one is forgotten."""
    before = _offered()
    after = offers.settled(before, offers.moved(before, team, OFFERING), AGENT)
    assert (after.team, after.assignee, after.offer, after.agenda) == (team, assignee, None, {})


@pytest.mark.parametrize("assignee", [None, "ben"])
def test_what_waits_or_is_offered_can_be_taken(assignee: str | None) -> None:
    """It is the agent's own then, and open."""
    work = conversation(team="care", assignee=assignee, state=State.NEW, offer=Offer(user_id=assignee))
    taken = offers.take(work, AGENT)
    assert (taken.assignee, taken.state, taken.offer) == ("ben", State.OPEN, None)


@pytest.mark.parametrize("fields", [{"assignee": "cleo"}, {"state": State.SOLVED}])
def test_what_another_has_or_is_done_is_not_to_be_taken(fields: dict[str, object]) -> None:
    """The refusal says why."""
    with pytest.raises(InvalidError, match="is not to be taken: "):
        offers.take(conversation(**{"team": "care", "state": State.OPEN, **fields}), AGENT)
