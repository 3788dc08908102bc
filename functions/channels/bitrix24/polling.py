"""Fetches the events that waited in the portal: those which it posts, it posts once, and never again."""

from datetime import UTC, datetime

import httpx
from pydantic import JsonValue

from channels.bitrix24 import api
from channels.bitrix24.events import Page
from transom.channel import Connection, Polled, Request
from transom.errors import UnavailableError
from transom.provider.reading import read

PAGE = 50


def poll(connection: Connection, cursor: str, http: httpx.Client) -> Polled:
    """Return the events that waited; the cursor names the batch, which the next poll clears."""
    if cursor:
        _call(connection, "event.offline.clear", {"process_id": cursor}, http)
    body = _call(connection, "event.offline.get", {"clear": 0, "limit": PAGE}, http)
    batch = read(Page, body, "list of events").result
    if not batch.events:
        return Polled(requests=(), cursor="")
    request = Request(method="GET", body=body, received_at=datetime.now(UTC))
    return Polled(requests=(request,), cursor=batch.process_id or "")


def _call(connection: Connection, method: str, fields: dict[str, JsonValue], http: httpx.Client) -> bytes:
    try:
        response = api.post(connection, method, fields, http)
    except httpx.HTTPError as error:
        raise UnavailableError(f"Bitrix24 does not answer: {type(error).__name__}") from None
    if not response.is_success:
        raise UnavailableError(f"Bitrix24 refuses {method}: {api.Failure.of(response).error_description}")
    return response.content
