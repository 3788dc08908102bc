"""Who can take a conversation, and what the others lack."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import DESK, MONDAY, changed, conversation, online, received
from transom.core.routing import route
from transom.core.staffing import best, candidates, is_absent, required
from transom.model import Absence, Conversation, Desk, EntryName, Offer, Skill, User

HOUR = timedelta(hours=1)
POLISH = Skill(id="polish", languages=("pl",))
TELEGRAM = Skill(id="chats", channels=("telegram",))


def _desk(*skills: Skill, backup: str | None = None, **users: dict[str, object]) -> Desk:
    """Return the desk with skills, with what is said of its users, and perhaps with a backup of the care team."""
    known = [user.model_copy(update=users.get(user.id, {})) for user in DESK.users]
    teams = [team.model_copy(update={"backup": backup if team.id == "care" else None}) for team in DESK.teams]
    return DESK.model_copy(update={"skills": skills, "users": tuple(known), "teams": tuple(teams)})


def _missing(work: Conversation, desk: Desk) -> dict[str, tuple[str, ...]]:
    found = candidates(work, "care", desk, online("ben", "cleo", "dan"), MONDAY)
    return {each.user_id: each.missing for each in found}


def test_a_language_and_a_channel_demand_their_skills() -> None:
    """What a desk's skills name is demanded beside what the rule named; a region does not matter."""
    work = conversation(language="pl-PL", skills=["vip"])
    assert required(work, _desk(POLISH, TELEGRAM)) == {"polish", "chats", "vip"}
    assert required(conversation(language="de"), _desk(POLISH)) == frozenset()


def test_only_who_holds_every_skill_is_given_work() -> None:
    """The reasons name each skill that somebody lacks."""
    desk = _desk(POLISH, TELEGRAM, ben={"skills": ("polish",)}, dan={"skills": ("polish", "chats")})
    work = conversation(language="pl")
    assert _missing(work, desk) == {"ben": ("lacks chats",), "cleo": ("lacks chats", "lacks polish"), "dan": ()}
    decision = route(work, received(), desk, online("ben", "cleo", "dan"))
    assert (decision.assignee, decision.reasons.skills) == ("dan", ("chats", "polish"))


@pytest.mark.parametrize(("load", "weight", "fits"), [(18, 2, True), (19, 2, False), (15, 5, True), (16, 5, False)])
def test_work_must_fit_into_what_is_left_of_the_capacity(load: int, weight: int, *, fits: bool) -> None:
    """An agent is filled to the brim and no further."""
    busy = [each.model_copy(update={"load": load}) for each in online("ben")]
    decision = route(conversation(weight=weight), received(), DESK, busy)
    assert decision.assignee == ("ben" if fits else None)
    if not fits:
        told = {each.user_id: each.missing for each in decision.reasons.candidates}
        assert told["ben"] == (f"has no room: {load} of 20, and this takes {weight}",)


def test_who_had_the_customer_comes_before_who_has_waited_longer() -> None:
    """The agent who knows the customer is chosen while free; else the one who has waited the longest."""
    last = {"ben": MONDAY - HOUR, "cleo": MONDAY - 5 * HOUR, "dan": MONDAY}
    work = conversation(known_by="dan")
    decision = route(work, received(), DESK, online("ben", "cleo", "dan", last=last))
    assert (decision.assignee, decision.reasons.assignee) == ("dan", "free, and had this customer last")
    assert route(work, received(), DESK, online("ben", "cleo", last=last)).assignee == "cleo"


def test_a_substitute_stands_in_for_the_absent() -> None:
    """Ben is absent on the day that it is where the team works; Eve is in no team, and takes his customers."""
    absent = Absence(first=MONDAY.date(), last=MONDAY.date() + timedelta(days=4), substitute="eve")
    desk = _desk(ben={"absences": (absent,)})
    eve = User(id="eve", email="eve@northwind.example", name="Eve")
    desk = desk.model_copy(update={"users": (*desk.users, eve)})
    decision = route(conversation(known_by="ben"), received(), desk, online("ben", "cleo", "eve"))
    assert decision.assignee == "eve"
    told = {each.user_id: each.missing for each in decision.reasons.candidates}
    assert told["ben"] == (f"is absent until {absent.last}, Eve stands in",)


@pytest.mark.parametrize(("hours", "absent"), [(-10, False), (-8, True), (14, True), (16, False)])
def test_a_day_of_absence_is_one_of_the_team(hours: int, *, absent: bool) -> None:
    """It begins and ends at midnight in Warsaw, an hour before it does in UTC."""
    desk = _desk(ben={"absences": (Absence(first=MONDAY.date(), last=MONDAY.date()),)})
    assert is_absent("ben", desk, "care", MONDAY + timedelta(hours=hours)) is absent


def test_the_backup_is_asked_where_nobody_has_the_skills() -> None:
    """Nobody in care speaks Polish, so that waiting would not help; Ben of refunds does."""
    desk = _desk(POLISH, backup="refunds", ben={"skills": ("polish",), "teams": ("refunds",)})
    decision = route(conversation(language="pl", team="care"), received(), desk, online("ben", "cleo"))
    assert (decision.team, decision.assignee) == ("refunds", "ben")
    assert decision.reasons.team == "the backup of care, where nobody took it"


def test_the_backup_is_not_asked_while_the_team_is_only_busy() -> None:
    """Work that somebody of the team can take later waits for them."""
    desk = _desk(backup="refunds", ben={"teams": ("refunds",)})
    decision = route(conversation(team="care"), received(), desk, online("ben"))
    assert (decision.team, decision.assignee) == ("care", None)


def test_what_was_handed_back_waits_for_somebody_else() -> None:
    """It goes round again only when an offer lapsed; else it waits, and still remembers who handed it back."""
    work = conversation(team="care", offer=Offer(passed=("ben", "cleo")))
    decision = route(work, changed(), _desk(), online("ben", "cleo"))
    assert (decision.assignee, decision.offer) == (None, Offer(passed=("ben", "cleo")))
    assert route(work, changed(), _desk(), online("ben", "cleo", "dan")).assignee == "dan"


def test_offers_go_to_the_next_then_to_the_backup_then_round_again() -> None:
    """Who let it pass comes last, after the backup team."""
    desk = _desk(backup="refunds", ben={"teams": ("refunds",)})
    asked: list[str] = []
    for _ in range(4):
        work = conversation(team="care", offer=Offer(passed=tuple(asked)))
        decision = route(work, received(name=EntryName.OFFER_LAPSED), desk, online("ben", "cleo", "dan"))
        asked.append(decision.assignee or "nobody")
    assert asked == ["cleo", "dan", "ben", "cleo"]


@given(st.dictionaries(st.sampled_from(["ben", "cleo", "dan"]), st.integers(0, 25)), st.integers(1, 6))
def test_whoever_is_chosen_lacks_nothing(loads: dict[str, int], weight: int) -> None:
    """However busy the team is, the chosen one has room, and nobody is chosen only where nobody has."""
    there = [each.model_copy(update={"load": loads[each.user_id]}) for each in online(*loads)]
    chosen = best(candidates(conversation(weight=weight), "care", DESK, there, MONDAY))
    room = {name for name, load in loads.items() if load + weight <= 20}
    assert (chosen.user_id in room) if chosen else not room
