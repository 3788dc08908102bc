"""What the company's app posts."""

import pytest

from channels.inapp.inbound import handshake, parse, verify
from tests.samples import hook_request, sample_connection
from transom.channel import InboundDeletion, InboundMessage, InboundReaction, InboundWatermark
from transom.errors import UnauthenticError
from transom.model import DeliveryState, MediaKind

CONNECTION = sample_connection("inapp")
ENDPOINT = "arn:aws:sns:eu-central-1:123456789012:endpoint/APNS/Shop/5e3e9847-3183-3f18-a7e8-671c3a57d4b3"


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = parse(hook_request(f"inapp/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_the_user_is_whom_the_headers_prove() -> None:
    """The body cannot name another; the device is part of the door."""
    event = message("text")
    assert (event.sender.address, event.sender.name, event.sender.is_verified) == ("u-1042", "Ana Kowalska", True)
    assert event.door.address == f"u-1042 {ENDPOINT}"
    assert event.provider_message_id == "u-1042:8a1c"


def test_without_a_device_the_door_is_the_user() -> None:
    """An app may push by other means."""
    assert message("no_push").door.address == "u-1042"


@pytest.mark.parametrize(("case", "kind"), [("image", MediaKind.IMAGE), ("voice", MediaKind.VOICE)])
def test_files_come_with_the_message(case: str, kind: MediaKind) -> None:
    """Their bytes are here."""
    event = message(case)
    [file] = event.attachments
    assert file.kind is kind
    assert len(event.contents[file.id]) == file.size


def test_a_user_touches_only_their_own_messages() -> None:
    """Ids are looked up among the user's own; a reaction is put to one of ours."""
    [deletion] = parse(hook_request("inapp/deletion"), CONNECTION)
    assert isinstance(deletion, InboundDeletion)
    assert deletion.provider_message_id == "u-1042:8a1c"
    [reaction] = parse(hook_request("inapp/reaction"), CONNECTION)
    assert isinstance(reaction, InboundReaction)
    assert (reaction.provider_message_id, reaction.sign) == ("0c3f-1", "👍")


def test_reading_is_a_watermark() -> None:
    """Up to the moment that the app names."""
    [seen] = parse(hook_request("inapp/read"), CONNECTION)
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
