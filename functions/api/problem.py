"""Errors as RFC 9457 problem documents."""

from http import HTTPStatus

from chalice.app import Response

from api.views import FieldProblem, Problem
from transom.errors import TransomError, UnauthenticError

RETRY_SECONDS = 5
MIME = "application/problem+json"


def problem(error: TransomError) -> Response:
    """Return the response that tells of an error."""
    body = Problem(
        type=f"urn:transom:problem:{error.code}",
        title=HTTPStatus(error.status).phrase,
        status=error.status,
        detail=error.message,
        code=error.code,
        errors=tuple(FieldProblem(field=field, message=message) for field, message in error.fields.items()),
    )
    return Response(body=body.model_dump_json(), status_code=error.status, headers={"Content-Type": MIME} | _hints(error))


def _hints(error: TransomError) -> dict[str, str]:
    if isinstance(error, UnauthenticError):
        return {"WWW-Authenticate": "Bearer"}
    return {"Retry-After": str(RETRY_SECONDS)} if error.retriable else {}
