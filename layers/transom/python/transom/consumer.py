"""What all consumers of events share: a batch from their queue, each event by itself, failures told one by one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from pydantic import ValidationError

from transom.errors import TransomError, UnreadableError
from transom.events import Event
from transom.model.base import Frozen

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.typing import LambdaContext

type Handler = Callable[[dict[str, object], "LambdaContext"], "PartialItemFailureResponse"]


class _Delivered(Frozen):
    """An event as EventBridge puts it on a queue."""

    detail: Event


def read(body: str) -> Event:
    """Return the event in a queue's message."""
    try:
        return _Delivered.model_validate_json(body).detail
    except ValidationError as error:
        # pydantic's text quotes what it read, and that may be a customer's
        raise UnreadableError(f"the message is no event: {error.error_count()} fields are wrong") from None


def consumer(log: Logger, consume: Callable[[Event], None]) -> Handler:
    """Return the Lambda handler that gives each event of a batch to `consume`."""

    def take(record: SQSRecord) -> None:
        event: Event | None = None
        try:
            event = read(record.body)
            consume(event)
        except TransomError as error:
            log.warning("event_failed", extra={"code": error.code, "reason": error.message, **_keys(record, event)})
            raise
        except Exception:
            log.exception("event_failed", extra=_keys(record, event))
            raise
        log.info("event_consumed", extra=_keys(record, event))

    def handler(batch: dict[str, object], context: "LambdaContext") -> "PartialItemFailureResponse":
        processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
        return process_partial_response(event=batch, record_handler=take, processor=processor, context=context)

    return handler


def _keys(record: SQSRecord, event: Event | None) -> dict[str, str | None]:
    if event is None:
        return {"queue_message_id": record.message_id}
    return {
        "queue_message_id": record.message_id,
        "event_id": event.id,
        "event_name": event.name,
        "conversation_id": event.conversation_id,
        "correlation_id": event.correlation_id,
    }
