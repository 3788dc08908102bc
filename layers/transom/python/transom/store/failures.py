"""How DynamoDB's failures become ours."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import CancellationReason, PynamoDBException, VerboseClientError

from transom.errors import ConflictError, DuplicateError, InvalidError, TransomError, UnavailableError

type Lost = Callable[[], TransomError]
"""What to raise when a write's condition does not hold."""


def changed() -> ConflictError:
    """The record is another one than the caller read."""
    return ConflictError("The record has changed since it was read.")


def duplicate() -> DuplicateError:
    """The record is there already."""
    return DuplicateError("This was stored before.")


def _unavailable() -> UnavailableError:
    return UnavailableError("The table does not answer; try again.")


def _refused() -> InvalidError:
    return InvalidError("The table refuses the record: it is too large, or its key is not valid.")


@contextmanager
def translated(*lost: Lost) -> Iterator[None]:
    """Raise our errors for DynamoDB's; `lost` stands for the conditions of the writes, in their order."""
    try:
        yield
    except PynamoDBException as error:
        raise _ours(error.cause, lost) from error
    except (BotoCoreError, ClientError) as error:
        raise _ours(error, lost) from error


def _ours(error: Exception | None, lost: Sequence[Lost]) -> TransomError:
    match error.response["Error"]["Code"] if isinstance(error, ClientError) else None:
        case "ConditionalCheckFailedException":
            return lost[0]()
        case "TransactionCanceledException" if isinstance(error, VerboseClientError):
            return _of_transaction(error.cancellation_reasons, lost)
        case "TransactionConflictException":
            return changed()
        case "ValidationException":
            return _refused()
        case _:
            return _unavailable()


def _of_transaction(reasons: Sequence[CancellationReason | None], lost: Sequence[Lost]) -> TransomError:
    codes = [reason.code if reason else None for reason in reasons]
    failed = [make() for code, make in zip(codes, lost, strict=False) if code == "ConditionalCheckFailed"]
    if failed:
        return next((error for error in failed if isinstance(error, DuplicateError)), failed[0])
    if "TransactionConflict" in codes:
        return changed()
    return _refused() if "ValidationError" in codes else _unavailable()
