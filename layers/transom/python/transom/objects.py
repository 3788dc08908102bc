"""News of the bucket: S3 tells EventBridge, a rule puts it on a queue, and a function takes the new objects."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from transom.aws import blobs
from transom.errors import NotFoundError, TransomError
from transom.model import Frozen

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.typing import LambdaContext

type Handler = Callable[[dict[str, object], "LambdaContext"], "PartialItemFailureResponse"]


class _Object(Frozen):
    key: str


class _Detail(Frozen):
    object: _Object


class _Created(Frozen):
    """An `Object Created` event as EventBridge puts it on a queue."""

    detail: _Detail


def consumer(log: Logger, consume: Callable[[str, bytes], str]) -> Handler:
    """Return the Lambda handler that gives each new object to `consume`, and logs what became of it."""

    def take(record: SQSRecord) -> None:
        key = _Created.model_validate_json(record.body).detail.object.key
        try:
            content = _content(key)
            fate = "gone" if content is None else consume(key, content)
        except TransomError as error:
            log.warning("object_failed", key=key, code=error.code, reason=error.message)
            raise
        except Exception:
            log.exception("object_failed", key=key)
            raise
        log.info("object_taken", key=key, fate=fate)

    def handler(batch: dict[str, object], context: "LambdaContext") -> "PartialItemFailureResponse":
        processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
        return process_partial_response(event=batch, record_handler=take, processor=processor, context=context)

    return handler


def _content(key: str) -> bytes | None:
    """Return an object's bytes; None when the queue delivered twice, and the first took it."""
    try:
        return blobs.get(key)
    except NotFoundError:
        return None
