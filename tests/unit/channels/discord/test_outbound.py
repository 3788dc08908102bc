"""What the desk asks of Discord's API, and how it reads the answers."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from channels.discord.outbound import fetch, send
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
    id="acme", channel="discord", settings={"base_url": "http://outbox.test/discord"}, secret={"bot_token": "MTE4"}
)
PDF = OutboundFile(name="invoice.pdf", mime="application/pdf", content=b"%PDF")


def answer(request: httpx.Request) -> httpx.Response:
    """Answer as Discord does."""
    is_opened = request.url.path.endswith("/users/@me/channels")
    return httpx.Response(200, json={"id": "900"} if is_opened else {"id": "1001", "channel_id": "900"})


def outcome(outbox: Outbox, text: str = "On its way.", *files: OutboundFile) -> Receipt:
    """Send an agent's answer."""
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="discord", connection="acme", address="55"),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    return send(message, CONNECTION, new_client(outbox.transport()))


def posting(response: httpx.Response) -> Callable[[httpx.Request], httpx.Response]:
    """Return a Discord that opens the channel, and answers what is posted there with the response."""
    return lambda request: answer(request) if request.url.path.endswith("/@me/channels") else response


def test_a_text_goes_to_the_customer_s_channel_with_a_button() -> None:
    """It mentions nobody, and its nonce lets Discord drop what comes again."""
    outbox = Outbox(answer)
    assert outcome(outbox) == Accepted(provider_message_ids=("1001",))
    opened, posted = outbox.bodies
    assert opened == {"recipient_id": "55"}
    assert outbox.requests[1].url.path == "/discord/channels/900/messages"
    assert (posted["content"], posted["enforce_nonce"], posted["allowed_mentions"]) == (
        "On its way.",
        True,
        {"parse": []},
    )
    assert len(str(posted["nonce"])) == 25
    assert "Write back" in json.dumps(posted["components"])
    assert outbox.requests[1].headers["authorization"] == "Bot MTE4"
    assert outbox.requests[1].headers["user-agent"].startswith("DiscordBot (")


def test_each_part_has_a_nonce_of_its_own_that_stays() -> None:
    """Sending again gives the same ones; only the last part has the button."""
    first, second = Outbox(answer), Outbox(answer)
    outcome(first, "word " * 700)
    outcome(second, "word " * 700)
    parts = first.bodies[1:]
    assert len({str(part["nonce"]) for part in parts}) == len(parts) == 2
    assert [part["nonce"] for part in second.bodies[1:]] == [part["nonce"] for part in parts]
    assert ["components" in part for part in parts] == [False, True]


def test_a_file_goes_with_its_bytes() -> None:
    """In a form, beside the fields as JSON."""
    outbox = Outbox(answer)
    outcome(outbox, "", PDF)
    sent = outbox.requests[1].content
    assert b'name="files[0]"; filename="invoice.pdf"' in sent
    assert b'name="payload_json"' in sent
    assert b'"filename": "invoice.pdf"' in sent


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            httpx.Response(429, json={"message": "slow", "retry_after": 0.7}),
            RetryAfter(seconds=0.7, reason="slow", is_limit=True),
        ),
        (
            httpx.Response(403, json={"message": "Cannot send messages to this user", "code": 50007}),
            Refused(reason="the customer takes no direct messages from the bot, or has left the server"),
        ),
        (
            httpx.Response(400, json={"message": "Invalid Form Body", "code": 50035}),
            Refused(reason="Invalid Form Body"),
        ),
        (httpx.Response(401, json={"message": "401: Unauthorized"}), Refused(reason="401: Unauthorized")),
        (httpx.Response(504, text="<html>"), OutcomeLost(reason="HTTP 504", is_failure=True)),
        (httpx.Response(200, text="ok"), OutcomeLost(reason="the answer is unreadable")),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response, expected: Receipt) -> None:
    """What may have arrived is told so."""
    assert outcome(Outbox(posting(given))) == expected


def test_a_channel_that_was_not_opened_may_be_asked_for_again() -> None:
    """Nothing was shown to anybody."""
    assert isinstance(outcome(Outbox(lambda _: httpx.Response(504))), RetryAfter)


def test_a_file_is_fetched_from_discord_s_hosts_alone() -> None:
    """Its address is signed: no token goes along."""
    outbox = Outbox(lambda _: httpx.Response(200, content=b"x"))
    http = new_client(outbox.transport())
    known = Attachment(id="0", name="a.png", provider_media_id="https://cdn.discordapp.com/a.png?ex=1&is=2&hm=3&")
    assert fetch(known, CONNECTION, http).read() == b"x"
    assert "authorization" not in outbox.requests[0].headers
    with pytest.raises(NotFoundError):
        fetch(known.model_copy(update={"provider_media_id": "https://evil.example/a.png"}), CONNECTION, http)


def test_files_go_together_up_to_ten_and_to_what_a_request_holds() -> None:
    """The last message has the button."""
    outbox = Outbox(answer)
    large = PDF.model_copy(update={"content": bytes(10_000_000)})
    outcome(outbox, "", *[PDF] * 11, large, large, large)
    sent = [request.content.count(b"; filename=") for request in outbox.requests[1:]]
    assert sent == [10, 3, 1]


def test_an_answer_quotes_what_it_answers_and_is_no_markup() -> None:
    """What was written with stars is read with stars; a message that is gone is not quoted."""
    outbox = Outbox(answer)
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="discord", connection="acme", address="55"),
        text="2 * 3 * 4",
        references=("1000",),
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    send(message, CONNECTION, new_client(outbox.transport()))
    assert outbox.bodies[1]["content"] == r"2 \* 3 \* 4"
    assert outbox.bodies[1]["message_reference"] == {"message_id": "1000", "fail_if_not_exists": False}
