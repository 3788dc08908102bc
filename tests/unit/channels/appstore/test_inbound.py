"""App Store reviews."""

from datetime import UTC, datetime

import httpx
import pytest

from channels.appstore.inbound import handshake, parse, verify
from channels.appstore.polling import poll
from tests.samples import page_request, sample_connection
from transom.channel import InboundMessage
from transom.errors import UnauthenticError, UnavailableError
from transom.http import new_client
from transom.model import Audience
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("appstore")


def messages(case: str) -> list[InboundMessage]:
    """Return the reviews of a sample."""
    events = parse(page_request(f"appstore/{case}"), CONNECTION)
    return [event for event in events if isinstance(event, InboundMessage)]


def test_a_review_begins_with_its_stars_and_its_title() -> None:
    """The body is beneath, the conversation is the review's, and everybody can read it."""
    [review] = messages("text")
    assert review.text.splitlines()[0] == "★★★☆☆ Almost good"
    assert review.text.endswith("Where is my order 10428?")
    assert review.subject is None
    assert review.door.address == "00000031-8a4c-0f12-77b2-5d1e00000000"
    assert (review.sender.name, review.audience) == ("ana_k", Audience.PUBLIC)
    assert review.occurred_at == datetime(2026, 11, 16, 9, 10, 5, tzinfo=UTC)


def test_the_oldest_review_comes_first() -> None:
    """A page has the newest first; a review may lack title and body."""
    assert [review.text.splitlines()[0] for review in messages("several")] == [
        "★☆☆☆☆",
        "★★★★★ Отлично!",
        "★★★☆☆ Almost good",
    ]


def test_a_review_written_anew_is_another_message_of_the_same_conversation() -> None:
    """Its id is the same, its time is not."""
    [first], [second] = messages("text"), messages("rewritten")
    assert first.door == second.door
    assert first.provider_message_id != second.provider_message_id


def test_nobody_calls() -> None:
    """Whoever posts to the channel's address is not the App Store."""
    request = page_request("appstore/text")
    assert handshake(request, CONNECTION) is None
    with pytest.raises(UnauthenticError):
        verify(request, CONNECTION)


def pages(*cases: str) -> Outbox:
    """Return App Store Connect with these pages, whatever is asked."""
    left = list(cases)
    return Outbox(lambda _: httpx.Response(200, content=page_request(f"appstore/{left.pop(0)}").body))


def test_the_first_poll_takes_one_page() -> None:
    """Older reviews than the newest hundred are not asked for."""
    outbox = pages("several")
    polled = poll(CONNECTION, "", new_client(outbox.transport()))
    assert [request.body for request in polled.requests] == [page_request("appstore/several").body]
    assert polled.cursor == "2026-11-16T01:10:05-08:00"
    [request] = outbox.requests
    assert request.url.path == "/v1/apps/1234567890/customerReviews"


def test_pages_are_turned_until_nothing_is_new() -> None:
    """The next page is asked for on our own address, by the query alone."""
    outbox = pages("several", "none")
    polled = poll(CONNECTION, "2026-11-15T00:00:00+00:00", new_client(outbox.transport()))
    assert len(polled.requests) == 1
    assert outbox.requests[1].url.params["cursor"] == "AMj6dQ.AAAAZA"
    assert outbox.requests[1].url.host == "api.appstoreconnect.apple.com"


def test_what_is_known_is_not_taken_again() -> None:
    """A page without news makes no request, and the cursor stays."""
    cursor = "2026-11-16T01:10:05-08:00"
    polled = poll(CONNECTION, cursor, new_client(pages("several").transport()))
    assert (polled.requests, polled.cursor) == ((), cursor)


def test_a_refusal_is_asked_again_later() -> None:
    """The reason is Apple's own."""
    outbox = Outbox(lambda _: httpx.Response(403, json={"errors": [{"title": "Forbidden", "detail": "No role."}]}))
    with pytest.raises(UnavailableError, match=r"No role\."):
        poll(CONNECTION, "", new_client(outbox.transport()))
