"""The relay's handler: a batch of the table's stream goes to the bus and to the channels' send queues."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import JsonValue, ValidationError

from relay.stream import Change, Notice, notice
from transom.aws import bus, queues
from transom.batches import Outcome
from transom.errors import UnavailableError, UnreadableError
from transom.log import logger

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

log = logger("relay")


@log.inject_lambda_context
def handler(event: dict[str, list[JsonValue]], context: "LambdaContext") -> Outcome:  # noqa: ARG001
    """Carry a batch of changes; the stream comes again from the first that could not be carried."""
    notices = [found for record in event["Records"] if (found := _notice(record))]
    failed = _carry(notices)
    log.info("changes_carried", changes=len(event["Records"]), notices=len(notices), failed_from=failed)
    return {"batchItemFailures": [{"itemIdentifier": failed}] if failed else []}


def _notice(record: JsonValue) -> Notice | None:
    """Return what a record of the stream means; an unreadable one becomes a dead letter and blocks none."""
    try:
        return notice(Change.model_validate(record))
    except (UnreadableError, ValidationError):
        log.error("change_unreadable")  # noqa: TRY400 - the error quotes what a customer wrote
        queues.give_up(json.dumps(record))
        return None


def _carry(notices: Sequence[Notice]) -> str | None:
    """Publish the events and queue the jobs in order; returns where the first failure is in the stream."""
    refused = bus.publish([item.event for item in notices if item.event])
    for item in notices:
        if (item.event and item.event.id in refused) or not _queued(item):
            return item.sequence
    return None


def _queued(item: Notice) -> bool:
    if item.job is None:
        return True
    try:
        queues.put(item.channel, item.job)
    except UnavailableError:
        log.warning("job_not_queued", channel=item.channel, message_id=item.job.message_id)
        return False
    return True
