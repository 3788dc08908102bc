"""A small desk, and conversations and entries of it, for the tests of the core."""

from datetime import UTC, datetime, timedelta

from transom.model import (
    Actor,
    ActorKind,
    Conversation,
    Desk,
    Direction,
    Door,
    Entry,
    EntryName,
    Presence,
    PresenceState,
)

MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
"""A Monday at 09:00 in Warsaw, when the desk opens."""

CUSTOMER = Actor(kind=ActorKind.CUSTOMER, id="ana")
AGENT = Actor(kind=ActorKind.AGENT, id="ben")
DOOR = Door(channel="telegram", connection="shop", address="77")

DESK = Desk.model_validate(
    {
        "brand": {"name": "Northwind", "language": "en", "default_team": "care"},
        "calendars": [
            {
                "id": "office",
                "time_zone": "Europe/Warsaw",
                "hours": {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")},
                "holidays": "PL",
            },
            {
                "id": "always",
                "hours": {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
            },
        ],
        "policies": [
            {"id": "usual", "calendar": "office", "first_response": "PT4H", "resolution": "PT16H"},
            {"id": "fast", "calendar": "always", "first_response": "PT1H", "resolution": "PT24H"},
        ],
        "teams": [
            {"id": "care", "name": "Customer care", "policy": "usual"},
            {"id": "refunds", "name": "Refunds", "policy": "fast"},
            {"id": "sales", "name": "Sales", "policy": "usual"},
        ],
        "rules": [
            {"id": "money", "when": {"keywords": ["refund", "money back"]}, "then": {"team": "refunds", "tags": ["m"]}},
            {"id": "german", "when": {"languages": ["de"], "channels": ["email"]}, "then": {"priority": "high"}},
        ],
        "users": [
            {"id": name, "email": f"{name}@northwind.example", "name": name.title(), "teams": teams}
            for name, teams in {"ben": ["care", "refunds"], "cleo": ["care"], "dan": ["care"]}.items()
        ],
        "connections": [
            {"id": "shop", "channel": "telegram", "name": "Shop"},
            {"id": "pre-sales", "channel": "telegram", "name": "Before buying", "team": "sales"},
        ],
    }
)


def conversation(**fields: object) -> Conversation:
    """Return a conversation that a customer began on Monday morning."""
    known: dict[str, object] = {
        "id": "7K3M9QXA",
        "contact_id": "ana",
        "door": DOOR,
        "created_at": MONDAY,
        "last_message_at": MONDAY,
        "last_customer_message_at": MONDAY,
    }
    return Conversation.model_validate(known | fields)


def received(at: datetime = MONDAY, **fields: object) -> Entry:
    """Return a customer's message."""
    return _entry(EntryName.MESSAGE_RECEIVED, at, {"actor": CUSTOMER, "direction": Direction.INBOUND, **fields})


def queued(at: datetime = MONDAY, **fields: object) -> Entry:
    """Return an agent's answer."""
    return _entry(EntryName.MESSAGE_QUEUED, at, {"actor": AGENT, "direction": Direction.OUTBOUND, **fields})


def changed(at: datetime = MONDAY, **fields: object) -> Entry:
    """Return the entry that tells of an agent's change."""
    return _entry(EntryName.CONVERSATION_CHANGED, at, {"actor": AGENT, **fields})


def beneath(name: EntryName, after: timedelta, **fields: object) -> Entry:
    """Return an entry about a message, some time after it."""
    return _entry(name, MONDAY + after, {"actor": Actor.system("telegram"), "about": "M1", **fields})


def online(*user_ids: str, last: dict[str, datetime] | None = None) -> list[Presence]:
    """Return the presences of agents who are online, with when they were last given a conversation."""
    return [
        Presence(
            user_id=user_id,
            state=PresenceState.ONLINE,
            changed_at=MONDAY,
            last_assigned_at=(last or {}).get(user_id),
        )
        for user_id in user_ids
    ]


def _entry(name: EntryName, at: datetime, fields: dict[str, object]) -> Entry:
    known: dict[str, object] = {"id": f"{at:%m%d%H%M%S%f}", "name": name, "conversation_id": "7K3M9QXA", "at": at}
    return Entry.model_validate(known | fields)
