"""What the desk writes into an open line."""

import json
from datetime import UTC, datetime

import httpx
import pytest

from channels.bitrix24 import api
from channels.bitrix24.outbound import confirm, fetch, send
from tests.samples import sample_connection
from transom.channel import Accepted, OutboundFile, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
from transom.errors import NotFoundError
from transom.http import new_client
from transom.model import Attachment, Door
from transom.provider import renewal
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("bitrix24")
TAKEN = {"result": {"SUCCESS": True, "DATA": {"RESULT": [{"SUCCESS": True, "session": {"ID": "1", "CHAT_ID": "2"}}]}}}
INVOICE = OutboundFile(name="invoice.pdf", mime="application/pdf", content=b"%PDF", link="https://files.example.com/1")


@pytest.fixture(autouse=True)
def _no_token() -> None:
    api.forget(CONNECTION)


def answer(text: str, *files: OutboundFile, references: tuple[str, ...] = ()) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="bitrix24", connection="sample", address="ABCD1234"),
        text=text,
        files=files,
        references=references,
        author_name="Piotr 2 O'Neil-Nowak-Kowalska-Wiśniewska",
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def portal(given: httpx.Response | Exception | None = None, token: httpx.Response | None = None) -> Outbox:
    """Return a portal: a token for whoever asks, and an answer to messages."""

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/token/":
            return token or httpx.Response(200, json={"access_token": "t0", "refresh_token": "r2", "expires_in": 3600})
        if isinstance(given, Exception):
            raise given
        return given or httpx.Response(200, json=TAKEN)

    return Outbox(respond)


def outcome(outbox: Outbox, message: OutboundMessage | None = None) -> Receipt:
    """Send a message."""
    return send(message or answer("On its way."), CONNECTION, new_client(outbox.transport()))


def test_an_answer_goes_into_the_line_with_its_files() -> None:
    """The user is the chat's, the name the agent's as far as Bitrix24 takes it; the token is in no address."""
    outbox = portal()
    assert outcome(outbox, answer("On its way.", INVOICE)) == Accepted(
        provider_message_ids=("01K0000000000000000000000A",)
    )
    token, sent = outbox.requests
    assert token.url.host == "oauth.bitrix.info"
    assert renewal.renewed()["sample"] == {"refresh_token": "r2"}
    assert str(sent.url) == "https://example.bitrix24.com/rest/imconnector.send.messages.json"
    assert json.loads(sent.content) == {
        "CONNECTOR": "transom",
        "LINE": "107",
        "MESSAGES": [
            {
                "user": {"id": "ABCD1234", "name": "Piotr O'Neil-Nowak-Kowals"},
                "message": {
                    "id": "01K0000000000000000000000A",
                    "date": 1794787200,
                    "text": "On its way.",
                    "files": [{"url": "https://files.example.com/1", "name": "invoice.pdf"}],
                },
                "chat": {"id": "ABCD1234"},
            }
        ],
        "auth": "t0",
    }


def test_what_has_arrived_is_marked_as_delivered() -> None:
    """By both of the portal's ids."""
    outbox = portal()
    door = Door(channel="bitrix24", connection=CONNECTION.id, address="ABCD1234")
    confirm("1807:86497", door, CONNECTION, new_client(outbox.transport()))
    assert outbox.requests[-1].url.path == "/rest/imconnector.send.status.delivery.json"
    assert json.loads(outbox.requests[-1].content)["MESSAGES"] == [
        {
            "im": {"chat_id": "1807", "message_id": "86497"},
            "message": {"id": ["1807:86497"]},
            "chat": {"id": "ABCD1234"},
        }
    ]


def test_a_long_text_leaves_in_parts_with_ids_of_their_own() -> None:
    """The last one has the message's own id, and the files."""
    receipt = outcome(portal(), answer("word " * 5000, INVOICE))
    assert receipt == Accepted(provider_message_ids=("01K0000000000000000000000A-0", "01K0000000000000000000000A"))


def test_nothing_to_say_is_refused() -> None:
    """Before anything leaves."""
    outbox = portal()
    assert isinstance(outcome(outbox, answer(" ")), Refused)
    assert outbox.requests == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            httpx.Response(503, json={"error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests"}),
            RetryAfter(seconds=5, reason="Too many requests", is_limit=True),
        ),
        (
            httpx.Response(429, json={"error": "OPERATION_TIME_LIMIT", "error_description": "Rest"}),
            RetryAfter(seconds=60, reason="Rest", is_limit=True),
        ),
        (httpx.Response(401, json={"error": "expired_token"}), RetryAfter(seconds=5, reason="expired_token")),
        (
            httpx.Response(400, json={"error": "NOT_ACTIVE_LINE", "error_description": "Line is inactive"}),
            Refused(reason="Line is inactive"),
        ),
        (
            httpx.Response(200, json={"result": {"SUCCESS": True, "DATA": {"RESULT": [{"SUCCESS": False}]}}}),
            Refused(reason="the open line refused the message"),
        ),
        (httpx.Response(200, text="ok"), OutcomeLost(reason="the answer is unreadable")),
        (httpx.ReadTimeout("slow"), OutcomeLost(reason="ReadTimeout", is_failure=True)),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response | Exception, expected: Receipt) -> None:
    """The reason is the portal's own, where it gives one."""
    assert outcome(portal(given)) == expected


def test_without_a_token_nothing_is_sent() -> None:
    """A refusal is final, silence is not; neither shows a secret."""
    refused = outcome(portal(token=httpx.Response(400, json={"error": "invalid_grant"})))
    assert refused == Refused(reason="Bitrix24 gives no access token: invalid_grant")
    assert isinstance(outcome(portal(token=httpx.Response(500))), RetryAfter)


def test_a_file_is_fetched_from_portals_alone() -> None:
    """Whatever address an event names."""
    outbox = Outbox(lambda _: httpx.Response(200, content=b"PNG", headers={"content-type": "image/png"}))
    http = new_client(outbox.transport())
    file = Attachment(id="0", name="shelf.png", mime="image/png", provider_media_id="https://example.bitrix24.com/~x")
    assert fetch(file, CONNECTION, http).read() == b"PNG"
    with pytest.raises(NotFoundError):
        fetch(file.model_copy(update={"provider_media_id": "https://evil.test/x"}), CONNECTION, http)
