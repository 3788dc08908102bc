"""Posts an answer as a reply within the comment's thread."""

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.youtube import api
from channels.youtube.channel import MANIFEST
from transom.channel import Accepted, Connection, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
from transom.core.split import split
from transom.errors import ForbiddenError, UnavailableError
from transom.model.base import Frozen
from transom.provider import google
from transom.provider.calls import MAX_RETRY_SECONDS, RETRY_SECONDS, call, in_order, refusal

MAX_TEXT = MANIFEST.max_text or 10_000


class Posted(Frozen):
    """The reply as YouTube keeps it."""

    id: str = Field(min_length=1)


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Post the answer in as many replies as it takes."""
    thread = message.door.address
    return in_order(split(message.text, MAX_TEXT), lambda part: _post(_reply(thread, part), connection, http))


def _reply(thread: str, text: str) -> dict[str, JsonValue]:
    return {"snippet": {"parentId": thread, "textOriginal": text}}


def _post(reply: dict[str, JsonValue], connection: Connection, http: httpx.Client) -> Receipt:
    try:
        headers = api.headers(connection, http)
    except ForbiddenError as error:
        return Refused(reason=error.message)
    except UnavailableError as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=error.message)
    url = f"{api.base(connection)}/comments"
    return call(
        lambda: http.post(url, params={"part": "snippet"}, json=reply, headers=headers),
        lambda response: _receipt(response, connection),
    )


def _receipt(response: httpx.Response, connection: Connection) -> Receipt:
    if not response.is_success:
        return _refused(response, connection)
    try:
        return Accepted(provider_message_ids=(Posted.model_validate_json(response.content).id,))
    except ValidationError:
        return OutcomeLost(reason="the answer is unreadable")


def _refused(response: httpx.Response, connection: Connection) -> Receipt:
    told = google.trouble(response)
    if response.status_code == httpx.codes.UNAUTHORIZED:
        google.forget(connection)
        return RetryAfter(seconds=RETRY_SECONDS, reason=told.message)
    if google.is_quota(told):
        return RetryAfter(seconds=MAX_RETRY_SECONDS, reason=told.message, is_limit=True)
    return refusal(response, told.message)
