"""TikTok's webhook."""

from channels.tiktok.inbound import parse
from tests.samples import hook_request, sample_connection
from transom.channel import InboundEcho, InboundMessage, InboundWatermark

CONNECTION = sample_connection("tiktok")


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = parse(hook_request(f"tiktok/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_a_text_stands_at_the_door_of_its_conversation() -> None:
    """The answer goes to the conversation, not to the user."""
    event = message("text")
    assert event.text == "Where is my order 10428? 📦"
    assert event.door.address == "u5JhpselBAhoPOlnH0tZ9y07kg=="
    assert event.sender.username == "ana.kowalska"


def test_an_answer_names_what_it_answers() -> None:
    """By the id of the message."""
    assert message("reply").references == ("u5Buqc6lAghuOelnHUZV88DK0A==",)


def test_a_shared_post_is_its_address() -> None:
    """A sticker only says that it was one."""
    assert message("share_post").text.startswith("https://www.tiktok.com/player/")
    assert message("sticker").text == "[sticker]"


def test_a_message_of_an_unknown_kind_is_told_by_its_kind() -> None:
    """Whoever wrote it waits for an answer all the same."""
    assert message("unsupported").text.startswith("[unsupported: ")


def test_reading_is_a_watermark_and_what_the_account_wrote_an_echo() -> None:
    """Our own messages come back, too, and those that were written in TikTok's app."""
    [event] = parse(hook_request("tiktok/read"), CONNECTION)
    assert isinstance(event, InboundWatermark)
    [echo] = parse(hook_request("tiktok/echo"), CONNECTION)
    assert isinstance(echo, InboundEcho)
    assert (echo.door, echo.text != "") == (event.door, True)
