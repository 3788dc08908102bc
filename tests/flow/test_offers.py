"""Offers that go on, capacity that is freed, and places in the queue, over all functions."""

from datetime import timedelta

from pydantic import JsonValue

from tests.flow.customers import TelegramUser
from transom.model import Absence, Conversation, Desk, State
from transom.testing.desk import DeskUnderTest

FIVE_MINUTES = timedelta(minutes=5)


def _teams(spec: Desk, **fields: object) -> Desk:
    return spec.model_copy(update={"teams": tuple(team.model_copy(update=fields) for team in spec.teams)})


def _capacity(spec: Desk, capacity: int) -> Desk:
    users = tuple(user.model_copy(update={"capacity": capacity}) for user in spec.users)
    return spec.model_copy(update={"users": users})


def _change(desk: DeskUnderTest, before: Conversation, **fields: JsonValue) -> None:
    headers = {"If-Match": f'"{before.version}"'}
    done = desk.call("PATCH", f"/v1/conversations/{before.id}", user="ana", body=fields, headers=headers)
    assert done.status == 200
    desk.settle()


def test_an_offer_that_is_not_taken_goes_to_the_next_agent(desk: DeskUnderTest) -> None:
    """Ana lets it pass, Ben takes it, and then it stays."""
    desk.apply(_teams(desk.spec, offer_for=FIVE_MINUTES))
    desk.is_online("ana")
    desk.is_online("ben")
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    assert desk.conversation.assignee == "ana"
    desk.pass_time(FIVE_MINUTES)
    desk.settle()
    assert desk.conversation.assignee == "ben"
    taken = desk.call("POST", f"/v1/conversations/{desk.conversation.id}/take", user="ben")
    assert taken.status == 200
    desk.pass_time(10 * FIVE_MINUTES)
    desk.settle()
    assert (desk.conversation.assignee, desk.conversation.offer) == ("ben", None)
    told = [entry.name for entry in desk.timeline() if entry.name.startswith("offer.")]
    assert told == ["offer.lapsed", "offer.taken"]


def test_the_first_act_takes_an_offer(desk: DeskUnderTest) -> None:
    """A note is enough: the conversation does not go on to the next."""
    desk.apply(_teams(desk.spec, offer_for=FIVE_MINUTES))
    desk.is_online("ana")
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    body: JsonValue = {"type": "note", "text": "I look into it."}
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", user="ana", body=body)
    desk.pass_time(FIVE_MINUTES)
    desk.settle()
    assert (desk.conversation.assignee, desk.conversation.offer) == ("ana", None)


def test_room_that_is_made_goes_to_who_waits_the_longest(desk: DeskUnderTest) -> None:
    """Ana bears one chat: the next wait, with their places, and the first of them is hers once she has answered."""
    desk.apply(_capacity(desk.spec, 2))
    desk.is_online("ana")
    for number in range(3):
        desk.now += timedelta(minutes=1)
        TelegramUser(desk, id=7000 + number).writes("Where is my order?")
        desk.settle()
    first, second, third = desk.conversations
    assert [each.assignee for each in (first, second, third)] == ["ana", None, None]
    places = [desk.call("GET", f"/v1/conversations/{each.id}", user="ana").fields for each in (first, second, third)]
    assert [each["queue_position"] for each in places] == [None, 1, 2]
    desk.now += timedelta(minutes=1)
    _change(desk, first, state="solved")
    assert [each.assignee for each in desk.conversations] == ["ana", "ana", None]
    assert [each.state for each in desk.conversations] == [State.SOLVED, State.OPEN, State.NEW]


def test_room_that_the_configuration_makes_is_filled_within_a_minute(desk: DeskUnderTest) -> None:
    """Ana may have more, or is back from her absence: what waits is hers without anybody's click."""
    absent = Absence(first=desk.now.date(), last=desk.now.date())
    users = tuple(each.model_copy(update={"absences": (absent,), "capacity": 2}) for each in desk.spec.users)
    desk.apply(desk.spec.model_copy(update={"users": users}))
    desk.is_online("ana")
    for number in range(2):
        TelegramUser(desk, id=7000 + number).writes("Where is my order?")
    desk.pass_time(timedelta(minutes=1))
    desk.settle()
    assert [each.assignee for each in desk.conversations] == [None, None]
    desk.pass_time(timedelta(days=1))
    desk.settle()
    assert sorted(each.assignee or "" for each in desk.conversations) == ["", "ana"]
    desk.apply(_capacity(desk.spec, 4))
    desk.pass_time(timedelta(minutes=1))
    desk.settle()
    assert [each.assignee for each in desk.conversations] == ["ana", "ana"]


def test_work_that_is_handed_back_goes_to_somebody_else(desk: DeskUnderTest) -> None:
    """Ana is alone, so it waits; Ben is given it as soon as he comes."""
    desk.is_online("ana")
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    _change(desk, desk.conversation, assignee=None)
    assert (desk.conversation.assignee, desk.conversation.state) == (None, State.NEW)
    desk.is_online("ben")
    desk.settle()
    assert desk.conversation.assignee == "ben"


def test_who_handed_work_back_is_asked_again_where_nobody_else_takes_it(desk: DeskUnderTest) -> None:
    """Ana is alone: it comes back to her, not at once but after a while, and the timeline says so."""
    desk.is_online("ana")
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    _change(desk, desk.conversation, assignee=None)
    desk.pass_time(FIVE_MINUTES - timedelta(seconds=1))
    desk.settle()
    shown = desk.call("GET", f"/v1/conversations/{desk.conversation.id}", user="ana").fields
    assert (shown["assignee"], shown["offered_until"], shown["queue_position"]) == (None, None, 1)
    desk.pass_time(timedelta(seconds=1))
    desk.settle()
    assert (desk.conversation.assignee, desk.conversation.offer) == ("ana", None)
    lapsed = next(entry for entry in desk.timeline() if entry.name == "offer.lapsed")
    assert lapsed.data == {"passed": ["ana"]}
    desk.pass_time(10 * FIVE_MINUTES)
    desk.settle()
    assert desk.conversation.assignee == "ana"


def test_another_team_gives_its_work_to_one_of_its_own(desk: DeskUnderTest) -> None:
    """Ben is not in billing: with the move it is Ana's, who is."""
    desk.is_online("ben")
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    assert desk.conversation.assignee == "ben"
    desk.is_online("ana")
    desk.settle()
    _change(desk, desk.conversation, team="billing")
    assert (desk.conversation.team, desk.conversation.assignee) == ("billing", "ana")
