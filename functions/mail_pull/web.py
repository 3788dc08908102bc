"""Calls of a mailbox's API, and what its refusals mean."""

from collections.abc import Mapping

import httpx
from pydantic import BaseModel, ValidationError

from transom.errors import ForbiddenError, NotFoundError, TransomError, UnavailableError


def get(
    http: httpx.Client, url: str, headers: Mapping[str, str], query: Mapping[str, str | int] | None = None
) -> httpx.Response:
    """Return an answer of any status; raises `UnavailableError` when there is none, `TooLargeError` over the limit."""
    try:
        return http.get(url, headers=dict(headers), params=query)
    except httpx.HTTPError as error:
        raise UnavailableError(f"the mailbox does not answer: {type(error).__name__}") from None


def read[Model: BaseModel](model: type[Model], response: httpx.Response) -> Model:
    """Return the model in an answer; raises what its status means."""
    if not response.is_success:
        raise refusal(response)
    try:
        return model.model_validate_json(response.content)
    except ValidationError:
        raise UnavailableError("the mailbox answers something else than it documents") from None


def refusal(response: httpx.Response) -> TransomError:
    """Return what a status that is no success means."""
    match response.status_code:
        case httpx.codes.FORBIDDEN:
            return ForbiddenError("the mailbox does not let the desk in: check what it may read")
        case httpx.codes.NOT_FOUND:
            return NotFoundError("there is no such mailbox or folder")
        case status:
            return UnavailableError(f"the mailbox does not answer: HTTP {status}")
