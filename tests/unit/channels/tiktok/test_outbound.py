"""What the desk asks of TikTok's API, and how it reads the answers."""

import json

import httpx
import pytest

from channels.tiktok import api
from channels.tiktok.inbound import parse
from channels.tiktok.outbound import fetch, send
from tests.samples import NOW, hook_request, sample_connection
from transom.channel import Accepted, InboundMessage, OutboundFile, OutboundMessage, OutcomeLost, Refused, RetryAfter
from transom.http import new_client
from transom.model import Door, MediaKind
from transom.provider import renewal
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("tiktok")
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"PNG", kind=MediaKind.IMAGE)


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    api.forget(CONNECTION)
    renewal.renewed()


def outbox(response: httpx.Response) -> Outbox:
    """Return TikTok, which gives tokens, and answers all else alike."""
    tokens = {"access_token": "T0", "refresh_token": "R1", "expires_in": 86400}
    grant = httpx.Response(200, json={"code": 0, "data": tokens})
    return Outbox(lambda request: grant if "oauth2" in request.url.path else response)


def data(**fields: object) -> httpx.Response:
    """Return an answer that tells something."""
    return httpx.Response(200, json={"code": 0, "message": "OK", "data": fields})


def answer(text: str = "On its way.", *files: OutboundFile, references: tuple[str, ...] = ()) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="tiktok", connection="sample", address="u5Jh=="),
        text=text,
        files=files,
        references=references,
        queued_at=NOW,
    )


def test_a_text_goes_into_the_conversation() -> None:
    """With a token that was asked for first, and the message that it answers."""
    tiktok = outbox(data(message={"message_id": "m1"}))
    receipt = send(answer(references=("m0",)), CONNECTION, new_client(tiktok.transport()))
    assert receipt == Accepted(provider_message_ids=("m1",))
    assert tiktok.requests[1].headers["access-token"] == "T0"
    assert renewal.renewed() == {"sample": {"refresh_token": "R1"}}
    assert tiktok.bodies[1]["recipient"] == "u5Jh=="
    assert tiktok.bodies[1]["referenced_message_info"] == {"referenced_message_id": "m0"}


def test_a_picture_is_uploaded_before_anything_is_sent() -> None:
    """What cannot be uploaded leaves nothing half sent."""
    tiktok = outbox(data(media_id="p1", message={"message_id": "m1"}))
    send(answer("Look", PHOTO), CONNECTION, new_client(tiktok.transport()))
    paths = [request.url.path.rstrip("/").rpartition("/")[2] for request in tiktok.requests]
    assert paths == ["refresh_token", "upload", "send", "send"]


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (httpx.Response(200, json={"code": 40100, "message": "Too many requests"}), RetryAfter),
        (httpx.Response(200, json={"code": 40105, "message": "Access token is incorrect"}), RetryAfter),
        (httpx.Response(200, json={"code": 40002, "message": "Out of the window"}), Refused),
        (httpx.Response(504), OutcomeLost),
    ],
)
def test_an_error_says_whether_to_send_again(response: httpx.Response, kind: type) -> None:
    """The code in the body counts, not the status."""
    assert isinstance(send(answer(), CONNECTION, new_client(outbox(response).transport())), kind)


def test_a_customer_s_picture_is_fetched_from_the_address_that_is_told() -> None:
    """The message holds what to ask for."""
    tiktok = outbox(data(download_url="https://p16.tiktokcdn.com/a.jpg"))
    [event] = parse(hook_request("tiktok/image"), CONNECTION)
    assert isinstance(event, InboundMessage)
    fetch(event.attachments[0], CONNECTION, new_client(tiktok.transport())).read()
    assert tiktok.requests[-1].url.host == "p16.tiktokcdn.com"
    assert json.loads(tiktok.requests[1].content)["media_id"] == "7562849103728451601"
