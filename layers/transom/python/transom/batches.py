"""A queue's batch: each message by itself, and those that failed named, so that the others do not come again.

Powertools does the same, at the price of a longer cold start: docs/adr/0009-batches-without-powertools.md.
"""

from collections.abc import Callable
from typing import TypedDict


class Record(TypedDict):
    """A message as Lambda hands it over."""

    messageId: str
    receiptHandle: str
    body: str
    attributes: dict[str, str]
    eventSourceARN: str


class Batch(TypedDict):
    """What a function is invoked with by a queue."""

    Records: list[Record]


class Failure(TypedDict):
    """A message that is to come again."""

    itemIdentifier: str


class Outcome(TypedDict):
    """The answer that Lambda reads: messages that are not named are done."""

    batchItemFailures: list[Failure]


def process(batch: Batch, take: Callable[[Record], None]) -> Outcome:
    """Give each message to `take`; one that fails comes again, and with it those behind it in a FIFO queue's group."""
    failures: list[Failure] = []
    broken: set[str] = set()
    for record in batch["Records"]:
        group = record["attributes"].get("MessageGroupId")
        if group in broken or not _is_taken(record, take):
            failures.append({"itemIdentifier": record["messageId"]})
            broken |= {group} if group else set()
    return {"batchItemFailures": failures}


def _is_taken(record: Record, take: Callable[[Record], None]) -> bool:
    try:
        take(record)
    except Exception:  # noqa: BLE001 - `take` has logged it, and the others of the batch must not suffer
        return False
    return True
