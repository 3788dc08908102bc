"""Posts an answer as the reply to a review."""

from urllib.parse import quote

import httpx
from pydantic import ValidationError

from channels.googleplay import api
from channels.googleplay.channel import MANIFEST
from channels.googleplay.reviews import Timestamp
from transom.channel import Accepted, Connection, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
from transom.core.split import width
from transom.errors import ForbiddenError, UnavailableError
from transom.model.base import Frozen
from transom.provider import google
from transom.provider.calls import MAX_RETRY_SECONDS, RETRY_SECONDS, call, refusal

MAX_TEXT = MANIFEST.max_text or 350


class Result(Frozen):
    """The reply as Google Play keeps it."""

    lastEdited: Timestamp  # noqa: N815 - Google's name


class Reply(Frozen):
    """The body of an answer."""

    result: Result


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Post the answer; an earlier reply to the same review gives way to it."""
    text = message.text.strip()
    if hindrance := _hindrance(text):
        return Refused(reason=hindrance)
    try:
        headers = api.headers(connection, http)
    except ForbiddenError as error:
        return Refused(reason=error.message)
    except UnavailableError as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=error.message)
    review = message.door.address
    url = f"{api.reviews(connection)}/{quote(review, safe=':')}:reply"
    return call(
        lambda: http.post(url, json={"replyText": text}, headers=headers),
        lambda response: _receipt(response, review, connection),
    )


def _hindrance(text: str) -> str:
    if not text:
        return "there is nothing to send"
    if width(text) > MAX_TEXT:
        return f"a reply to a review has at most {MAX_TEXT} characters, this one has {width(text)}"
    return ""


def _receipt(response: httpx.Response, review: str, connection: Connection) -> Receipt:
    if not response.is_success:
        return _refused(response, connection)
    try:
        edited = Reply.model_validate_json(response.content).result.lastEdited.seconds
    except ValidationError:
        return OutcomeLost(reason="the answer is unreadable")
    return Accepted(provider_message_ids=(f"{review}@reply@{edited}",))


def _refused(response: httpx.Response, connection: Connection) -> Receipt:
    told = google.trouble(response)
    if response.status_code == httpx.codes.UNAUTHORIZED:
        google.forget(connection)
        return RetryAfter(seconds=RETRY_SECONDS, reason=told.message)
    if google.is_quota(told):
        return RetryAfter(seconds=MAX_RETRY_SECONDS, reason=told.message, is_limit=True)
    return refusal(response, told.message)
