"""What the desk asks of the Bot Connector, and how it reads the answers."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest

from channels.teams import connector
from channels.teams.outbound import fetch, send
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
from transom.errors import NotFoundError
from transom.http import new_client
from transom.model import Attachment, Door
from transom.testing.fakes import Outbox

CONNECTION = Connection(
    id="acme",
    channel="teams",
    settings={"base_url": "http://outbox.test/teams", "app_id": "APP", "tenant_id": "TENANT"},
    secret={"app_password": "pass"},
)
REAL = CONNECTION.model_copy(update={"settings": {"app_id": "APP", "tenant_id": "TENANT"}})
KEY = {"kty": "RSA", "kid": "new", "n": "AQ", "e": "AQAB", "endorsements": ["msteams"]}
PLACE = "19:0c@thread.tacv2;messageid=17"
PICTURE = OutboundFile(
    name="shelf.png", mime="image/png", content=b"\x89PNG", link="https://files.example.com/shelf.png"
)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    connector._tokens.clear()
    yield
    connector._tokens.clear()


def answer(request: httpx.Request) -> httpx.Response:
    """Answer as Microsoft does."""
    if request.url.path.endswith("/token"):
        return httpx.Response(200, json={"token_type": "Bearer", "expires_in": 3599, "access_token": "eyJ"})
    return httpx.Response(201, json={"id": "1794820350999"})


def posting(response: httpx.Response) -> Callable[[httpx.Request], httpx.Response]:
    """Return a Bot Connector that lets the bot in, and answers what it writes with the response."""
    return lambda request: answer(request) if request.url.path.endswith("/token") else response


def message(text: str = "On its way.", *files: OutboundFile, references: tuple[str, ...] = ()) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="teams", connection="acme", address=PLACE),
        text=text,
        files=files,
        references=references,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def outcome(outbox: Outbox, sent: OutboundMessage | None = None, connection: Connection = CONNECTION) -> Receipt:
    """Send an answer."""
    return send(sent or message(), connection, new_client(outbox.transport()))


def test_a_text_goes_to_its_conversation_with_a_token() -> None:
    """The token is asked for once; the key of the sent message holds the conversation."""
    outbox = Outbox(answer)
    assert outcome(outbox) == Accepted(provider_message_ids=(f"{PLACE}:1794820350999",))
    outcome(outbox)
    login, first, _second = outbox.requests
    assert login.url.path == "/teams/TENANT/oauth2/v2.0/token"
    assert parse_qs(login.content.decode())["client_secret"] == ["pass"]
    assert first.url.raw_path == b"/teams/v3/conversations/19%3A0c%40thread.tacv2%3Bmessageid%3D17/activities"
    assert first.headers["authorization"] == "Bearer eyJ"
    assert b'"textFormat":"plain"' in first.content


def test_the_real_token_comes_from_the_real_login() -> None:
    """And answers go to the global address."""
    outbox = Outbox(answer)
    outcome(outbox, connection=REAL)
    assert [request.url.host for request in outbox.requests] == [
        "login.microsoftonline.com",
        "smba.trafficmanager.net",
    ]


def test_an_answer_names_what_it_answers() -> None:
    """Only a message of the same conversation."""
    outbox = Outbox(answer)
    outcome(outbox, message(references=(f"{PLACE}:1794820350123",)))
    outcome(outbox, message(references=("elsewhere:1",)))
    assert b'"replyToId":"1794820350123"' in outbox.requests[1].content
    assert b"replyToId" not in outbox.requests[2].content


def test_a_picture_goes_by_its_link() -> None:
    """Teams takes no uploads."""
    outbox = Outbox(answer)
    assert isinstance(outcome(outbox, message("", PICTURE)), Accepted)
    assert b'"contentUrl":"https://files.example.com/shelf.png"' in outbox.requests[1].content


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (httpx.Response(429, headers={"retry-after": "3"}), RetryAfter(seconds=3, reason="HTTP 429", is_limit=True)),
        (httpx.Response(412), RetryAfter(seconds=5, reason="HTTP 412")),
        (httpx.Response(401, json={"message": "denied"}), RetryAfter(seconds=5, reason="HTTP 401")),
        (
            httpx.Response(403, json={"error": {"code": "ConversationBlockedByUser", "message": "blocked"}}),
            Refused(reason="the customer has blocked the bot"),
        ),
        (httpx.Response(400, json={"error": {"code": "BadSyntax", "message": "no"}}), Refused(reason="no")),
        (httpx.Response(502), OutcomeLost(reason="HTTP 502", is_failure=True)),
        (httpx.Response(201, text="ok"), OutcomeLost(reason="the answer is unreadable")),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response, expected: Receipt) -> None:
    """What surely did not arrive may be sent again; what may have arrived is never."""
    assert outcome(Outbox(posting(given))) == expected


def test_a_token_that_is_not_accepted_is_asked_for_again() -> None:
    """The one at hand may have been revoked."""
    outbox = Outbox(posting(httpx.Response(401)))
    outcome(outbox)
    outcome(outbox)
    assert [request.url.path.endswith("/token") for request in outbox.requests] == [True, False, True, False]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            httpx.Response(401, json={"error": "invalid_client"}),
            Refused(reason="Microsoft does not let the bot in: invalid_client"),
        ),
        (httpx.Response(504), RetryAfter(seconds=5, reason="Microsoft's login does not answer")),
    ],
)
def test_without_a_token_nothing_is_sent(given: httpx.Response, expected: Receipt) -> None:
    """So it may be tried again, unless the password is wrong."""
    outbox = Outbox(lambda _: given)
    assert outcome(outbox) == expected
    assert len(outbox.requests) == 1


def attached(url: str) -> Attachment:
    """Return a picture that a customer attached."""
    return Attachment(id="0", name="a.png", mime="image/png", provider_media_id=url)


def test_the_token_goes_to_the_bot_connector_alone() -> None:
    """A file on SharePoint has its proof in its address, and no other host is asked."""
    outbox = Outbox(lambda request: answer(request) if request.method == "POST" else httpx.Response(200, content=b"x"))
    http = new_client(outbox.transport())
    fetch(attached("https://acme-my.sharepoint.com/download.aspx?tempauth=x"), REAL, http).read()
    fetch(attached("https://smba.trafficmanager.net/emea/v3/attachments/0/views/original"), REAL, http).read()
    asked = {request.url.host: request.headers.get("authorization") for request in outbox.requests}
    assert asked["acme-my.sharepoint.com"] is None
    assert asked["smba.trafficmanager.net"] == "Bearer eyJ"
    with pytest.raises(NotFoundError):
        fetch(attached("https://evil.example/a.png"), REAL, http)
