"""What a page costs at 1 000 and at 20 000 conversations: requests and read units as DynamoDB Local returns them.

Five of them are due when the minutely check is measured, whatever their number.
Of a query that finds nothing it returns nothing, where AWS would take half a unit.
"""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import batched

import boto3
from mypy_boto3_dynamodb.type_defs import WriteRequestTypeDef
from pydantic import JsonValue

from sla import clocks
from transom.ids import new_ulid
from transom.model import Actor, ActorKind, Conversation, Direction, Door, Entry, EntryName, Matter, State
from transom.store import Store, create_table
from transom.store.items import ConversationItem, EntryItem
from transom.store.metering import metered
from transom.testing.samples import one_team

SIZES = (1_000, 20_000)
TEAMS = ("support", "billing", "returns")
AGENTS = tuple(f"agent-{number}" for number in range(20))
START = datetime(2026, 1, 1, tzinfo=UTC)


def page_costs() -> dict[str, JsonValue]:
    """Return the cost of each page by the number of conversations in the table."""
    return {str(size): _costs(size) for size in SIZES}


def _costs(size: int) -> JsonValue:
    name = f"bench-{size}"
    create_table(name)
    fill(name, size)
    store = Store(name)
    store.desk.apply(one_team())
    conversations = store.conversations
    return {
        "list": _cost(lambda: conversations.page(teams=TEAMS)),
        "list of a team": _cost(lambda: conversations.page(teams=TEAMS, team="support")),
        "list of an agent": _cost(lambda: conversations.page(teams=TEAMS, assignee=AGENTS[0])),
        "list of open ones": _cost(lambda: conversations.page(teams=TEAMS, state=State.OPEN)),
        "conversation": _cost(lambda: (conversations.get("C0000000"), store.timeline.page("C0000000"))),
        "what is due": _cost(lambda: conversations.due(START)),
        "the minutely check": _cost(lambda: clocks.check(store, START + timedelta(minutes=64))),
    }


def _cost(read: Callable[[], object]) -> JsonValue:
    """Read once; each shard of a listing is one query."""
    with metered() as meter:
        read()
    return {
        "requests": meter.requests.total(),
        "queries": meter.requests["Query"],
        "read_units": meter.read_units,
    }


def fill(name: str, size: int) -> None:
    """Put so many conversations, one of them with a timeline, into a table."""
    client = boto3.client("dynamodb")
    items = [*map(ConversationItem.of, _conversations(size)), *map(EntryItem.of, _entries())]
    for batch in batched(items, 25, strict=False):
        puts: list[WriteRequestTypeDef] = [{"PutRequest": {"Item": item.serialize()}} for item in batch]
        client.batch_write_item(RequestItems={name: puts})


def _conversations(size: int) -> Iterator[Conversation]:
    chance = random.Random(20261122)  # noqa: S311 - the same desk in every run
    for number in range(size):
        at = START + timedelta(minutes=number)
        yield Conversation(
            id=f"C{number:07}",
            subject="Where is my order?",
            state=chance.choice([State.OPEN, State.OPEN, State.WAITING_CUSTOMER, State.SOLVED]),
            team=chance.choice(TEAMS),
            assignee=chance.choice(AGENTS),
            contact_id=new_ulid(at),
            contact_name="Ana Kowalska",
            door=Door(channel="telegram", connection="bench", address=str(number)),
            preview="Where is my order? It should have come on Monday.",
            created_at=at,
            last_message_at=at,
            agenda={Matter.CLOCKS: at + timedelta(hours=1)},
        )


def _entries() -> Iterator[Entry]:
    for number in range(200):
        at = START + timedelta(minutes=number)
        yield Entry(
            id=new_ulid(at),
            name=EntryName.MESSAGE_RECEIVED,
            conversation_id="C0000000",
            at=at,
            actor=Actor(kind=ActorKind.CUSTOMER, id="bench", name="Ana"),
            direction=Direction.INBOUND,
            text="Where is my order? It should have come on Monday.",
        )
