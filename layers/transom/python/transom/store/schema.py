"""The table as data: its keys, its indexes and what they carry; the template declares the same."""

from dataclasses import dataclass
from typing import Literal, TypedDict

PARTITION_KEY = "pk"
SORT_KEY = "sk"
TIME_TO_LIVE = "expires_at"
STREAM = "NEW_IMAGE"


class _Attribute(TypedDict):
    AttributeName: str
    AttributeType: Literal["S"]


class _Key(TypedDict):
    AttributeName: str
    KeyType: Literal["HASH", "RANGE"]


class _Projection(TypedDict, total=False):
    ProjectionType: Literal["KEYS_ONLY", "INCLUDE"]
    NonKeyAttributes: list[str]


class _IndexDefinition(TypedDict):
    IndexName: str
    KeySchema: list[_Key]
    Projection: _Projection


class _Stream(TypedDict):
    StreamEnabled: bool
    StreamViewType: str


class Definition(TypedDict):
    """The arguments of `CreateTable`."""

    TableName: str
    AttributeDefinitions: list[_Attribute]
    KeySchema: list[_Key]
    GlobalSecondaryIndexes: list[_IndexDefinition]
    BillingMode: Literal["PAY_PER_REQUEST"]
    StreamSpecification: _Stream


@dataclass(frozen=True, slots=True)
class Index:
    """A sparse index: only items that have both of its keys are in it."""

    name: str
    partition_key: str
    sort_key: str
    include: tuple[str, ...] = ()
    """What it carries beside the keys."""

    @property
    def keys(self) -> list[_Key]:
        """Return its key schema."""
        return _keys(self.partition_key, self.sort_key)

    @property
    def projection(self) -> _Projection:
        """Return what it carries, in the words of DynamoDB."""
        if self.include:
            return {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(self.include)}
        return {"ProjectionType": "KEYS_ONLY"}


BY_TEAM = Index("by_team", "team_pk", "active_sk", include=("state", "channel", "assignee"))
BY_AGENT = Index("by_agent", "agent_pk", "active_sk", include=("state", "channel", "team"))
BY_CONTACT = Index("by_contact", "contact_pk", "created_sk")
DUE = Index("due", "due_pk", "due_sk")
HELD = Index("held", "held_pk", "held_sk")

INDEXES = (BY_TEAM, BY_AGENT, BY_CONTACT, DUE, HELD)


def definition(name: str) -> Definition:
    """Return what creates the table under this name."""
    names = dict.fromkeys([PARTITION_KEY, SORT_KEY])
    for index in INDEXES:
        names |= dict.fromkeys([index.partition_key, index.sort_key])
    return {
        "TableName": name,
        "AttributeDefinitions": [{"AttributeName": each, "AttributeType": "S"} for each in names],
        "KeySchema": _keys(PARTITION_KEY, SORT_KEY),
        "GlobalSecondaryIndexes": [
            {"IndexName": index.name, "KeySchema": index.keys, "Projection": index.projection} for index in INDEXES
        ],
        "BillingMode": "PAY_PER_REQUEST",
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": STREAM},
    }


def _keys(partition_key: str, sort_key: str) -> list[_Key]:
    return [
        {"AttributeName": partition_key, "KeyType": "HASH"},
        {"AttributeName": sort_key, "KeyType": "RANGE"},
    ]
