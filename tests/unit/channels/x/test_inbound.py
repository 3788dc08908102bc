"""X's webhook."""

import json
from urllib.parse import quote

import pytest

from channels.x.inbound import handshake, parse
from channels.x.oauth import signature
from tests.samples import NOW, hook_request, sample_connection
from transom.channel import Connection, InboundMessage, Request
from transom.errors import UnauthenticError
from transom.model import Audience

CONNECTION = sample_connection("x")


def message(case: str) -> InboundMessage:
    """Return the only message that a sample holds."""
    [event] = parse(hook_request(f"x/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_the_challenge_is_answered_with_its_signature() -> None:
    """It begins with the name of the hash."""
    answer = handshake(Request(method="GET", query="crc_token=Abc123", received_at=NOW), CONNECTION)
    assert answer is not None
    assert json.loads(answer.body)["response_token"].startswith("sha256=")


def test_a_challenge_that_could_be_a_webhook_is_not_signed() -> None:
    """Whoever asked for it could send it as X's own."""
    body = quote('{"data":{"event_type":"dm.received"}}')
    with pytest.raises(UnauthenticError):
        handshake(Request(method="GET", query=f"crc_token={body}", received_at=NOW), CONNECTION)


def test_a_direct_message_is_told_with_whole_addresses() -> None:
    """Both messages of a batch come, unescaped."""
    texts = [event.text for event in parse(hook_request("x/batch"), CONNECTION) if isinstance(event, InboundMessage)]
    assert texts == ["One & two: https://example.com/orders/10428", "And three"]


def grouped(case: str, old: str, new: str) -> InboundMessage:
    """Return a sample's message as if it had been written elsewhere."""
    request = hook_request(f"x/{case}")
    [event] = parse(request.model_copy(update={"body": request.body.replace(old.encode(), new.encode())}), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


@pytest.mark.parametrize("named", ['"dm_conversation_id":"1582"', '"dm_conversation_id":"1-2"'])
def test_a_group_is_told_from_a_private_conversation(named: str) -> None:
    """By the conversation's id: a private one names both sides."""
    is_group = "1582" in named
    event = grouped("text", '"type":"message_create",', f'"type":"message_create",{named},')
    assert event.audience is (Audience.GROUP if is_group else Audience.PRIVATE)
    assert event.door.address == ("group:1582" if is_group else f"dm:{event.sender.address}")


def test_an_encrypted_message_of_a_group_is_one_of_the_group() -> None:
    """And that of two is private."""
    alone = message("encrypted")
    assert (alone.audience, alone.door.address) == (Audience.PRIVATE, f"dm:{alone.sender.address}")
    together = grouped("encrypted", "2222222222222222222:1111111111111111111", "g1582")
    assert (together.audience, together.door.address) == (Audience.GROUP, "group:g1582")


def test_a_picture_s_own_address_is_no_text() -> None:
    """It is fetched by the ids of message, media and resource."""
    event = message("image")
    assert event.text == "It came like this"
    assert event.attachments[0].provider_media_id == f"{event.provider_message_id}/2080765901528535100/hVJQTwig.jpg"


def test_the_best_form_of_a_video_is_taken() -> None:
    """The one with the most bits."""
    assert (message("video").attachments[0].provider_media_id or "").endswith("1280x720/b.mp4")


def test_an_answer_to_a_post_is_public() -> None:
    """Its door is the thread's, and the writer's."""
    event = message("reply")
    assert event.audience is Audience.PUBLIC
    assert event.door.address.startswith("post:")
    assert event.door.address.endswith(f":{event.sender.address}")
    assert len(event.references) == 1


def test_our_own_and_others_doings_tell_nothing() -> None:
    """An echo, and a like."""
    assert parse(hook_request("x/echo"), CONNECTION) == parse(hook_request("x/like"), CONNECTION) == []


def test_a_call_is_signed_as_oauth_has_it() -> None:
    """The example of the OAuth Core 1.0 specification, appendix A.5."""
    known = Connection(
        id="a",
        channel="x",
        secret={"consumer_secret": "kd94hf93k423kf44", "access_token_secret": "pfkkdhi9sl3r4s00"},
    )
    fields = {
        "oauth_consumer_key": "dpf43f3p2l4k3l03",
        "oauth_token": "nnch734d00sl2jdk",
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": "1191242096",
        "oauth_nonce": "kllo9940pd9333jh",
        "oauth_version": "1.0",
        "file": "vacation.jpg",
        "size": "original",
    }
    assert signature("GET", "http://photos.example.net/photos", fields, known) == "tR3+Ty81lMeYAr/Fid0kMTYa/WM="
