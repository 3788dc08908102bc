"""A channel's jobs, first in, first out within a conversation: what fails holds up those behind it, and comes again."""

from datetime import datetime
from typing import TYPE_CHECKING

from channel_send import attending, fetching, sending
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

LAST_ATTEMPT = 10
"""Far below the queue's `maxReceiveCount`, after which a job would be a dead letter, and nobody told."""
PAUSE_BASE = 3.0
MAX_PAUSE_SECONDS = 900.0

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
        if _is_hopeless(error, attempt):
            _give_up(job, error.message, now)
            return
        queues.hide(record["eventSourceARN"], record["receiptHandle"], _pause(error, attempt))
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
    if job.kind.passes:
        return attending.show(store(), job, now)
    return sending.send(store(), job.conversation_id, job.message_id, now)


def _give_up(job: Job, reason: str, now: datetime) -> None:
    end = fetching.give_up if job.kind is JobKind.FETCH else sending.fail
    end(store(), job.conversation_id, job.message_id, reason, now)


def _is_hopeless(error: TransomError, attempt: int) -> bool:
    """Tell whether another attempt is of no use; a job that only waits for its turn is never given up."""
    is_paced = isinstance(error, PutOffError) and error.is_paced
    return not error.retriable or (attempt >= LAST_ATTEMPT and not is_paced)


def _pause(error: TransomError, attempt: int) -> float:
    """Return what the provider asks for, and more the longer it has gone on."""
    asked = error.seconds if isinstance(error, PutOffError) else 0.0
    if isinstance(error, PutOffError) and error.is_paced:
        return asked
    return max(asked, min(PAUSE_BASE**attempt, MAX_PAUSE_SECONDS))
