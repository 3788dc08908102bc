"""Faxes that go out."""

from base64 import b64decode
from datetime import UTC, datetime

import httpx
import pytest

from channels.fax.outbound import fetch, send
from transom.channel import (
    Accepted,
    Connection,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.http import new_client
from transom.model import Attachment, Door
from transom.testing.fakes import Outbox

CONNECTION = Connection(
    id="shop-fax",
    channel="fax",
    settings={"number": "+48223070001", "application_id": "77", "base_url": "http://outbox.test/fax"},
    secret={"api_key": "KEY1"},
)
PICTURE = OutboundFile(name="a.png", mime="image/png", content=b"\x89PNG", link="https://desk.test/a.png")
INVOICE = OutboundFile(name="i.pdf", mime="application/pdf", content=b"%PDF", link="https://desk.test/i.pdf")


def queued(_: httpx.Request) -> httpx.Response:
    """Answer as Telnyx does to a fax that it will send."""
    return httpx.Response(202, json={"data": {"id": "fax-1", "status": "queued"}})


def answer(*files: OutboundFile) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="fax", connection="shop-fax", address="+48223340055"),
        text="The invoice",
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def outcome(outbox: Outbox, message: OutboundMessage | None = None) -> Receipt:
    """Send a message to the outbox."""
    return send(message or answer(INVOICE), CONNECTION, new_client(outbox.transport()))


def test_a_pdf_is_faxed_by_its_link() -> None:
    """With our reference, and the key in its header."""
    outbox = Outbox(queued)
    assert outcome(outbox, answer(INVOICE)) == Accepted(provider_message_ids=("fax-1",))
    [request], [body] = outbox.requests, outbox.bodies
    assert str(request.url) == "http://outbox.test/fax/v2/faxes"
    assert request.headers["authorization"] == "Bearer KEY1"
    assert (body["to"], body["from"], body["connection_id"]) == ("+48223340055", "+48223070001", "77")
    assert body["media_url"] == "https://desk.test/i.pdf"
    assert b64decode(str(body["client_state"])).decode() == "ABCD1234.01K0000000000000000000000A"


def test_each_pdf_is_a_fax() -> None:
    """None of them is left out."""
    outbox = Outbox(queued)
    other = INVOICE.model_copy(update={"link": "https://desk.test/j.pdf"})
    assert outcome(outbox, answer(INVOICE, other)) == Accepted(provider_message_ids=("fax-1", "fax-1"))
    assert [body["media_url"] for body in outbox.bodies] == ["https://desk.test/i.pdf", "https://desk.test/j.pdf"]


@pytest.mark.parametrize("files", [(), (PICTURE,), (INVOICE, PICTURE), (INVOICE.model_copy(update={"link": ""}),)])
def test_what_is_no_pdf_is_refused(files: tuple[OutboundFile, ...]) -> None:
    """With whatever else was attached, and without an address that it could be fetched from: nothing is faxed."""
    outbox = Outbox(queued)
    assert isinstance(outcome(outbox, answer(*files)), Refused)
    assert outbox.requests == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            httpx.Response(422, json={"errors": [{"code": "10015", "title": "Invalid", "detail": "no such number"}]}),
            Refused(reason="no such number"),
        ),
        (httpx.Response(429, headers={"retry-after": "9"}), RetryAfter(seconds=9, reason="HTTP 429", is_limit=True)),
        (httpx.Response(504), OutcomeLost(reason="HTTP 504", is_failure=True)),
        (httpx.Response(202, text="ok"), OutcomeLost(reason="the answer is unreadable")),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response, expected: Receipt) -> None:
    """Refusals say what Telnyx says."""
    assert outcome(Outbox(lambda _: given)) == expected


def test_a_fax_is_fetched_without_the_key() -> None:
    """Its address holds its own proof."""
    outbox = Outbox(lambda _: httpx.Response(200, content=b"%PDF"))
    url = "https://s3.amazonaws.com/faxes-prod/user-1/1.pdf?X-Amz-Signature=s"
    document = Attachment(id="document", name="fax.pdf", mime="application/pdf", provider_media_id=url)
    assert fetch(document, CONNECTION, new_client(outbox.transport())).read() == b"%PDF"
    assert "authorization" not in outbox.requests[0].headers
