"""Posts an answer as the review's response."""

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.appstore import api
from channels.appstore.channel import MANIFEST
from transom.channel import Accepted, Connection, OutboundMessage, OutcomeLost, Receipt, Refused
from transom.errors import ForbiddenError
from transom.model.base import Frozen
from transom.provider.calls import call, refusal

MAX_TEXT = MANIFEST.max_text or 5970


class Posted(Frozen):
    """The response as the App Store keeps it."""

    id: str = Field(min_length=1)


class Reply(Frozen):
    """The body of an answer."""

    data: Posted


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Post the answer; an earlier response to the same review gives way to it."""
    text = message.text.strip()
    if hindrance := _hindrance(text):
        return Refused(reason=hindrance)
    try:
        headers = api.headers(connection)
    except ForbiddenError as error:
        return Refused(reason=error.message)
    url = api.address(connection, "customerReviewResponses")
    return call(lambda: http.post(url, json=_response(message.door.address, text), headers=headers), _receipt)


def _hindrance(text: str) -> str:
    if not text:
        return "there is nothing to send"
    if len(text) > MAX_TEXT:
        return f"a response to a review has at most {MAX_TEXT} characters, this one has {len(text)}"
    return ""


def _response(review: str, text: str) -> dict[str, JsonValue]:
    return {
        "data": {
            "type": "customerReviewResponses",
            "attributes": {"responseBody": text},
            "relationships": {"review": {"data": {"type": "customerReviews", "id": review}}},
        }
    }


def _receipt(response: httpx.Response) -> Receipt:
    if not response.is_success:
        return refusal(response, api.reason(response))
    try:
        return Accepted(provider_message_ids=(Reply.model_validate_json(response.content).data.id,))
    except ValidationError:
        return OutcomeLost(reason="the answer is unreadable")
