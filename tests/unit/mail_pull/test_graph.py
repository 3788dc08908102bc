"""Mailboxes of Microsoft 365."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest
from pydantic import JsonValue

from mail_pull.graph import BASE, Cursor, pull
from mail_pull.source import MAX_MAIL, Mark, Oversized, Pulled, Step
from transom.channel import Connection
from transom.errors import ForbiddenError, NotFoundError, TransomError, UnavailableError
from transom.http import new_client
from transom.provider import microsoft
from transom.testing.fakes import Outbox

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
CONNECTION = Connection(
    id="mail",
    channel="email",
    settings={"address": "support@northwind.example", "tenant": "northwind.example", "client_id": "app"},
    secret={"client_secret": "hush"},
)
INBOX = "/users/support%40northwind.example/mailFolders/inbox"
DELTA = f"{BASE}{INBOX}/messages/delta?$deltatoken=1"

type Answer = Callable[[httpx.Request], httpx.Response]


def graph(answer: Answer) -> Outbox:
    """Return Microsoft Graph, with a token for whoever asks."""
    microsoft.forget(CONNECTION)
    grant = httpx.Response(200, json={"access_token": "t", "expires_in": 3599})
    return Outbox(lambda request: grant if request.method == "POST" else answer(request))


def steps(outbox: Outbox, cursor: str = "", max_body: int = MAX_MAIL) -> list[Step]:
    """Return what a pull gives."""
    return list(pull(CONNECTION, cursor, new_client(outbox.transport(), max_body=max_body), NOW))


def page(*ids: str, following: str = "", gone: str = "") -> httpx.Response:
    """Return a page of changes; without one that follows it is the last."""
    value: list[JsonValue] = [{"id": each} for each in ids]
    if gone:
        value.append({"id": gone, "@removed": {"reason": "deleted"}})
    link = {"@odata.nextLink": following} if following else {"@odata.deltaLink": DELTA}
    return httpx.Response(200, json={"value": value, **link})


def known(link: str = DELTA) -> str:
    """Return a cursor of some days ago."""
    since = datetime(2026, 11, 1, tzinfo=UTC)
    return Cursor(place=INBOX, link=link, since=since).model_dump_json()


def cursor(found: list[Step]) -> Cursor:
    """Return where the next pull goes on."""
    assert isinstance(found[-1], Mark)
    return Cursor.model_validate_json(found[-1].cursor)


def test_the_first_time_begins_now() -> None:
    """With the application's own token, for ids that stay when a mail is moved."""
    outbox = graph(lambda _: page())
    assert cursor(steps(outbox)) == Cursor(place=INBOX, link=DELTA, since=NOW)
    grant, asked = outbox.requests
    assert parse_qs(grant.content.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["app"],
        "client_secret": ["hush"],
        "scope": ["https://graph.microsoft.com/.default"],
    }
    assert grant.url == "https://login.microsoftonline.com/northwind.example/oauth2/v2.0/token"
    assert asked.url.raw_path.decode().startswith("/v1.0/users/support%40northwind.example/mailFolders/inbox/")
    assert asked.url.params["$filter"] == "receivedDateTime ge 2026-11-16T09:00:00Z"
    assert (asked.headers["authorization"], "ImmutableId" in asked.headers["prefer"]) == ("Bearer t", True)


def test_each_page_is_marked_after_its_mails() -> None:
    """What was removed, and what is removed meanwhile, is none; the last link is for the next time."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/$value"):
            name = request.url.path.split("/")[-2]
            return httpx.Response(404) if name == "moved" else httpx.Response(200, content=name.encode())
        second = f"{BASE}{INBOX}/messages/delta?$skiptoken=2"
        return page("b", "moved") if "$skiptoken" in str(request.url) else page("a", following=second, gone="x")

    found = steps(graph(answer), known())
    assert [step.content if isinstance(step, Pulled) else "mark" for step in found] == [b"a", "mark", b"b", "mark"]
    assert isinstance(found[1], Mark)
    assert "skiptoken" in found[1].cursor
    assert cursor(found).link == DELTA


@pytest.mark.parametrize("status", [400, 404, 410])
def test_a_link_that_has_run_out_is_replaced_by_all_since_the_beginning(status: int) -> None:
    """Not by what came since yesterday."""
    outbox = graph(lambda request: httpx.Response(status) if "$deltatoken" in str(request.url) else page())
    assert cursor(steps(outbox, known())).link == DELTA
    assert outbox.requests[-1].url.params["$filter"] == "receivedDateTime ge 2026-11-01T00:00:00Z"


def test_a_cursor_of_another_folder_begins_anew() -> None:
    """The user or the folder was changed."""
    outbox = graph(lambda _: page())
    assert cursor(steps(outbox, known().replace("inbox", "archive"))).since == NOW


@pytest.mark.parametrize("max_body", [1000, MAX_MAIL])
def test_a_mail_that_is_too_large_is_named(max_body: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether its reading was broken off or it was read."""
    monkeypatch.setattr("mail_pull.graph.MAX_MAIL", 1500)
    outbox = graph(
        lambda request: httpx.Response(200, content=b"x" * 2000) if "$value" in str(request.url) else page("a")
    )
    oversized, _ = steps(outbox, known(), max_body)
    assert oversized == Oversized(name="a mail of Microsoft Graph's, a,")


def test_the_token_goes_nowhere_else() -> None:
    """A link that leads away is not followed."""
    outbox = graph(lambda _: page(following="https://graph.microsoft.com.evil.example/v1.0/x"))
    with pytest.raises(UnavailableError):
        steps(outbox, known())
    assert {request.url.host for request in outbox.requests} == {"login.microsoftonline.com", "graph.microsoft.com"}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(403), ForbiddenError),
        (httpx.Response(404), NotFoundError),
        (httpx.Response(429), UnavailableError),
        (httpx.Response(503), UnavailableError),
        (httpx.Response(200, text="<html>"), UnavailableError),
        (httpx.Response(200, json={"value": []}), UnavailableError),
    ],
)
def test_refusals_are_told(answer: httpx.Response, error: type[TransomError]) -> None:
    """An administrator mends it, or it passes."""
    with pytest.raises(error):
        steps(graph(lambda _: answer), known())


def test_a_login_that_was_withdrawn_is_told() -> None:
    """The client secret has ended."""
    microsoft.forget(CONNECTION)
    with pytest.raises(ForbiddenError, match="HTTP 401"):
        steps(Outbox(lambda _: httpx.Response(401)), known())


def test_a_token_that_is_not_taken_is_forgotten() -> None:
    """The next time asks for another."""
    with pytest.raises(UnavailableError):
        steps(graph(lambda _: httpx.Response(401)), known())
    assert CONNECTION.id not in {connection for connection, _ in microsoft._tokens}
