"""Mailboxes of Gmail's."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest
from pydantic import JsonValue

from mail_pull.gmail import Cursor, pull
from mail_pull.source import MAX_MAIL, Mark, Oversized, Pulled, Step
from transom.channel import Connection
from transom.errors import ForbiddenError, TransomError, UnavailableError
from transom.http import new_client
from transom.provider import google
from transom.testing.fakes import Outbox

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
BEGUN = datetime(2026, 11, 1, tzinfo=UTC)
CONNECTION = Connection(
    id="mail",
    channel="email",
    settings={"address": "support@northwind.example", "client_id": "app"},
    secret={"client_secret": "hush", "refresh_token": "1//r"},
)
PLACE = "support@northwind.example/INBOX"

type Answer = Callable[[httpx.Request], httpx.Response]


def gmail(answer: Answer) -> Outbox:
    """Return Gmail, with a token for whoever asks, whose mails say their ids."""
    google.forget(CONNECTION)
    grant = httpx.Response(200, json={"access_token": "t", "expires_in": 3599})

    def answered(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return grant
        if "/messages/" in request.url.path and (name := request.url.path.rpartition("/")[2]) != "gone":
            return httpx.Response(200, json={"raw": urlsafe_b64encode(name.encode()).decode().rstrip("=")})
        return answer(request)

    return Outbox(answered)


def steps(outbox: Outbox, cursor: str = "", max_body: int = MAX_MAIL) -> list[Step]:
    """Return what a pull gives."""
    return list(pull(CONNECTION, cursor, new_client(outbox.transport(), max_body=max_body), NOW))


def told(found: list[Step]) -> list[bytes | str]:
    """Return the mails, and the marks by how far they go."""
    return [
        each.content if isinstance(each, Pulled) else known(each).history if isinstance(each, Mark) else each.name
        for each in found
    ]


def known(mark: Step) -> Cursor:
    """Return a mark's cursor."""
    assert isinstance(mark, Mark)
    return Cursor.model_validate_json(mark.cursor)


def at(history: str, page: str | None = None) -> str:
    """Return a cursor."""
    return Cursor(place=PLACE, history=history, since=BEGUN, page=page).model_dump_json()


def changes(**by_id: str) -> list[JsonValue]:
    """Return entries of the history, such as `_101="a"`."""
    return [{"id": key[1:], "messagesAdded": [{"message": {"id": name}}]} for key, name in by_id.items()]


def test_the_first_time_begins_now() -> None:
    """What is there already stays there: only the history's place is asked for."""
    outbox = gmail(lambda _: httpx.Response(200, json={"historyId": "100", "emailAddress": "x"}))
    [mark] = steps(outbox)
    assert known(mark) == Cursor(place=PLACE, history="100", since=NOW)
    assert [request.url.path for request in outbox.requests] == ["/token", "/gmail/v1/users/me/profile"]


def test_the_history_is_followed_over_its_pages() -> None:
    """Each moment of it is marked after its mails; one that was removed meanwhile is none."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/gone"):
            return httpx.Response(404)
        if "pageToken" in request.url.params:
            return httpx.Response(200, json={"history": changes(_103="c"), "historyId": "110"})
        news = changes(_101="a", _102="gone")
        return httpx.Response(200, json={"history": news, "historyId": "110", "nextPageToken": "2"})

    outbox = gmail(answer)
    assert told(steps(outbox, at("100"))) == [b"a", "101", "102", b"c", "103", "110"]
    asked = outbox.requests[1].url.params
    assert (asked["startHistoryId"], asked["labelId"], asked["historyTypes"]) == ("100", "INBOX", "messageAdded")


def test_nothing_new_moves_nothing() -> None:
    """Nor is anything written."""
    assert steps(gmail(lambda _: httpx.Response(200, json={"historyId": "100"})), at("100")) == []


def test_an_id_that_is_too_old_lets_all_be_listed_since_the_beginning() -> None:
    """And the history goes on from where it stood before the list."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/history"):
            return httpx.Response(404)
        if request.url.path.endswith("/profile"):
            return httpx.Response(200, json={"historyId": "900"})
        if request.url.params.get("pageToken") == "2":
            return httpx.Response(200, json={"messages": [{"id": "a"}]})
        return httpx.Response(200, json={"messages": [{"id": "b"}], "nextPageToken": "2"})

    outbox = gmail(answer)
    found = steps(outbox, at("100"))
    assert told(found) == [b"b", "900", b"a", "900"]
    assert [known(each).page for each in found if isinstance(each, Mark)] == ["2", None]
    listing = next(request for request in outbox.requests if request.url.path.endswith("/messages"))
    assert listing.url.params["q"] == f"after:{int(BEGUN.timestamp())}"


def test_a_list_goes_on_where_it_ended() -> None:
    """Over as many runs as it takes."""
    outbox = gmail(lambda _: httpx.Response(200, json={"messages": [{"id": "a"}]}))
    assert told(steps(outbox, at("900", "2"))) == [b"a", "900"]
    assert outbox.requests[1].url.params["pageToken"] == "2"


def test_a_page_that_is_not_known_any_more_lets_the_list_begin_anew() -> None:
    """It does not stand still for ever."""

    def answer(request: httpx.Request) -> httpx.Response:
        if "pageToken" in request.url.params:
            return httpx.Response(400)
        return httpx.Response(200, json={"messages": [{"id": "a"}]})

    assert told(steps(gmail(answer), at("900", "2"))) == ["900", b"a", "900"]


@pytest.mark.parametrize("max_body", [190, MAX_MAIL])
def test_a_mail_that_is_too_large_is_named(max_body: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether its reading was broken off or it was read."""
    monkeypatch.setattr("mail_pull.gmail.MAX_MAIL", 100)
    name = "x" * 150
    outbox = gmail(lambda _: httpx.Response(200, json={"history": changes(_101=name), "historyId": "101"}))
    assert steps(outbox, at("100"), max_body)[0] == Oversized(name=f"a mail of Gmail's, {name},")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(401), UnavailableError),
        (httpx.Response(403), ForbiddenError),
        (httpx.Response(500), UnavailableError),
        (httpx.Response(200, text="no"), UnavailableError),
    ],
)
def test_refusals_are_told(answer: httpx.Response, error: type[TransomError]) -> None:
    """An administrator mends it, or it passes."""
    with pytest.raises(error):
        steps(gmail(lambda _: answer), at("100"))


def test_what_is_no_base64_is_told() -> None:
    """It is no mail."""
    outbox = gmail(lambda _: httpx.Response(200, json={"history": changes(_1="gone"), "historyId": "1", "raw": "a"}))
    with pytest.raises(UnavailableError, match="base64"):
        steps(outbox, at("0"))
