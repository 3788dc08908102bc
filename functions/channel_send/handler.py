"""A channel's jobs, first in, first out within a conversation: what fails holds up those behind it, and comes again."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from channel_send import attending, changing, fetching, sending
from channel_send.sending import PutOffError
from transom import clock
from transom.aws import queues
from transom.aws.queues import Job, JobKind
from transom.batches import Batch, Outcome, Record, process
from transom.connections import keep_renewed
from transom.errors import TransomError
from transom.log import logger
from transom.store import store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

PATIENCE = {JobKind.SEND: timedelta(hours=24), JobKind.FETCH: timedelta(hours=1), JobKind.CHANGE: timedelta(hours=1)}
"""For how long a job is tried from its first failure on: well before the queue's `maxReceiveCount` makes it a dead
letter of which nobody is told. Media that do not come hold up the answers behind them."""
PAUSE_BASE = 3.0
MAX_PAUSE_SECONDS = 900.0
LONGEST_POWER = 7
"""Beyond it the pause is the longest anyway."""

log = logger("channel_send")


def handler(batch: Batch, _context: "LambdaContext") -> Outcome:
    """Do the jobs of a batch; when one fails, the later ones of its conversation wait with it."""
    return process(batch, _take)


def _take(record: Record) -> None:
    job = Job.model_validate_json(record["body"])
    attempt = int(record["attributes"]["ApproximateReceiveCount"])
    now = clock.now()
    try:
        outcome = _do(job, now)
    except TransomError as error:
        log.warning("job_failed", attempt=attempt, code=error.code, reason=error.message, **dict(job))
        pause = _pause(job, error, now)
        if pause is None:
            _give_up(job, error.message, now)
            return
        queues.hide(record["eventSourceARN"], record["receiptHandle"], pause)
        raise
    except Exception:
        log.exception("job_failed", attempt=attempt, **dict(job))
        raise
    finally:
        keep_renewed(log)
    log.info("job_done", attempt=attempt, outcome=outcome, **dict(job))


def _do(job: Job, now: datetime) -> str | None:
    if job.kind is JobKind.FETCH:
        fetching.fetch(store(), job.conversation_id, job.message_id, now)
        return None
    if job.kind is JobKind.CHANGE:
        return changing.change(store(), job, now)
    if job.kind.passes:
        return attending.show(store(), job, now)
    return sending.send(store(), job.conversation_id, job.message_id, now)


def _give_up(job: Job, reason: str, now: datetime) -> None:
    if job.kind is JobKind.CHANGE:
        changing.fail(store(), job, reason, now)
        return
    end = fetching.give_up if job.kind is JobKind.FETCH else sending.fail
    end(store(), job.conversation_id, job.message_id, reason, now)


def _pause(job: Job, error: TransomError, now: datetime) -> float | None:
    """Return how long to wait: what the provider asks for, and more the longer it has gone on; None gives up.

    A job that only waits for its turn has not failed.
    """
    if isinstance(error, PutOffError) and error.is_paced:
        return error.seconds
    if not error.retriable:
        return None
    trouble = store().sends.failed(job.conversation_id, job.entry_id or job.message_id, now)
    if now - trouble.since >= PATIENCE[job.kind]:
        return None
    asked = error.seconds if isinstance(error, PutOffError) else 0.0
    return max(asked, min(PAUSE_BASE ** min(trouble.failures, LONGEST_POWER), MAX_PAUSE_SECONDS))
