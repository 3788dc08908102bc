"""Requests to departments: who owes what, by when, and where that leaves the conversation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.unit.core.desk import AGENT, DESK, MONDAY, conversation, received
from transom.core import agenda, requests, sla
from transom.core.departments import door
from transom.core.soundness import problems
from transom.errors import InvalidError, NotFoundError
from transom.ids import derived_ulid
from transom.model import (
    Absence,
    Conversation,
    Department,
    Desk,
    Entry,
    EntryName,
    Matter,
    Request,
    RequestState,
    State,
)

HOUR = timedelta(hours=1)
WAREHOUSE = Department.model_validate(
    {
        "id": "warehouse",
        "name": "Warehouse",
        "owner": "ben",
        "backup": "cleo",
        "guests": ["Wanda@carrier.example"],
        "calendar": "office",
        "answer_within": "PT4H",
    }
)
INBOX = {"id": "mail", "channel": "email", "name": "Mail", "settings": {"address": "care@northwind.example"}}
ASKING = Desk.model_validate(
    DESK.model_dump(mode="json")
    | {
        "departments": [WAREHOUSE.model_dump(mode="json")],
        "connections": [*DESK.model_dump(mode="json")["connections"], INBOX],
    }
)
FRIDAY_AFTERNOON = MONDAY + timedelta(days=4, hours=6)


def new_id(at: object) -> str:
    """Return an id for what a step tells beside its own entry."""
    return derived_ulid(MONDAY, f"step {at}")


def said(name: EntryName = EntryName.REQUEST_OPENED, at: timedelta = timedelta(), text: str = "Did it leave?") -> Entry:
    """Return what an agent says, some time after Monday's opening."""
    moment = MONDAY + at
    entry_id = derived_ulid(moment, name)
    return Entry(id=entry_id, name=name, conversation_id="7K3M9QXA", at=moment, actor=AGENT, text=text)


def opened(desk: Desk = ASKING, told: Entry | None = None, **fields: object) -> Conversation:
    """Return a conversation that waits for the warehouse."""
    known = conversation(**({"state": State.OPEN, "team": "care", "assignee": "ben"} | fields))
    return requests.opened(known, desk, told or said(), "warehouse", "R0000001", new_id)[0]


def the_request(of: Conversation) -> Request:
    """Return the only request."""
    (request,) = of.requests
    return request


def ticked(of: Conversation, at: timedelta, desk: Desk = ASKING) -> tuple[Conversation, list[EntryName]]:
    """Return the conversation after the check of a moment, and what it told of requests."""
    after, told = agenda.tick(of, desk, MONDAY + at, lambda moment: derived_ulid(moment, "tick"))
    return after, [entry.name for entry in told if entry.name.startswith("request.")]


def test_a_deadline_is_in_the_department_s_own_time() -> None:
    """Four hours that begin on Friday at 15:00 end on Monday at 11:00."""
    late = opened(told=said(at=FRIDAY_AFTERNOON - MONDAY))
    assert the_request(late).clock.due_at == MONDAY + timedelta(days=7, hours=2)
    assert late.agenda[Matter.REQUEST] == FRIDAY_AFTERNOON + 2 * HOUR


def test_opening_tells_the_change_of_state_and_pauses_the_clocks() -> None:
    """The policy decides whether the customer's clocks rest while a department is waited for."""
    policies = tuple(each.model_copy(update={"pauses": ("waiting",)}) for each in ASKING.policies)
    desk = ASKING.model_copy(update={"policies": policies})
    begun = sla.follow(conversation(state=State.OPEN, team="care"), received(is_first=True), desk)
    after, told = requests.opened(begun, desk, said(at=HOUR), "warehouse", "R0000001", new_id)
    assert [entry.name for entry in told] == [EntryName.REQUEST_OPENED, EntryName.CONVERSATION_CHANGED]
    assert told[1].data == {"state": {"from": "open", "to": "waiting_department"}}
    assert told[1].causation_id == told[0].id
    assert after.clocks[1].paused_at == MONDAY + HOUR


def test_a_department_that_is_not_there_is_refused() -> None:
    """The refusal names the field."""
    with pytest.raises(InvalidError) as refused:
        requests.opened(conversation(state=State.OPEN), ASKING, said(), "attic", "R0000001", new_id)
    assert "attic" in refused.value.fields["department"]


