"""The event bus; only the relay publishes, so that no event is lost or invented."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from transom.aws import clients
from transom.events import SOURCE, Event
from transom.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

MAX_ENTRIES = 10
MAX_BYTES = 250_000
"""A call may carry 256 kB; a little is left for the envelope."""


def publish(events: Sequence[Event]) -> set[str]:
    """Publish the events in as few calls as may be; returns the ids of those that the bus refused."""
    return {event_id for batch in _batches(events) for event_id in _put(batch)}


def _put(batch: list[Event]) -> set[str]:
    with clients.answered("the event bus"):
        answer = clients.client("events").put_events(Entries=[_entry(event) for event in batch])
    if not answer["FailedEntryCount"]:
        return set()
    return {event.id for event, result in zip(batch, answer["Entries"], strict=True) if "ErrorCode" in result}


def _entry(event: Event) -> "PutEventsRequestEntryTypeDef":
    return {
        "EventBusName": settings().require("bus"),
        "Source": SOURCE,
        "DetailType": event.name,
        "Detail": event.model_dump_json(),
        "Time": event.time,
    }


def _batches(events: Sequence[Event]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    size = 0
    for event in events:
        weight = len(event.model_dump_json().encode())
        if batch and (len(batch) == MAX_ENTRIES or size + weight > MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(event)
        size += weight
    if batch:
        yield batch
