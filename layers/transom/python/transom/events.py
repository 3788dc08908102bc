"""Events on the bus: the envelope, and how a timeline entry becomes one."""

from typing import Literal

from pydantic import JsonValue

from transom.model.actor import Actor
from transom.model.base import Frozen, Instant
from transom.model.entry import Entry, EntryName
from transom.model.signal import SignalName

SOURCE = "transom"

AGENT_AVAILABLE = "agent.available"
PASSING = (SignalName.CUSTOMER_TYPED, SignalName.CUSTOMER_INTRODUCED)
"""The signals that are for the desk itself."""

type EventName = EntryName | SignalName | Literal["agent.available"]


class Event(Frozen):
    """What the bus carries; consumers ignore fields that they do not know."""

    id: str
    name: str
    version: int = 1
    time: Instant
    conversation_id: str | None = None
    actor: Actor
    correlation_id: str
    causation_id: str | None = None
    data: dict[str, JsonValue] = {}

    @classmethod
    def of(cls, entry: Entry) -> "Event":
        """Return the event that tells of a new timeline entry; the entry's own fields are its data."""
        return cls(
            id=entry.id,
            name=entry.name,
            time=entry.at,
            conversation_id=entry.conversation_id,
            actor=entry.actor,
            correlation_id=entry.correlation_id or entry.id,
            causation_id=entry.causation_id,
            data={"entry": entry.to_item()},
        )

    @property
    def entry(self) -> Entry:
        """Return the timeline entry that the event tells of."""
        return Entry.model_validate(self.data["entry"])