def test_a_solved_conversation_asks_nobody() -> None:
    """What is over waits for no department."""
    with pytest.raises(InvalidError, match="cannot become waiting department"):
        opened(state=State.SOLVED, solved_at=MONDAY)


def test_there_is_an_end_to_asking() -> None:
    """A conversation has so many requests, and no more."""
    known = conversation(state=State.OPEN)
    for number in range(requests.MOST_REQUESTS):
        known, _ = requests.opened(known, ASKING, said(), "warehouse", f"R{number:07}", new_id)
    with pytest.raises(InvalidError, match="as many as one can have"):
        requests.opened(known, ASKING, said(), "warehouse", "R9999999", new_id)


def test_an_absent_owner_is_not_waited_for() -> None:
    """The absence's substitute answers, or else the backup; the backup then stands behind by the owner."""
    today = date(2026, 11, 16)
    for substitute, expected in (("dan", ("dan", "cleo")), (None, ("cleo", "ben"))):
        away = Absence(first=today, last=today, substitute=substitute)
        users = tuple(
            each.model_copy(update={"absences": (away,)}) if each.id == "ben" else each for each in ASKING.users
        )
        request = the_request(opened(ASKING.model_copy(update={"users": users})))
        assert (request.owner, request.backup) == expected


def _away(**substitutes: str | None) -> Desk:
    """Return the desk while these users are absent all week, each with whoever stands in for them."""
    absences = {
        user_id: (Absence(first=MONDAY.date(), last=MONDAY.date() + timedelta(days=6), substitute=substitute),)
        for user_id, substitute in substitutes.items()
    }
    users = tuple(each.model_copy(update={"absences": absences.get(each.id, ())}) for each in ASKING.users)
    return ASKING.model_copy(update={"users": users})


@pytest.mark.parametrize(
    ("desk", "expected"),
    [
        (_away(cleo="dan"), ("ben", "dan")),
        (_away(ben="cleo", cleo="dan"), ("dan", "cleo")),
        (_away(ben="cleo"), ("cleo", "ben")),
        (_away(ben="dan", dan="ben"), ("cleo", "ben")),
        (_away(ben=None, cleo=None), ("ben", "cleo")),
    ],
)
def test_absences_are_followed_to_somebody_who_is_there(desk: Desk, expected: tuple[str, str]) -> None:
    """A stand-in may have one, too, and so has the backup; where nobody is there, all stays as it is."""
    request = the_request(opened(desk))
    assert (request.owner, request.backup) == expected


@pytest.mark.parametrize(
    ("desk", "owner"),
    [
        (_away(cleo="dan"), "dan"),
        (_away(cleo=None), "ben"),
        (_away(ben="dan", cleo=None), "dan"),
        (_away(ben=None, cleo=None), "ben"),
    ],
)
def test_what_is_overdue_goes_to_somebody_who_is_there(desk: Desk, owner: str) -> None:
    """An absence that began after the question counts: the backup's stand-in has it then, or the owner's."""
    late, _ = ticked(opened(), 4 * HOUR, desk)
    assert the_request(late).owner == owner


def test_a_request_is_handed_to_somebody_who_is_there() -> None:
    """Whoever stands in is given it; if nobody does, the refusal says so."""
    told = said(EntryName.REQUEST_REASSIGNED, HOUR)
    for to in ("cleo", None):
        after, _ = requests.reassigned(opened(), _away(cleo="dan"), told, "R0000001", to, new_id)
        assert (the_request(after).owner, the_request(after).backup) == ("dan", "ben")
    with pytest.raises(InvalidError, match="Cleo is absent, and nobody stands in"):
        requests.reassigned(opened(), _away(cleo=None), told, "R0000001", "cleo", new_id)


def test_each_mark_is_told_once_and_the_breach_hands_over() -> None:
    """Half, three quarters, ninety percent; then the backup owes it, and the owner stands behind."""
    waiting = opened()
    waiting, names = ticked(waiting, 2 * HOUR)
    assert names == [EntryName.REQUEST_WARNED]
    assert ticked(waiting, 2 * HOUR)[1] == []
    waiting, names = ticked(waiting, 4 * HOUR)
    assert names == [EntryName.REQUEST_WARNED, EntryName.REQUEST_WARNED, EntryName.REQUEST_BREACHED]
    request = the_request(waiting)
    assert (request.state, request.owner, request.backup) == (RequestState.OVERDUE, "cleo", "ben")
    assert Matter.REQUEST not in waiting.agenda


