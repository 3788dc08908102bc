"""What the desk asks of Vonage, and how it reads the answers."""

from datetime import UTC, datetime

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from channels.vonage.outbound import fetch, send
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
from transom.model import Attachment, Door, MediaKind
from transom.testing.fakes import Outbox
from transom_cli.providers.stage import Call
from transom_cli.providers.vonage import ENDPOINTS

KEY = generate_private_key(65537, 2048)
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
CONNECTION = Connection(
    id="shop",
    channel="vonage",
    settings={"application_id": "app", "sender": "14155550100"},
    secret={"private_key": PEM},
)
LINK = "https://files.example.com/1"
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE, link=LINK)
INVOICE = OutboundFile(name="invoice.pdf", mime="application/pdf", content=b"%PDF", link=LINK)
MEDIA = "https://api-us.nexmo.com/v3/media/1"


def answer(text: str = "On its way.", *files: OutboundFile, to: str = "14155550182") -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="vonage", connection="shop", address=to),
        text=text,
        files=files,
        references=("first", "last"),
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def accepting() -> Outbox:
    """Return a Vonage that takes everything."""
    return Outbox(lambda _: httpx.Response(202, json={"message_uuid": "m1"}))


def outcome(message: OutboundMessage, box: Outbox, connection: Connection = CONNECTION) -> Receipt:
    """Send a message."""
    return send(message, connection, new_client(box.transport()))


def test_a_text_goes_out_under_the_application_s_token() -> None:
    """The token is the application's, of now, and our reference goes along."""
    box = accepting()
    assert outcome(answer(), box) == Accepted(provider_message_ids=("m1",))
    [request], [body] = box.requests, box.bodies
    assert str(request.url) == "https://api.nexmo.com/v1/messages"
    claims = jwt.decode(request.headers["authorization"].removeprefix("Bearer "), KEY.public_key(), ["RS256"])
    assert claims["application_id"] == "app"
    assert body == {
        "message_type": "text",
        "text": "On its way.",
        "to": "14155550182",
        "from": "14155550100",
        "channel": "sms",
        "client_ref": "ABCD1234.01K0000000000000000000000A",
    }


def test_a_file_goes_to_a_number_as_an_mms() -> None:
    """And after the text."""
    box = accepting()
    outcome(answer("Here", PHOTO), box)
    assert [(body["channel"], body["message_type"]) for body in box.bodies] == [("sms", "text"), ("mms", "image")]
    assert box.bodies[1]["image"] == {"url": LINK}


def test_whatsapp_is_answered_on_whatsapp_with_what_it_answers() -> None:
    """The door names the channel; the last of the messages answered is quoted."""
    box = accepting()
    outcome(answer("", INVOICE, to="whatsapp:48500100200"), box)
    [body] = box.bodies
    assert (body["channel"], body["to"], body["file"]) == ("whatsapp", "48500100200", {"url": LINK})
    assert body["context"] == {"message_uuid": "last"}


def test_a_long_text_leaves_in_parts() -> None:
    """An SMS takes 1000 characters."""
    box = accepting()
    outcome(answer("word " * 300), box)
    assert all(len(str(body["text"])) <= 1000 for body in box.bodies)
    assert len(box.bodies) == 2


@pytest.mark.parametrize("key", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])
def test_a_key_that_is_none_is_said_to_be(key: str) -> None:
    """Nothing leaves, and the key is not quoted."""
    box = accepting()
    receipt = outcome(answer(), box, CONNECTION.model_copy(update={"secret": {"private_key": key}}))
    assert receipt == Refused(reason="the connection's private_key is no RSA key in PEM")
    assert box.requests == []


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, Refused(reason="Title: why")),
        (422, Refused(reason="Title: why")),
        (429, RetryAfter(seconds=5, reason="Title: why", is_limit=True)),
        (500, RetryAfter(seconds=5, reason="Title: why", is_failure=True)),
        (504, OutcomeLost(reason="Title: why", is_failure=True)),
    ],
)
def test_each_refusal_has_its_meaning(status: int, expected: Receipt) -> None:
    """The reason is Vonage's."""
    box = Outbox(lambda _: httpx.Response(status, json={"type": "t", "title": "Title", "detail": "why"}))
    assert outcome(answer(), box) == expected


def test_an_answer_without_an_id_leaves_the_outcome_open() -> None:
    """A proxy may answer for Vonage."""
    assert isinstance(outcome(answer(), Outbox(lambda _: httpx.Response(200, text="ok"))), OutcomeLost)


def play(request: httpx.Request) -> httpx.Response:
    """Answer as the played Vonage does."""
    call = Call(
        method="POST",
        path=request.url.path,
        headers=dict(request.headers),
        body=request.content,
        secrets=(CONNECTION.secret,),
        at=datetime.now(UTC),
    )
    answer = ENDPOINTS[0].handle(call)
    return httpx.Response(int(answer.status), json=answer.body)


def test_the_played_provider_takes_what_the_desk_sends() -> None:
    """A text as an SMS and a file as an MMS; without a sender it takes nothing."""
    assert isinstance(outcome(answer("Look", PHOTO), Outbox(play)), Accepted)
    nobody = CONNECTION.model_copy(update={"settings": {"application_id": "app"}})
    assert isinstance(outcome(answer(), Outbox(play), nobody), Refused)


def test_media_are_fetched_with_a_token() -> None:
    """The application's, as for sending."""
    box = Outbox(lambda _: httpx.Response(200, content=b"jpeg", headers={"content-type": "image/jpeg"}))
    file = Attachment(id="0", name="image", provider_media_id=MEDIA)
    found = fetch(file, CONNECTION, new_client(box.transport()))
    assert (found.read(), found.mime) == (b"jpeg", "image/jpeg")
    assert box.requests[0].headers["authorization"].startswith("Bearer ey")


@pytest.mark.parametrize(("url", "key"), [("https://elsewhere.example.com/1", PEM), (MEDIA, "")])
def test_media_elsewhere_or_without_a_key_are_lost(url: str, key: str) -> None:
    """The token goes to Vonage alone."""
    connection = CONNECTION.model_copy(update={"secret": {"private_key": key}})
    with pytest.raises(NotFoundError):
        fetch(Attachment(id="0", name="image", provider_media_id=url), connection, new_client(accepting().transport()))
