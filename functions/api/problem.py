"""Errors as RFC 9457 problem documents."""

from chalice.app import Response

from api.views import Problem
from transom.errors import TransomError, UnauthenticError

RETRY_SECONDS = 5
MIME = "application/problem+json"


def problem(error: TransomError) -> Response:
    """Return the response that tells of an error."""
    headers: dict[str, str | list[str]] = {"Content-Type": MIME, "Cache-Control": "no-store"}
    if isinstance(error, UnauthenticError):
        headers["WWW-Authenticate"] = "Bearer"
    if error.retriable:
        headers["Retry-After"] = str(RETRY_SECONDS)
    return Response(body=Problem.of(error).model_dump_json(), status_code=error.status, headers=headers)