def test_without_a_backup_the_owner_still_owes_it() -> None:
    """The breach is told all the same."""
    alone = WAREHOUSE.model_copy(update={"backup": None})
    waiting, names = ticked(opened(desk := ASKING.model_copy(update={"departments": (alone,)})), 4 * HOUR, desk)
    assert names[-1] is EntryName.REQUEST_BREACHED
    assert (the_request(waiting).owner, the_request(waiting).state) == ("ben", RequestState.OVERDUE)
    with pytest.raises(InvalidError, match="no backup"):
        requests.reassigned(waiting, desk, said(), "R0000001", None, new_id)


def test_what_is_answered_is_told_nothing_more_of() -> None:
    """The clock stands, and nothing comes up."""
    answered, _ = requests.answered(opened(), ASKING, said(EntryName.REQUEST_ANSWERED, HOUR), "R0000001", new_id)
    assert ticked(answered, 40 * HOUR)[1] == []
    assert answered.state is State.OPEN
    assert the_request(answered).closed_at == MONDAY + HOUR


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (State.WAITING_DEPARTMENT, State.OPEN),
        (State.WAITING_CUSTOMER, State.OPEN),
        (State.SNOOZED, State.SNOOZED),
        (State.REOPENED, State.REOPENED),
        (State.SOLVED, State.SOLVED),
    ],
)
def test_an_answer_opens_what_waits_and_nothing_else(state: State, after: State) -> None:
    """Who told the customer meanwhile that it takes a while has work again; a snooze or a solution stays."""
    moved = opened().model_copy(update={"state": state})
    done, told = requests.answered(moved, ASKING, said(EntryName.REQUEST_ANSWERED, HOUR), "R0000001", new_id)
    assert (done.state, len(told)) == (after, 1 + (after is not state))


def test_an_answer_to_what_is_closed_is_refused() -> None:
    """With the reason, and what is not there is not found."""
    done, _ = requests.cancelled(opened(), ASKING, said(EntryName.REQUEST_CANCELLED, HOUR), "R0000001", new_id)
    again = requests.cancelled(done, ASKING, said(EntryName.REQUEST_CANCELLED, 2 * HOUR), "R0000001", new_id)
    assert again == (done, ())
    with pytest.raises(InvalidError, match="cancelled already"):
        requests.answered(done, ASKING, said(EntryName.REQUEST_ANSWERED), "R0000001", new_id)
    with pytest.raises(InvalidError, match="open a new request"):
        requests.asked(done, ASKING, said(EntryName.REQUEST_ASKED), "R0000001", new_id)
    with pytest.raises(NotFoundError):
        requests.answered(done, ASKING, said(EntryName.REQUEST_ANSWERED), "R0000002", new_id)


def test_asking_again_what_is_overdue_leaves_it_so() -> None:
    """A late answer that does not answer has not met the deadline after all."""
    late, _ = ticked(opened(), 4 * HOUR)
    answered, _ = requests.answered(late, ASKING, said(EntryName.REQUEST_ANSWERED, 5 * HOUR), "R0000001", new_id)
    again, _ = requests.asked(answered, ASKING, said(EntryName.REQUEST_ASKED, 6 * HOUR), "R0000001", new_id)
    assert the_request(again).state is RequestState.OVERDUE


def test_who_has_it_already_is_given_nothing() -> None:
    """Handing a request to its owner is no step."""
    waiting = opened()
    assert requests.reassigned(waiting, ASKING, said(), "R0000001", "ben", new_id) == (waiting, ())


