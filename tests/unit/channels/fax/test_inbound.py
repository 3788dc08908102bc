"""What Telnyx tells of faxes."""

from datetime import timedelta

import pytest

from channels.fax.inbound import handshake, parse, verify
from tests.samples import hook_request, sample_connection
from transom.channel import InboundDelivery, InboundMessage
from transom.errors import UnauthenticError
from transom.model import DeliveryState

CONNECTION = sample_connection("fax")


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = parse(hook_request(f"fax/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_a_fax_is_a_message_with_its_pdf() -> None:
    """The PDF lies where Telnyx says."""
    event = message("text")
    [document] = event.attachments
    assert (event.text, event.door.address) == ("Fax, 3 pages", "+48223340055")
    assert (document.mime, document.name) == ("application/pdf", "fax-f8338808-3dc6-4f2b-942a-5d1f39255784.pdf")
    assert (document.provider_media_id or "").startswith("https://s3.amazonaws.com/")


def test_a_fax_that_broke_off_says_so() -> None:
    """What came of it is kept."""
    assert message("partial").text == "Fax, 1 page (it broke off before its end)"


def test_a_fax_that_did_not_come_is_a_machine_s_message() -> None:
    """With the reason, and nothing attached."""
    event = message("inbound_failed")
    assert event.is_machine
    assert event.text == "A fax did not come through: fax_signaling_error"


@pytest.mark.parametrize(("case", "state"), [("delivered", DeliveryState.DELIVERED), ("failed", DeliveryState.FAILED)])
def test_our_own_faxes_bring_our_reference_back(case: str, state: DeliveryState) -> None:
    """It was given in base64."""
    [event] = parse(hook_request(f"fax/{case}"), CONNECTION)
    assert isinstance(event, InboundDelivery)
    assert (event.reference, event.state) == ("ABCD1234.01K0000000000000000000000A", state)


@pytest.mark.parametrize("case", ["queued", "sending"])
def test_the_stages_in_between_tell_nothing(case: str) -> None:
    """They are acknowledged."""
    assert parse(hook_request(f"fax/{case}"), CONNECTION) == []


@pytest.mark.parametrize(
    "change",
    [
        {"telnyx-timestamp": "1794820349"},
        {"telnyx-timestamp": "soon"},
        {"telnyx-timestamp": ""},
        {"telnyx-signature-ed25519": ""},
        {"telnyx-signature-ed25519": "é"},
        {"telnyx-signature-ed25519": "AAAA"},
    ],
)
def test_a_changed_proof_is_refused(change: dict[str, str]) -> None:
    """The time is part of what is signed."""
    request = hook_request("fax/text")
    verify(request, CONNECTION)
    with pytest.raises(UnauthenticError):
        verify(request.model_copy(update={"headers": request.headers | change}), CONNECTION)


@pytest.mark.parametrize("shift", [timedelta(minutes=-6), timedelta(minutes=6)])
def test_an_old_request_is_refused(shift: timedelta) -> None:
    """What was signed at another time may be a repetition."""
    request = hook_request("fax/text")
    with pytest.raises(UnauthenticError):
        verify(request.model_copy(update={"received_at": request.received_at + shift}), CONNECTION)


@pytest.mark.parametrize("key", ["", "no key", "AAAA"])
def test_a_key_of_another_shape_proves_nothing(key: str) -> None:
    """It must be 32 bytes."""
    with pytest.raises(UnauthenticError):
        verify(hook_request("fax/text"), CONNECTION.model_copy(update={"secret": {"public_key": key}}))


def test_nothing_is_asked_first() -> None:
    """There is no handshake."""
    assert handshake(hook_request("fax/text"), CONNECTION) is None
