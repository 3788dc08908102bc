"""The desk that the API's tests work at."""

from datetime import UTC, datetime, time, timedelta

from transom.model import (
    Actor,
    ActorKind,
    Brand,
    CalendarSpec,
    Clock,
    ConnectionSpec,
    ContactField,
    Conversation,
    Desk,
    Direction,
    Door,
    Entry,
    EntryName,
    Matter,
    Policy,
    Role,
    State,
    Target,
    Team,
    User,
)
from transom.model.hours import Span

OPENED = datetime.now(UTC) - timedelta(minutes=5)
DOOR = Door(channel="telegram", connection="demo-telegram", address="7")
MESSAGE_ID = "01KA0000000000000000000001"
TOKEN = "1234:a-bot-token"

DESK = Desk(
    brand=Brand(name="Northwind", default_team="support", tiers=("standard", "gold")),
    calendars=(CalendarSpec(id="always", hours={"mon": (Span(start=time(0), end=time(0)),)}),),
    policies=(
        Policy(id="standard", calendar="always", first_response=timedelta(hours=1), resolution=timedelta(hours=8)),
    ),
    teams=(
        Team(id="support", name="Support", policy="standard"),
        Team(id="billing", name="Billing", policy="standard"),
    ),
    users=(
        User(id="admin", email="admin@northwind.example", name="Ada", role=Role.ADMIN),
        User(id="lea", email="lea@northwind.example", name="Lea", role=Role.LEAD, teams=("support",)),
        User(id="ana", email="ana@northwind.example", name="Ana", teams=("support",)),
    ),
    connections=(
        ConnectionSpec(id="demo-telegram", channel="telegram", name="Bot", settings={"base_url": "https://api.test"}),
        ConnectionSpec(id="contact", channel="form", name="Contact form", team="support"),
        ConnectionSpec(id="old", channel="form", name="Old form", is_enabled=False),
    ),
    contact_fields=(
        ContactField(id="customer-no", name="Customer number"),
        ContactField(id="plan", name="Plan", type="choice", choices=("starter", "business")),
    ),
)

USERS = {Role.ADMIN: "admin", Role.LEAD: "lea", Role.AGENT: "ana"}


def conversation() -> Conversation:
    """Return a conversation with a running clock."""
    return Conversation(
        id="K7QM2XWD",
        subject="",
        state=State.NEW,
        team="support",
        contact_id=MESSAGE_ID,
        contact_name="Ana",
        door=DOOR,
        preview="Where is my order?",
        clocks=(
            Clock(
                target=Target.FIRST_RESPONSE,
                policy="standard",
                calendar="always",
                limit=timedelta(hours=1),
                started_at=OPENED,
                due_at=OPENED + timedelta(hours=1),
            ),
        ),
        agenda={Matter.CLOCKS: OPENED + timedelta(hours=1)},
        created_at=OPENED,
        last_message_at=OPENED,
        last_customer_message_at=OPENED,
    )


def message() -> Entry:
    """Return the customer's message that began it."""
    return Entry(
        id=MESSAGE_ID,
        name=EntryName.MESSAGE_RECEIVED,
        conversation_id="K7QM2XWD",
        at=OPENED,
        actor=Actor(kind=ActorKind.CUSTOMER, id=MESSAGE_ID, name="Ana"),
        direction=Direction.INBOUND,
        door=DOOR,
        text="Where is my order?",
        is_first=True,
        provider_message_id="7:1",
        correlation_id=MESSAGE_ID,
    )