def test_mail_goes_to_the_owner_and_the_guests_and_only_theirs_answer() -> None:
    """All addresses that were ever asked stay known; without an inbox no mail leaves."""
    waiting, (entry, _) = requests.opened(
        conversation(state=State.OPEN), ASKING, said(), "warehouse", "R0000001", new_id
    )
    assert entry.data["mailed_to"] == ["ben@northwind.example", "wanda@carrier.example"]
    handed, _ = requests.reassigned(waiting, ASKING, said(EntryName.REQUEST_REASSIGNED), "R0000001", "dan", new_id)
    assert the_request(handed).asked == ("ben@northwind.example", "wanda@carrier.example", "dan@northwind.example")
    mute = ASKING.model_copy(update={"connections": DESK.connections})
    _, (silent, _) = requests.opened(conversation(state=State.OPEN), mute, said(), "warehouse", "R0000001", new_id)
    assert (silent.door, "mailed_to" in silent.data) == (None, False)


def test_a_conversation_of_mails_asks_by_its_own_inbox() -> None:
    """The answer comes back where its thread is."""
    second = {**INBOX, "id": "second"}
    desk = Desk.model_validate(
        ASKING.model_dump(mode="json") | {"connections": [INBOX, second]},
    )
    by_mail = conversation(door={"channel": "email", "connection": "second", "address": "olga@example.org"})
    found = [door(desk, each, "x@y.example") for each in (by_mail, conversation())]
    assert [each and each.connection for each in found] == ["second", "mail"]


def test_the_desk_does_not_ask_itself() -> None:
    """A guest whose address is one of our inboxes is refused, with the place; so is an id that is given twice."""
    circular = WAREHOUSE.model_copy(update={"guests": ("wanda@carrier.example", "Care+warehouse@northwind.example")})
    desk = ASKING.model_copy(update={"departments": (WAREHOUSE, circular)})
    assert [path for path, _ in problems(desk)] == [("departments", 1, "id"), ("departments", 1, "guests", 1)]


@pytest.mark.parametrize("wrong", [{"owner": "nobody"}, {"backup": "ben"}, {"calendar": "moon"}])
def test_a_department_names_what_there_is(wrong: dict[str, str]) -> None:
    """Its people, another one as its backup, and its calendar."""
    department = WAREHOUSE.model_dump(mode="json") | wrong
    desk = Desk.model_validate(DESK.model_dump(mode="json") | {"departments": [department]})
    assert [path for path, _ in problems(desk)] == [("departments", 0, *wrong)]


def test_a_department_has_some_time_to_answer() -> None:
    """None at all would be missed at once."""
    with pytest.raises(ValidationError):
        Department.model_validate(WAREHOUSE.model_dump(mode="json") | {"answer_within": "PT0S"})


def test_a_department_that_is_gone_warns_of_nothing() -> None:
    """Its requests can still be answered, and the agenda comes to rest."""
    waiting, names = ticked(opened(), 40 * HOUR, DESK)
    assert (names, Matter.REQUEST in waiting.agenda) == ([], False)
    done, _ = requests.answered(waiting, DESK, said(EntryName.REQUEST_ANSWERED, HOUR), "R0000001", new_id)
    assert done.state is State.OPEN


@given(st.lists(st.sampled_from(["answer", "ask", "cancel", "reassign", "tick"]), max_size=12))
def test_whatever_is_done_a_conversation_never_waits_for_nothing(steps: list[str]) -> None:
    """It waits for a department only while one owes an answer, and something comes up only then."""
    now = opened()
    for number, step in enumerate(steps, 1):
        at = number * HOUR
        try:
            match step:
                case "answer":
                    now, _ = requests.answered(now, ASKING, said(EntryName.REQUEST_ANSWERED, at), "R0000001", new_id)
                case "ask":
                    now, _ = requests.asked(now, ASKING, said(EntryName.REQUEST_ASKED, at), "R0000001", new_id)
                case "cancel":
                    now, _ = requests.cancelled(now, ASKING, said(EntryName.REQUEST_CANCELLED, at), "R0000001", new_id)
                case "reassign":
                    told = said(EntryName.REQUEST_REASSIGNED, at)
                    now, _ = requests.reassigned(now, ASKING, told, "R0000001", None, new_id)
                case _:
                    now, _ = ticked(now, at)
        except InvalidError:
            continue
        request = the_request(now)
        assert (now.state is State.WAITING_DEPARTMENT) == request.is_open
        assert request.is_open or Matter.REQUEST not in now.agenda
        assert {request.owner, request.backup} == {"ben", "cleo"}
