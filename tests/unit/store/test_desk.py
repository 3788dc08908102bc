from datetime import timedelta

import pytest
from pynamodb.expressions.operand import Path

from tests.unit.store.desks import NOON
from transom.errors import NotFoundError, UnavailableError
from transom.model import Desk, PresenceState
from transom.model.desk import Rule
from transom.store import Store, Turn
from transom.store.items import RecordItem
from transom.store.table import Put, Update, Write

pytestmark = pytest.mark.conformance

DESK = Desk.model_validate(
    {
        "brand": {"name": "Northwind", "default_team": "support"},
        "calendars": [{"id": "office", "time_zone": "Europe/Warsaw", "hours": {"mon": ["09:00-17:00"]}}],
        "policies": [{"id": "standard", "calendar": "office", "first_response": "PT4H", "resolution": "P2D"}],
        "teams": [{"id": "support", "name": "Support", "policy": "standard"}],
        "rules": [
            {"id": "zebra", "when": {"keywords": ["refund"]}, "then": {"priority": "high"}},
            {"id": "apple", "then": {"team": "support"}},
        ],
        "users": [{"id": "ben", "email": "ben@northwind.example", "name": "Ben", "teams": ["support"]}],
        "connections": [{"id": "contact", "channel": "form", "name": "Contact form", "settings": {"a": "b"}}],
    }
)


def test_a_desk_is_loaded_as_it_was_applied(store: Store) -> None:
    """All of it comes back, the rules in their order."""
    changes = store.desk.apply(DESK)
    assert {change.turn for change in changes} == {Turn.ADDED}
    assert len(changes) == 8
    assert store.desk.load() == DESK
    assert store.desk.connection("contact") == DESK.connections[0]


def test_applying_writes_only_what_differs(store: Store) -> None:
    """What is gone from the file is gone from the desk; a plan tells the same and changes nothing."""
    store.desk.apply(DESK)
    wanted = DESK.model_copy(
        update={
            "brand": DESK.brand.model_copy(update={"name": "Southwind"}),
            "users": (),
            "teams": (*DESK.teams, DESK.teams[0].model_copy(update={"id": "sales"})),
        }
    )
    planned = store.desk.plan(wanted)
    assert [(change.turn, change.record) for change in planned] == [
        (Turn.ADDED, "team#sales"),
        (Turn.CHANGED, "brand"),
        (Turn.REMOVED, "user#ben"),
    ]
    assert store.desk.load() == DESK
    assert store.desk.apply(wanted) == planned
    assert store.desk.apply(wanted) == []


def test_a_rule_above_others_is_one_change(store: Store) -> None:
    """The others keep their records; the order is the one that is wanted."""
    rules = [Rule.model_validate({"id": f"rule-{number}", "then": {"priority": "high"}}) for number in range(30)]
    store.desk.apply(DESK.model_copy(update={"rules": tuple(rules[1:])}))
    wanted = DESK.model_copy(update={"rules": tuple(rules)})
    assert [change.record for change in store.desk.apply(wanted)] == ["rule#0005#rule-0"]
    assert store.desk.load().rules == tuple(rules)


@pytest.mark.parametrize("lasting", range(7))
def test_a_large_change_is_made_as_one(store: Store, monkeypatch: pytest.MonkeyPatch, lasting: int) -> None:
    """Wherever it is cut short, the desk is the old one or the new one, and applying it again ends it."""
    store.desk.apply(DESK)
    monkeypatch.setattr("transom.store.desk._AT_ONCE", 4)
    teams = [DESK.teams[0].model_copy(update={"id": f"team-{number}"}) for number in range(9)]
    users = [each.model_copy(update={"teams": tuple(team.id for team in teams)}) for each in DESK.users]
    brand = DESK.brand.model_copy(update={"default_team": "team-8"})
    wanted = DESK.model_copy(update={"brand": brand, "teams": tuple(teams), "users": tuple(users)})
    write, left = store.desk._table.write, iter(range(lasting))

    def failing(*writes: Write) -> None:
        if next(left, None) is None:
            raise UnavailableError("The table is away.")
        write(*writes)

    with monkeypatch.context() as patch:
        patch.setattr(store.desk._table, "write", failing)
        with pytest.raises(UnavailableError):
            store.desk.apply(wanted)
    assert store.desk.load() in (DESK, wanted)
    store.desk.apply(wanted)
    assert store.desk.load() == wanted
    told = [each.record for each in store.desk.history(50, None).items]
    assert sorted(told[: len(told) - 8]) == sorted(
        ["brand", "team#support", "user#ben", *(f"team#{team.id}" for team in teams)]
    )


def test_a_desk_that_was_never_applied_says_what_to_do(store: Store) -> None:
    """The message names the command."""
    with pytest.raises(NotFoundError, match=r"transom apply desk\.yaml"):
        store.desk.load()
    with pytest.raises(NotFoundError):
        store.desk.connection("contact")


def test_older_code_reads_the_records_of_newer_code(store: Store) -> None:
    """A field that it does not know is passed over."""
    store.desk.apply(DESK)
    record = DESK.connections[0].model_dump(mode="json") | {"colour": "green"}
    store.desk._table.write(Put(RecordItem.of("DESK", "connection#contact", record), condition=None))
    assert store.desk.load() == DESK
    assert store.desk.connection("contact") == DESK.connections[0]


def test_presence_keeps_when_the_agent_was_last_given_a_conversation(store: Store) -> None:
    """Going away and coming back does not put an agent first in turn."""
    store.desk.set_presence("ben", PresenceState.ONLINE, NOON)
    given = Update("PRESENCE", "ben", [Path("last_assigned_at").set("2026-03-02T12:00:00.000000Z")])
    store.desk._table.write(given)
    later = NOON + timedelta(hours=1)
    presence = store.desk.set_presence("ben", PresenceState.AWAY, later)
    assert (presence.state, presence.changed_at, presence.last_assigned_at) == (PresenceState.AWAY, later, NOON)
    assert store.desk.presences() == [presence]
