"""Asks App Store Connect for new reviews: its webhooks tell of none."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

import httpx

from channels.appstore import api
from channels.appstore.reviews import Contents
from transom.channel import Connection, Polled, Request
from transom.errors import UnavailableError
from transom.provider.reading import read

PAGE = 100
MAX_PAGES = 20


def poll(connection: Connection, cursor: str, http: httpx.Client) -> Polled:
    """Return the pages that hold news; the cursor is when the newest known review was written."""
    known = datetime.fromisoformat(cursor) if cursor else None
    pages = list(_fresh(connection, known, http))
    newest = max((at for _, at in pages), default=known)
    now = datetime.now(UTC)
    return Polled(
        requests=tuple(Request(method="GET", body=body, received_at=now) for body, _ in reversed(pages)),
        cursor=newest.isoformat() if newest else cursor,
    )


def _fresh(connection: Connection, known: datetime | None, http: httpx.Client) -> Iterator[tuple[bytes, datetime]]:
    """Turn the pages, newest first, until one holds nothing new; the very first time one page is enough."""
    query = {"sort": "-createdDate", "limit": str(PAGE)}
    for _ in range(MAX_PAGES):
        body = _page(connection, query, http)
        page = read(Contents, body, "list of reviews")
        newest = page.newest
        if newest is None or (known and newest <= known):
            return
        yield body, newest
        if not page.links.next or known is None:
            return
        # only the query is taken over: the proof goes to no address that an answer names
        query = dict(httpx.URL(page.links.next).params)


def _page(connection: Connection, query: dict[str, str], http: httpx.Client) -> bytes:
    app = quote(connection.settings.get("app_id", ""), safe="")
    url = api.address(connection, f"apps/{app}/customerReviews")
    try:
        response = http.get(url, params=query, headers=api.headers(connection))
    except httpx.HTTPError as error:
        raise UnavailableError(f"App Store Connect does not answer: {type(error).__name__}") from None
    if not response.is_success:
        raise UnavailableError(f"App Store Connect does not list the reviews: {api.reason(response)}")
    return response.content
