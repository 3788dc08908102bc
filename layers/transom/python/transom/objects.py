"""News of the bucket: S3 tells EventBridge, a rule puts it on a queue, and a function takes the new objects."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger

from transom.aws import blobs
from transom.aws.blobs import Blob
from transom.batches import Batch, Outcome, Record, process
from transom.errors import NotFoundError, TransomError
from transom.model import Frozen

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

type Handler = Callable[[Batch, "LambdaContext"], Outcome]


class _Object(Frozen):
    key: str


class _Detail(Frozen):
    object: _Object


class _Created(Frozen):
    """An `Object Created` event as EventBridge puts it on a queue."""

    detail: _Detail


def consumer(log: Logger, consume: Callable[[Blob], str]) -> Handler:
    """Return the Lambda handler that gives each new object to `consume`, and logs what became of it."""

    def take(record: Record) -> None:
        key = _Created.model_validate_json(record["body"]).detail.object.key
        try:
            found = _found(key)
            fate = consume(found) if found else "gone"
        except TransomError as error:
            log.warning("object_failed", key=key, code=error.code, reason=error.message)
            raise
        except Exception:
            log.exception("object_failed", key=key)
            raise
        log.info("object_taken", key=key, fate=fate)

    def handler(batch: Batch, _context: "LambdaContext") -> Outcome:
        return process(batch, take)

    return handler


def _found(key: str) -> Blob | None:
    """Return an object; None when the queue delivered twice, and the first took it."""
    try:
        return blobs.read(key)
    except NotFoundError:
        return None
