"""Asks the YouTube Data API for new comments, and for the replies to known ones."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Self

import httpx
from pydantic import ValidationError

from channels.youtube import api
from channels.youtube.comments import CommentPage, Thread, ThreadPage
from transom.channel import Connection, Polled, Request
from transom.model.base import Frozen
from transom.provider.reading import Moment, read, right

PAGE = 100
MAX_PAGES = 10


class Cursor(Frozen):
    """What is known: the newest thread; of each of the newest ones how many replies it has, and its last change."""

    newest: Moment | None = None
    replies: dict[str, int] = {}
    changed: dict[str, Moment] = {}

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a cursor; one that is none begins anew."""
        try:
            return cls.model_validate_json(text)
        except ValidationError:
            return cls()


def poll(connection: Connection, cursor: str, http: httpx.Client) -> Polled:
    """Return the pages that hold news; a thread with more replies than its page holds is read whole."""
    known = Cursor.of(cursor)
    bodies: list[bytes] = []
    threads: list[Thread] = []
    for body, page in _pages(connection, known, http):
        if any(_is_news(thread, known) for thread in right(page.items)):
            bodies.append(body)
        threads.extend(right(page.items))
    for thread in threads:
        if not thread.is_whole and _is_news(thread, known):
            bodies.extend(_replies(connection, thread, http))
    now = datetime.now(UTC)
    requests = tuple(Request(method="GET", body=body, received_at=now) for body in bodies)
    return Polled(requests=requests, cursor=_seen(threads, known).model_dump_json())


def _is_news(thread: Thread, known: Cursor) -> bool:
    is_new = known.newest is None or thread.snippet.top.snippet.published_at > known.newest
    has_grown = thread.snippet.count != known.replies.get(thread.id, thread.snippet.count)
    return is_new or has_grown or thread.changed_at > known.changed.get(thread.id, thread.changed_at)


def _seen(threads: list[Thread], known: Cursor) -> Cursor:
    published = [thread.snippet.top.snippet.published_at for thread in threads]
    return Cursor(
        newest=max(published, default=known.newest),
        replies={thread.id: thread.snippet.count for thread in threads[:PAGE]},
        changed={thread.id: thread.changed_at for thread in threads[:PAGE]},
    )


def _pages(connection: Connection, known: Cursor, http: httpx.Client) -> Iterator[tuple[bytes, ThreadPage]]:
    """Turn the pages, newest first, until one holds a known thread; the very first time one page is enough."""
    query = {
        "part": "snippet,replies",
        "allThreadsRelatedToChannelId": connection.settings.get("channel_id", ""),
        "order": "time",
        "textFormat": "plainText",
        "maxResults": str(PAGE),
    }
    for _ in range(MAX_PAGES):
        body = api.page(connection, "commentThreads", query, http)
        page = read(ThreadPage, body, "page of comment threads")
        yield body, page
        published = [thread.snippet.top.snippet.published_at for thread in right(page.items)]
        if not page.next or known.newest is None or min(published, default=known.newest) <= known.newest:
            return
        query["pageToken"] = page.next


def _replies(connection: Connection, thread: Thread, http: httpx.Client) -> Iterator[bytes]:
    query = {"part": "snippet", "parentId": thread.id, "textFormat": "plainText", "maxResults": str(PAGE)}
    for _ in range(MAX_PAGES):
        body = api.page(connection, "comments", query, http)
        yield body
        following = read(CommentPage, body, "page of comments").next
        if not following:
            return
        query["pageToken"] = following
