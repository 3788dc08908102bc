"""What rests: a snooze ends on its date, and what is solved is closed for good."""

from datetime import timedelta

import pytest

from tests.unit.core.desk import AGENT, DESK, MONDAY, conversation
from transom.core import agenda
from transom.core.effects import Source, applied
from transom.core.lifecycle import change, on_customer_message
from transom.errors import InvalidError
from transom.ids import new_ulid
from transom.model import ActorKind, Desk, Effects, Matter, State

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def test_a_snooze_ends_on_its_date() -> None:
    """Not before: then it is open again, and one entry tells it."""
    snoozed = change(
        conversation(state=State.OPEN), State.SNOOZED, DESK, actor=ActorKind.AGENT, now=MONDAY, until=MONDAY + DAY
    )
    assert snoozed.agenda == {Matter.SNOOZE: MONDAY + DAY}
    assert agenda.tick(snoozed, DESK, MONDAY + DAY - SECOND, new_ulid) == (snoozed, ())
    woken, [entry] = agenda.tick(snoozed, DESK, MONDAY + DAY, new_ulid)
    assert (woken.state, woken.snoozed_until, woken.agenda) == (State.OPEN, None, {})
    assert entry.data == {"state": {"from": "snoozed", "to": "open"}}


def test_a_reply_ends_a_snooze() -> None:
    """The date is forgotten with it."""
    snoozed = change(
        conversation(state=State.OPEN), State.SNOOZED, DESK, actor=ActorKind.AGENT, now=MONDAY, until=MONDAY + DAY
    )
    moved = on_customer_message(snoozed, MONDAY + SECOND, DESK.brand.reopen_window)
    assert moved is not None
    assert (moved.state, moved.snoozed_until, moved.agenda) == (State.REOPENED, None, {})


@pytest.mark.parametrize(
    ("state", "days", "reason"),
    [
        (State.SNOOZED, None, "say until when"),
        (State.SNOOZED, 0, "must lie in the future"),
        (State.SNOOZED, 400, "at most a year ahead"),
        (State.SOLVED, 1, "only a conversation that becomes snoozed"),
    ],
)
def test_a_snooze_without_a_sensible_end_is_refused(state: State, days: int | None, reason: str) -> None:
    """The refusal names the field and the reason."""
    until = None if days is None else MONDAY + days * DAY
    with pytest.raises(InvalidError, match=reason) as refused:
        change(conversation(state=State.OPEN), state, DESK, actor=ActorKind.AGENT, now=MONDAY, until=until)
    assert refused.value.fields.keys() == {"snoozed_until"}


def test_what_is_solved_is_closed_after_as_long_as_the_brand_says() -> None:
    """When the brand has changed its mind, it is the present word that counts."""
    hasty = DESK.model_copy(update={"brand": DESK.brand.model_copy(update={"close_after": DAY})})
    solved = change(conversation(state=State.OPEN), State.SOLVED, hasty, actor=ActorKind.AGENT, now=MONDAY)
    assert solved.agenda == {Matter.CLOSING: MONDAY + DAY}
    waiting, told = agenda.tick(solved, DESK, MONDAY + DAY, new_ulid)
    assert (waiting.state, told) == (State.SOLVED, ())
    closed, [entry] = agenda.tick(waiting, DESK, MONDAY + DESK.brand.close_after, new_ulid)
    assert (closed.state, closed.solved_at, closed.agenda) == (State.CLOSED, MONDAY, {})
    assert entry.data == {"state": {"from": "solved", "to": "closed"}}


def test_what_rules_and_macros_solve_is_closed_after_as_long_as_its_own_brand_says() -> None:
    """A further brand has windows of its own where it names them, and else the first one's."""
    other = {"id": "outlet", "name": "Outlet", "close_after": "P1D", "undo_window": "PT0S"}
    own = {"id": "done-for-now", "name": "Done for now", "like": "solved"}
    desk = Desk.model_validate(
        DESK.model_dump(mode="json")
        | {
            "brands": [other],
            "states": [own],
            "connections": [{"id": "shop", "channel": "telegram", "name": "Shop", "brand": "outlet"}],
        }
    )
    assert desk.windows("shop") == (timedelta(0), DESK.brand.reopen_window, DAY)
    for step in (Effects(state=State.SOLVED), Effects(workspace_state="done-for-now")):
        source = Source(actor=AGENT, at=MONDAY)
        solved, _ = applied([step], conversation(state=State.OPEN), desk, source, lambda _: new_ulid(MONDAY))
        assert solved.agenda == {Matter.CLOSING: MONDAY + DAY}
    assert agenda.tick(solved, desk, MONDAY + DAY, new_ulid)[0].state is State.CLOSED


def test_what_was_reopened_is_not_closed() -> None:
    """The closing goes off the agenda."""
    solved = change(conversation(state=State.OPEN), State.SOLVED, DESK, actor=ActorKind.AGENT, now=MONDAY)
    again = change(solved, State.REOPENED, DESK, actor=ActorKind.AGENT, now=MONDAY + DAY)
    assert again.agenda == {}
