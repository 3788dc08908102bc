"""Twilio's requests about a call."""

from urllib.parse import urlencode

import pytest

from channels.twilio_voice.inbound import handshake, parse, verify
from tests.samples import NOW, hook_request, sample_connection
from transom.channel import Connection, InboundDelivery, InboundEdit, InboundEvent, InboundMessage, Request
from transom.errors import UnauthenticError
from transom.model import DeliveryState, MediaKind

CONNECTION = sample_connection("twilio_voice")
CALL = "CA5d4f0c1b2a39485766574839201a2b3c"
RECORDING = "RE9f8e7d6c5b4a39281706f5e4d3c2b1a0"
FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = parse(hook_request(f"twilio_voice/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def published(url: str = "https://mycompany.com/myapp.php") -> tuple[Request, Connection]:
    """Return the request of Twilio's own documentation, and the connection that it goes to."""
    headers = {"x-twilio-signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8="}
    request = Request(query="foo=1&bar=2", headers=headers, body=urlencode(FORM).encode(), received_at=NOW)
    return request, Connection(id="x", channel="twilio_voice", url=url, secret={"auth_token": "12345"})


def test_the_published_vector_verifies() -> None:
    """The address with its raw query, then the fields in the order of their names."""
    verify(*published())


def test_the_standard_port_may_be_signed_or_not() -> None:
    """Twilio leaves it out, whatever the address says."""
    verify(*published("https://mycompany.com:443/myapp.php"))


@pytest.mark.parametrize(
    "change",
    [
        {"query": "foo=1"},
        {"body": b"CallSid=CA1"},
        {"body": b"\xff"},
        {"headers": {}},
        {"headers": {"x-twilio-signature": "é"}},
    ],
)
def test_any_change_is_refused(change: dict[str, object]) -> None:
    """In the address, the form or the signature."""
    request, connection = published()
    with pytest.raises(UnauthenticError):
        verify(request.model_copy(update=change), connection)


def test_a_call_is_a_message_from_its_number() -> None:
    """With the name that the network tells."""
    event = message("text")
    assert (event.provider_message_id, event.text) == (CALL, "Call from +48500100200")
    assert (event.sender.phone, event.sender.name, event.door.address) == (
        "+48500100200",
        "ANA KOWALSKA",
        "+48500100200",
    )


def test_those_who_withhold_their_number_are_not_one_person() -> None:
    """Each is known by their call alone."""
    event = message("withheld")
    assert (event.door.address, event.sender.phone, event.text) == (CALL, None, "Call from a withheld number")


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("digits", "Chose 1: zamówienia"),
        ("speech", "Chose 1: zamówienia (said: I have an order, please)"),
        ("unknown_digit", "Pressed 7"),
        ("callback", "Asks to be called back: +48500100200"),
        ("branch", "Chose 2: faktura"),
        ("put_through", "Spoke with the team for 63 seconds"),
        ("callback_while_waiting", "Asks to be called back: +48500100200"),
    ],
)
def test_each_choice_is_a_message(case: str, text: str) -> None:
    """By digit or by word, and with an id of its own."""
    event = message(case)
    assert event.text == text
    assert event.provider_message_id.startswith(f"{CALL}:")


def step(query: str, **fields: str) -> list[InboundEvent]:
    """Return what a step of a call tells."""
    form = urlencode({"CallSid": "CA1", "From": "+48500100200", **fields})
    return parse(Request(query=query, body=form.encode(), received_at=NOW), CONNECTION)


@pytest.mark.parametrize(
    ("query", "digits", "team", "text"),
    [
        ("step=menu", "1", "support", "Chose 1: zamówienia"),
        ("step=menu&at=1", "2", "billing", "Chose 2: faktura"),
        ("step=menu&at=1", "7", "support", "Pressed 7"),
        ("step=wait&at=12", "9", "billing", "Asks to be called back: +48500100200"),
        ("step=menu", "7", None, "Pressed 7"),
    ],
)
def test_a_choice_names_the_team_that_it_is_for(query: str, digits: str, team: str | None, text: str) -> None:
    """The last one named on the way through the tree, and none where the way has no team."""
    [event] = step(query, Digits=digits)
    assert isinstance(event, InboundMessage)
    assert (event.wanted_team, event.text) == (team, text)


def test_who_comes_past_a_choice_twice_is_heard_twice() -> None:
    """Each answer of ours has its number, which comes back with what is pressed."""
    [[first], [second]] = (step(f"step=menu&turn={turn}", Digits="1") for turn in (2, 4))
    assert isinstance(first, InboundMessage)
    assert isinstance(second, InboundMessage)
    assert first.provider_message_id != second.provider_message_id


def test_only_what_a_caller_says_is_a_sign_of_their_language() -> None:
    """The other words are the channel's own; the language that the caller chose is told with them."""
    [said] = step("step=menu&lang=en-GB", SpeechResult="dzień dobry")
    [pressed] = step("step=menu&lang=en-GB", Digits="7")
    assert isinstance(said, InboundMessage)
    assert isinstance(pressed, InboundMessage)
    assert (said.is_described, pressed.is_described) == (False, True)
    assert pressed.sender.language == "en"


def test_a_call_that_the_team_took_is_told() -> None:
    """As a machine's message; that nobody answered is not worth one."""
    [event] = step("step=dialled&at=2", DialCallStatus="completed", DialCallDuration="63")
    assert isinstance(event, InboundMessage)
    assert (event.text, event.is_machine) == ("Spoke with the team for 63 seconds", True)
    assert step("step=dialled&at=2", DialCallStatus="no-answer") == []


@pytest.mark.parametrize("case", ["silence", "language", "not_put_through"])
def test_what_nobody_has_to_know_tells_nothing(case: str) -> None:
    """Silence, the choice of a language, which comes with all that follows, and a telephone that nobody answered."""
    assert parse(hook_request(f"twilio_voice/{case}"), CONNECTION) == []


def test_a_voicemail_has_its_recording_and_later_its_transcript() -> None:
    """The transcript is an edit of the voicemail."""
    event = message("voice")
    [recording] = event.attachments
    assert (recording.kind, event.text) == (MediaKind.VOICE, "Voicemail, 12 seconds")
    assert (recording.provider_media_id or "").endswith(f"/Recordings/{RECORDING}.mp3")
    [edit] = parse(hook_request("twilio_voice/edit"), CONNECTION)
    assert isinstance(edit, InboundEdit)
    assert edit.provider_message_id == event.provider_message_id == RECORDING
    assert edit.text.startswith("Voicemail: Hello, where")
    assert parse(hook_request("twilio_voice/transcript_failed"), CONNECTION) == []


def test_the_end_of_a_call_is_a_machine_s_message() -> None:
    """Nobody has to answer it."""
    assert message("ended").text == "Call ended after 42 seconds"
    assert message("ended").is_machine
    assert message("given_up").is_machine
    assert not message("text").is_machine


@pytest.mark.parametrize(("case", "state"), [("delivered", DeliveryState.DELIVERED), ("failed", DeliveryState.FAILED)])
def test_a_call_of_ours_brings_our_reference_back(case: str, state: DeliveryState) -> None:
    """From the address that Twilio was given for it."""
    [event] = parse(hook_request(f"twilio_voice/{case}"), CONNECTION)
    assert isinstance(event, InboundDelivery)
    assert (event.reference, event.state) == ("ABCD1234.01K0000000000000000000000A", state)
    assert event.door is not None
    assert event.door.address == "+48500100200"


def test_nothing_is_asked_first() -> None:
    """There is no handshake."""
    assert handshake(hook_request("twilio_voice/text"), CONNECTION) is None
