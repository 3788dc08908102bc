"""What the company's app posts."""

import pytest

from channels.inapp.history import wanted
from channels.inapp.inbound import handshake, parse, verify
from tests.samples import hook_request, sample_connection
from transom.channel import InboundDeletion, InboundMessage, InboundReaction, InboundRoute, InboundWatermark
from transom.errors import UnauthenticError
from transom.model import DeliveryState, MediaKind

CONNECTION = sample_connection("inapp")
ENDPOINT = "arn:aws:sns:eu-central-1:123456789012:endpoint/APNS/Shop/5e3e9847-3183-3f18-a7e8-671c3a57d4b3"


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    event, *_ = parse(hook_request(f"inapp/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_the_user_is_whom_the_headers_prove() -> None:
    """The body cannot name another."""
    event = message("text")
    assert (event.sender.address, event.sender.name, event.sender.is_verified) == ("u-1042", "Ana Kowalska", True)
    assert event.provider_message_id == "u-1042:8a1c"


def test_the_door_is_the_user_whatever_they_hold() -> None:
    """With a device and without it is the same one; the device is where answers are announced from then on."""
    assert message("text").door == message("no_push").door
    assert message("text").door.address == "u-1042"
    [_, route] = parse(hook_request("inapp/text"), CONNECTION)
    assert isinstance(route, InboundRoute)
    assert (route.door, route.route) == (message("text").door, ENDPOINT)
    assert len(parse(hook_request("inapp/no_push"), CONNECTION)) == 1


def test_to_read_is_to_tell_nothing() -> None:
    """What was written is asked for by GET; nothing is kept of that."""
    request = hook_request("inapp/text").model_copy(update={"method": "GET", "body": b"", "query": "cursor=ABCD1234~x"})
    assert parse(request, CONNECTION) == []
    asked = wanted(request, CONNECTION)
    assert asked is not None
    assert (asked.door.address, asked.cursor) == ("u-1042", "ABCD1234~x")
    assert wanted(hook_request("inapp/text"), CONNECTION) is None


@pytest.mark.parametrize(("case", "kind"), [("image", MediaKind.IMAGE), ("voice", MediaKind.VOICE)])
def test_files_come_with_the_message(case: str, kind: MediaKind) -> None:
    """Their bytes are here."""
    event = message(case)
    [file] = event.attachments
    assert file.kind is kind
    assert len(event.contents[file.id]) == file.size


def test_a_user_touches_only_their_own_messages() -> None:
    """Ids are looked up among the user's own; a reaction is put to one of ours."""
    deletion, *_ = parse(hook_request("inapp/deletion"), CONNECTION)
    assert isinstance(deletion, InboundDeletion)
    assert deletion.provider_message_id == "u-1042:8a1c"
    reaction, *_ = parse(hook_request("inapp/reaction"), CONNECTION)
    assert isinstance(reaction, InboundReaction)
    assert (reaction.provider_message_id, reaction.sign) == ("0c3f-1", "👍")


def test_reading_is_a_watermark() -> None:
    """Up to the moment that the app names."""
    seen, *_ = parse(hook_request("inapp/read"), CONNECTION)
    assert isinstance(seen, InboundWatermark)
    assert (seen.state, seen.until.minute) == (DeliveryState.READ, 12)


def test_a_hash_is_good_for_its_user_alone() -> None:
    """Another user's, none, and one of another script are refused."""
    request = hook_request("inapp/text")
    verify(request, CONNECTION)
    for change in ({"x-user-id": "u-1043"}, {"x-user-id": ""}, {"x-identity-hash": ""}, {"x-identity-hash": "é"}):
        with pytest.raises(UnauthenticError):
            verify(request.model_copy(update={"headers": request.headers | change}), CONNECTION)


def test_a_hash_by_the_secret_before_is_accepted() -> None:
    """Apps keep their hash for a while."""
    rotated = CONNECTION.model_copy(update={"secret": {"identity_secret": "new"}, "previous_secret": CONNECTION.secret})
    verify(hook_request("inapp/text"), rotated)


def test_nothing_is_asked_first() -> None:
    """There is no handshake."""
    assert handshake(hook_request("inapp/text"), CONNECTION) is None
