"""The one error tree: every failure that a caller may meet, with its code, HTTP status and whether to retry."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar


class TransomError(Exception):
    """Base of all errors that Transom raises on purpose; the message tells the user what to do."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    retriable: ClassVar[bool] = False

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        """Keep the message and, where input was wrong, what is wrong with each field."""
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class UnauthenticError(TransomError):
    """The request does not prove who sent it."""

    code = "unauthentic"
    status = 401


class UntimelyError(UnauthenticError):
    """The request was signed at another time: it proves itself as of then, if at all."""

    def __init__(self, message: str, signed_at: datetime) -> None:
        super().__init__(message)
        self.signed_at = signed_at


class UnknownKeyError(UnauthenticError):
    """The request names a key that is not at hand: its sender may have changed it."""


class ForbiddenError(TransomError):
    """The caller is known, and may not do this."""

    code = "forbidden"
    status = 403


class NotFoundError(TransomError):
    """There is no such thing, or none that the caller may see."""

    code = "not_found"
    status = 404


class ConflictError(TransomError):
    """The thing changed, or exists already; read it again and decide anew."""

    code = "conflict"
    status = 409


class DuplicateError(ConflictError):
    """The provider's message was stored before."""

    code = "duplicate"


class StaleError(ConflictError):
    """`If-Match` named a version that is no longer the present one."""

    code = "stale"
    status = 412


class PreconditionRequiredError(TransomError):
    """The change must say which version it is meant for."""

    code = "precondition_required"
    status = 428


class TooLargeError(TransomError):
    """The body is over the limit."""

    code = "too_large"
    status = 413


class InvalidError(TransomError):
    """The input was read, and is wrong; `fields` names where."""

    code = "invalid"
    status = 422


class UnreadableError(TransomError):
    """An authentic request that its channel does not understand: kept in quarantine."""

    code = "unreadable"
    status = 422


class ThrottledError(TransomError):
    """Too many requests; try again later."""

    code = "throttled"
    status = 429
    retriable = True


class UnavailableError(TransomError):
    """A service that Transom needs does not answer."""

    code = "unavailable"
    status = 503
    retriable = True
