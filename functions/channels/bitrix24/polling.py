"""Fetches the events that waited in the portal: those which it posts, it posts once, and never again."""

from datetime import UTC, datetime

import httpx
from pydantic import JsonValue

from channels.bitrix24 import api
from channels.bitrix24.events import ADDED, Page, fetched
from transom.channel import Connection, Polled, Request
from transom.errors import TransomError, UnavailableError
from transom.provider.reading import read, right

PAGE = 50


def poll(connection: Connection, cursor: str, http: httpx.Client) -> Polled:
    """Return the events that waited; the cursor names the batch, which the next poll clears."""
    if cursor:
        _call(connection, "event.offline.clear", {"process_id": cursor}, http)
    body = _call(connection, "event.offline.get", {"clear": 0, "limit": PAGE}, http)
    batch = read(Page, body, "list of events").result
    if not batch.events:
        return Polled(requests=(), cursor="")
    _confirm(connection, body, http)
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


def _confirm(connection: Connection, body: bytes, http: httpx.Client) -> None:
    """Tell the operators that their messages have arrived; it is no loss when that fails."""
    try:
        told = [event.told for event in right(fetched(body)) if event.name == ADDED and event.is_of(connection)]
        messages = [api.delivered(item.im.key, item.chat.id) for each in told for item in right(each.messages)]
        if messages:
            _call(connection, "imconnector.send.status.delivery", api.on_line(connection, messages), http)
    except TransomError:
        return
