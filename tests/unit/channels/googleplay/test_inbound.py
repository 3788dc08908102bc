"""Google Play reviews."""

import httpx
import pytest

from channels.googleplay.inbound import handshake, parse, verify
from channels.googleplay.polling import poll
from tests.samples import page_request, sample_connection
from transom.channel import InboundMessage
from transom.errors import UnauthenticError
from transom.http import new_client
from transom.model import Audience
from transom.provider import google
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("googleplay")


def messages(case: str) -> list[InboundMessage]:
    """Return the reviews of a sample."""
    events = parse(page_request(f"googleplay/{case}"), CONNECTION)
    return [event for event in events if isinstance(event, InboundMessage)]


def test_a_review_begins_with_its_stars_and_its_title() -> None:
    """A tab parts title and body; the language is the phone's."""
    [review] = messages("text")
    assert review.text.splitlines()[0] == "★★★☆☆ Almost good"
    assert review.text.endswith("Where is my order 10428?")
    assert (review.subject, review.audience) == (None, Audience.PUBLIC)
    assert (review.sender.name, review.sender.language) == ("Ana Kowalska", "pl")
    assert review.provider_message_id == f"{review.door.address}@1794820340"


def test_the_oldest_review_comes_first_and_may_have_no_title() -> None:
    """The stars have the first line then; the author may have no name."""
    oldest, _ = messages("several")
    assert oldest.text == "★★★★★\nWszystko super 👍"
    assert oldest.sender.name == ""


def test_our_own_reply_is_no_message() -> None:
    """The review was written anew after it, and is another message."""
    [review] = messages("answered")
    assert review.text.startswith("★★★★★ Good now")
    assert review.provider_message_id != messages("text")[0].provider_message_id


def test_the_original_is_taken_of_what_google_translates() -> None:
    """The agent reads what was written."""
    assert messages("translated")[0].text == "★☆☆☆☆\nStürzt beim Start ab"


def test_nobody_calls() -> None:
    """Whoever posts to the channel's address is not Google Play."""
    request = page_request("googleplay/text")
    assert handshake(request, CONNECTION) is None
    with pytest.raises(UnauthenticError):
        verify(request, CONNECTION)


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare each test the signing with RSA."""
    monkeypatch.setitem(google._tokens, CONNECTION.id, ("ya29.t", float("inf")))


def play(*cases: str) -> Outbox:
    """Return Google Play with these pages, whatever is asked."""
    left = list(cases)
    return Outbox(lambda _: httpx.Response(200, content=page_request(f"googleplay/{left.pop(0)}").body))


def test_pages_are_turned_until_nothing_is_new() -> None:
    """The cursor is the newest review's time; the older page is taken in first."""
    outbox = play("several", "translated", "none")
    polled = poll(CONNECTION, "1794820310", new_client(outbox.transport()))
    assert [request.body for request in polled.requests] == [page_request("googleplay/several").body]
    assert polled.cursor == "1794820340"
    assert [request.url.params.get("token") for request in outbox.requests] == [None, "CAESBQ=="]


def test_what_is_known_is_not_taken_again() -> None:
    """A page without news makes no request, and the cursor stays; an app without reviews has no cursor."""
    polled = poll(CONNECTION, "1794820340", new_client(play("text").transport()))
    assert (polled.requests, polled.cursor) == ((), "1794820340")
    assert poll(CONNECTION, "", new_client(play("none").transport())).cursor == ""
