"""Asks the Play Developer API for new reviews; it knows those of the last seven days."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx

from channels.googleplay import api
from channels.googleplay.reviews import Contents
from transom.channel import Connection, Polled, Request
from transom.errors import UnavailableError
from transom.provider import google
from transom.provider.reading import read

PAGE = 100
MAX_PAGES = 20


def poll(connection: Connection, cursor: str, http: httpx.Client) -> Polled:
    """Return the pages that hold news; the cursor is when the newest known review was written, in Unix seconds."""
    known = int(cursor or 0)
    pages = list(_fresh(connection, known, http))
    now = datetime.now(UTC)
    return Polled(
        requests=tuple(Request(method="GET", body=body, received_at=now) for body, _ in reversed(pages)),
        cursor=str(max((at for _, at in pages), default=known) or ""),
    )


def _fresh(connection: Connection, known: int, http: httpx.Client) -> Iterator[tuple[bytes, int]]:
    """Turn the pages, newest first, until one holds nothing new."""
    query = {"maxResults": str(PAGE)}
    for _ in range(MAX_PAGES):
        body = _page(connection, query, http)
        page = read(Contents, body, "list of reviews")
        if page.newest <= known:
            return
        yield body, page.newest
        if not page.pagination.next:
            return
        query["token"] = page.pagination.next


def _page(connection: Connection, query: dict[str, str], http: httpx.Client) -> bytes:
    headers = api.headers(connection, http)
    try:
        response = http.get(api.reviews(connection), params=query, headers=headers)
    except httpx.HTTPError as error:
        raise UnavailableError(f"Google Play does not answer: {type(error).__name__}") from None
    if response.status_code == httpx.codes.UNAUTHORIZED:
        google.forget(connection)
    if not response.is_success:
        raise UnavailableError(f"Google Play does not list the reviews: {google.trouble(response).message}")
    return response.content
