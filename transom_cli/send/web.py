"""The HTTP client of a customer's program."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from transom.errors import InvalidError, NotFoundError, TransomError, UnauthenticError, UnavailableError
from transom.model import Frozen

PATIENCE_SECONDS = 120
"""On a busy laptop the first start of a function takes some."""
_ERRORS: dict[int, type[TransomError]] = {401: UnauthenticError, 404: NotFoundError}


class Problem(Frozen):
    """What the desk says of a request that it refuses."""

    title: str = ""
    detail: str = ""


@contextmanager
def browser() -> Iterator[httpx.Client]:
    """Return a client whose failures are told in one sentence."""
    try:
        with httpx.Client(timeout=PATIENCE_SECONDS, event_hooks={"response": [_check]}) as client:
            yield client
    except httpx.ReadTimeout as error:
        where = error.request.url.path
        raise UnavailableError(
            f"{where} has not answered within {PATIENCE_SECONDS} s; `make logs` shows why."
        ) from error
    except httpx.TransportError as error:
        where = f"{error.request.url.host}:{error.request.url.port}"
        raise UnavailableError(f"Nothing answers at {where}; is the local stack up? `make up` starts it.") from error


def _check(response: httpx.Response) -> None:
    if response.is_success:
        return
    response.read()
    kind = UnavailableError if response.is_server_error else _ERRORS.get(response.status_code, InvalidError)
    raise kind(f"{response.url.path} answered {response.status_code}{_reason(response)}.")


def _reason(response: httpx.Response) -> str:
    try:
        problem = Problem.model_validate_json(response.content)
    except ValueError:
        return ""
    said = problem.detail or problem.title
    return f": {said.rstrip('.')}" if said else ""
