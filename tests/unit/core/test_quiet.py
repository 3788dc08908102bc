"""Quiet hours."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.core.desk import DESK, DOOR, MONDAY, conversation
from transom.core import agenda, quiet
from transom.core.effects import Source, applied
from transom.ids import new_ulid
from transom.model import Actor, Conversation, Customer, Desk, Effects, EntryName, Matter, Priority, State

NIGHT = datetime(2026, 11, 16, 22, 30, tzinfo=UTC)
"""23:30 in Warsaw."""
MORNING = datetime(2026, 11, 17, 7, 0, tzinfo=UTC)
"""08:00 in Warsaw."""
QUIET = Desk.model_validate(
    DESK.model_dump(mode="json")
    | {
        "brand": {**DESK.brand.model_dump(mode="json"), "quiet_hours": {"hours": "21:00-08:00"}},
        "canned_replies": [{"id": "hello", "name": "Hello", "texts": {"en": "Hello!"}}],
    }
)


def asleep(zone: str | None = None, **fields: object) -> Conversation:
    """Return a conversation whose customer wrote in the morning."""
    known = {"last_customer_message_at": MONDAY, "state": State.OPEN, "customer": Customer(time_zone=zone)}
    return conversation(**{**known, **fields})


@pytest.mark.parametrize(
    ("zone", "now", "ends"),
    [
        (None, NIGHT, MORNING),
        (None, MORNING - timedelta(seconds=1), MORNING),
        (None, MORNING, None),
        (None, MORNING + timedelta(hours=12, minutes=59), None),
        (None, MORNING + timedelta(hours=13), MORNING + timedelta(days=1)),
        ("America/New_York", NIGHT, None),
        ("Asia/Tokyo", NIGHT, datetime(2026, 11, 16, 23, 0, tzinfo=UTC)),
        ("Europe/Warsaw", datetime(2026, 3, 28, 22, 30, tzinfo=UTC), datetime(2026, 3, 29, 6, 0, tzinfo=UTC)),
    ],
)
def test_they_end_by_the_customers_clock(zone: str | None, now: datetime, ends: datetime | None) -> None:
    """Or by the team's, where the customer's is not known; also in the night in which the clocks change."""
    waiting = asleep(zone, last_customer_message_at=now - timedelta(days=1))
    assert quiet.until(waiting, QUIET, now) == ends


def test_a_span_within_one_day() -> None:
    """A midday rest ends on the same day."""
    hours = {"hours": "13:00-15:00"}
    desk = Desk.model_validate(
        QUIET.model_dump(mode="json") | {"brand": {**QUIET.brand.model_dump(mode="json"), "quiet_hours": hours}}
    )
    noon = datetime(2026, 11, 16, 12, 30, tzinfo=UTC)
    assert quiet.until(asleep(), desk, noon) == datetime(2026, 11, 16, 14, 0, tzinfo=UTC)
    assert quiet.until(asleep(), desk, NIGHT) is None


def test_who_is_awake_or_reads_mail_is_not_disturbed() -> None:
    """Somebody who has just written, mail, and a desk without quiet hours wait for nothing."""
    assert quiet.until(asleep(last_customer_message_at=NIGHT - timedelta(minutes=10)), QUIET, NIGHT) is None
    by_mail = asleep(door=asleep().door.model_copy(update={"channel": "email"}))
    assert quiet.until(by_mail, QUIET, NIGHT) is None
    assert quiet.until(asleep(), DESK, NIGHT) is None


def test_what_is_urgent_does_not_wait() -> None:
    """A customer whose house is flooded is told at night."""
    assert quiet.until(asleep(priority=Priority.URGENT), QUIET, NIGHT) is None


def test_each_brand_has_its_own() -> None:
    """A brand without quiet hours writes at any time."""
    shop = {"id": DOOR.connection, "channel": "telegram", "name": "Shop", "brand": "outlet"}
    parts = {"brands": [{"id": "outlet", "name": "Outlet"}], "connections": [shop]}
    desk = Desk.model_validate(QUIET.model_dump(mode="json") | parts)
    assert quiet.until(asleep(), desk, NIGHT) is None


def _written(of: Conversation) -> Conversation:
    source = Source(actor=Actor.system("automation"), at=NIGHT)
    after, (message,) = applied([Effects(reply="hello")], of, QUIET, source, lambda _: new_ulid(NIGHT))
    assert (message.name, message.send_at) == (EntryName.MESSAGE_QUEUED, MORNING)
    return after


def test_what_a_rule_writes_waits_for_the_morning() -> None:
    """It stands on the agenda, leaves when the hours end, and is no answer of an agent's."""
    waiting = _written(asleep())
    assert waiting.agenda == {Matter.SENDING: MORNING}
    after, (due,) = agenda.tick(waiting, QUIET, MORNING, str)
    assert due.name is EntryName.MESSAGE_DUE
    assert (after.first_response_at, after.state, after.scheduled) == (None, State.OPEN, ())


@pytest.mark.parametrize("fields", [{"last_reply_at": NIGHT + timedelta(hours=1)}, {"state": State.SOLVED}])
def test_what_is_needless_by_then_is_taken_back(fields: dict[str, object]) -> None:
    """Somebody answered in the night, or the matter is solved."""
    waiting = _written(asleep()).model_copy(update=fields)
    _, (told,) = agenda.tick(waiting, QUIET, MORNING, str)
    assert told.name is EntryName.MESSAGE_TAKEN_BACK


def test_an_agent_writes_at_any_time() -> None:
    """Who sends a macro at night means it."""
    agent = Actor.model_validate({"kind": "agent", "id": "ben", "name": "Ben"})
    source = Source(actor=agent, at=NIGHT)
    _, (message, *_) = applied([Effects(reply="hello")], asleep(), QUIET, source, lambda _: new_ulid(NIGHT))
    assert message.send_at == NIGHT + QUIET.brand.undo_window
