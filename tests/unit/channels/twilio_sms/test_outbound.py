"""What the desk asks of Twilio, and how it reads the answers."""

from base64 import b64encode
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest

from channels.twilio_sms.outbound import fetch, send
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
from transom_cli.providers.twilio_sms import ENDPOINTS

ACCOUNT = "AC9f0c1d2e3b4a5968778695a4b3c2d1e0"
CONNECTION = Connection(
    id="shop",
    channel="twilio_sms",
    url="https://hooks.example.com/hooks/twilio_sms/shop",
    settings={"account_sid": ACCOUNT, "sender": "+14155550100"},
    secret={"auth_token": "token"},
)
LINK = "https://files.example.com/1"
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE, link=LINK)


def answer(text: str = "On its way.", *files: OutboundFile, to: str = "+14155550182") -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="twilio_sms", connection="shop", address=to),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def created(_request: httpx.Request) -> httpx.Response:
    """Answer as Twilio does when it took a message."""
    return httpx.Response(201, json={"sid": "SM1", "status": "queued", "error_code": None})


def sent(
    message: OutboundMessage, connection: Connection = CONNECTION
) -> tuple[Receipt, list[dict[str, list[str]]], list[httpx.Request]]:
    """Send a message; return the receipt, the forms and the requests."""
    box = Outbox(created)
    receipt = send(message, connection, new_client(box.transport()))
    return receipt, [parse_qs(request.content.decode()) for request in box.requests], box.requests


def refused(status: int, code: int | None = None) -> Receipt:
    """Return the receipt for a refusal."""
    box = Outbox(lambda _: httpx.Response(status, json={"code": code, "message": "no", "status": status}))
    return send(answer(), CONNECTION, new_client(box.transport()))


def test_a_text_goes_from_our_number_and_its_fate_is_told_with_our_reference() -> None:
    """The account's own token is the password while there is no key."""
    receipt, [form], [request] = sent(answer())
    assert receipt == Accepted(provider_message_ids=("SM1",))
    assert str(request.url) == f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert request.headers["authorization"] == f"Basic {b64encode(f'{ACCOUNT}:token'.encode()).decode()}"
    assert form == {
        "To": ["+14155550182"],
        "From": ["+14155550100"],
        "Body": ["On its way."],
        "StatusCallback": [f"{CONNECTION.url}?reference=ABCD1234.01K0000000000000000000000A"],
    }


def test_a_key_goes_before_the_token() -> None:
    """It can be taken away without another token."""
    keyed = CONNECTION.model_copy(update={"secret": {"auth_token": "t", "api_key": "SK1", "api_key_secret": "s"}})
    _, _, [request] = sent(answer(), keyed)
    assert request.headers["authorization"] == f"Basic {b64encode(b'SK1:s').decode()}"


def test_whatsapp_is_answered_from_whatsapp() -> None:
    """Both addresses are of the same kind; a messaging service chooses by itself."""
    _, [form], _ = sent(answer(to="whatsapp:+48500100200"))
    assert form["From"] == ["whatsapp:+14155550100"]
    service = CONNECTION.model_copy(update={"settings": {"account_sid": ACCOUNT, "sender": "MG1"}})
    _, [form], _ = sent(answer(), service)
    assert form["MessagingServiceSid"] == ["MG1"]
    assert "From" not in form


def test_files_go_with_the_first_part_by_their_addresses() -> None:
    """A long text leaves in parts of 1600; files ride along."""
    _, forms, _ = sent(answer("word " * 400, PHOTO, PHOTO))
    assert [form.get("MediaUrl") for form in forms] == [[LINK, LINK], None]
    assert all(len(form["Body"][0]) <= 1600 for form in forms)


def test_a_file_needs_no_text() -> None:
    """An MMS may be a picture alone."""
    _, [form], _ = sent(answer("", PHOTO))
    assert "Body" not in form


def test_nothing_is_refused_before_it_is_asked() -> None:
    """Twilio would refuse it."""
    receipt, _, requests = sent(answer(" "))
    assert isinstance(receipt, Refused)
    assert requests == []


@pytest.mark.parametrize(
    ("receipt", "expected"),
    [
        (refused(400, 21610), Refused(reason="the customer has sent STOP (error 21610)")),
        (refused(400, 21211), Refused(reason="no (error 21211)")),
        (refused(401, 20003), Refused(reason="no (error 20003)")),
        (refused(429, 20429), RetryAfter(seconds=5, reason="no (error 20429)", is_limit=True)),
        (refused(503), RetryAfter(seconds=5, reason="no", is_failure=True)),
        (refused(504), OutcomeLost(reason="no", is_failure=True)),
    ],
)
def test_each_refusal_has_its_meaning(receipt: Receipt, expected: Receipt) -> None:
    """What surely did not leave may be sent again."""
    assert receipt == expected


def test_an_answer_without_a_sid_leaves_the_outcome_open() -> None:
    """A proxy may answer for Twilio."""
    box = Outbox(lambda _: httpx.Response(200, text="<html>"))
    assert isinstance(send(answer(), CONNECTION, new_client(box.transport())), OutcomeLost)


def play(request: httpx.Request) -> httpx.Response:
    """Answer as the played Twilio does."""
    form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
    call = Call(
        method="POST",
        path=request.url.path,
        parameters={"sid": ACCOUNT},
        headers=dict(request.headers),
        body=request.content,
        form=form,
        secrets=(CONNECTION.secret,),
        at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    answer = ENDPOINTS[0].handle(call)
    return httpx.Response(int(answer.status), json=answer.body)


def test_the_played_provider_takes_what_the_desk_sends() -> None:
    """And knows whose password it is."""
    client = new_client(Outbox(play).transport())
    assert isinstance(send(answer("Look", PHOTO), CONNECTION, client), Accepted)
    stranger = CONNECTION.model_copy(update={"secret": {"auth_token": "guessed"}})
    assert send(answer(), stranger, client) == Refused(reason="Authenticate (error 20003)")


def test_media_are_fetched_with_the_password_and_the_store_gets_none() -> None:
    """Twilio sends on to a signed address."""

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.host == "api.twilio.com":
            return httpx.Response(307, headers={"location": "https://mms.twiliocdn.com/1?Signature=s"})
        return httpx.Response(200, content=b"jpeg", headers={"content-type": "image/jpeg"})

    box = Outbox(respond)
    file = Attachment(id="0", name="file-1.jpeg", provider_media_id="https://api.twilio.com/2010-04-01/Media/ME1")
    assert fetch(file, CONNECTION, new_client(box.transport())).read() == b"jpeg"
    first, second = box.requests
    assert first.headers["authorization"].startswith("Basic ")
    assert "authorization" not in second.headers


def test_media_elsewhere_are_not_fetched() -> None:
    """An address is what a webhook says."""
    file = Attachment(id="0", name="x", provider_media_id="https://metadata.example.com/")
    with pytest.raises(NotFoundError):
        fetch(file, CONNECTION, new_client(Outbox().transport()))
