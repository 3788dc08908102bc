"""What all consumers of events share: a batch from their queue, each event by itself, failures told one by one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger
from pydantic import ValidationError

from transom.batches import Batch, Outcome, Record, process
from transom.errors import TransomError, UnreadableError
from transom.events import Event
from transom.model.base import Frozen

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

type Handler = Callable[[Batch, "LambdaContext"], Outcome]


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

    def take(record: Record) -> None:
        event: Event | None = None
        try:
            event = read(record["body"])
            consume(event)
        except TransomError as error:
            log.warning("event_failed", extra={"code": error.code, "reason": error.message, **_keys(record, event)})
            raise
        except Exception:
            log.exception("event_failed", extra=_keys(record, event))
            raise
        log.info("event_consumed", extra=_keys(record, event))

    def handler(batch: Batch, _context: "LambdaContext") -> Outcome:
        return process(batch, take)

    return handler


def _keys(record: Record, event: Event | None) -> dict[str, str | None]:
    if event is None:
        return {"queue_message_id": record["messageId"]}
    return {
        "queue_message_id": record["messageId"],
        "event_id": event.id,
        "event_name": event.name,
        "conversation_id": event.conversation_id,
        "correlation_id": event.correlation_id,
    }
