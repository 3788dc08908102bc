"""MAX's webhook."""

import json
from datetime import UTC, datetime

import pytest

from channels.max.inbound import handshake, parse, verify
from tests.samples import hook_request
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    Request,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, ContactCard, MediaKind, Place

CONNECTION = Connection(
    id="shop-max",
    channel="max",
    secret={"webhook_secret": "sample-webhook-secret", "access_token": "T-1"},
    previous_secret={"webhook_secret": "the-one-before"},
)
MID = "mid.000000000b1c9e2a019a019a61f2d0c1a2b3"


def told(case: str) -> InboundEvent:
    """Return the one event that a sample tells of."""
    [event] = parse(hook_request(f"max/{case}"), CONNECTION)
    return event


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    event = told(case)
    assert isinstance(event, InboundMessage)
    return event


def test_a_text_becomes_a_message_from_its_writer() -> None:
    """The answer goes to the chat, which is not the writer's id."""
    event = message("text")
    assert event.provider_message_id.startswith("mid.")
    assert event.text == "Где мой заказ 10428? 📦"
    assert (event.door.address, event.sender.address) == ("186412345", "98214377")
    assert (event.sender.name, event.sender.username, event.sender.language) == ("Анна Ковалёва", "anna_k", "ru")
    assert event.audience is Audience.PRIVATE
    assert event.occurred_at == datetime.fromtimestamp(1794820345, UTC)


@pytest.mark.parametrize(
    ("case", "kind", "name", "start"),
    [
        ("image", MediaKind.IMAGE, "image.jpg", "https://i.oneme.ru/"),
        ("video", MediaKind.VIDEO, "video.mp4", "video:v9-vid/token"),
        ("voice", MediaKind.VOICE, "voice", "https://maxau01.okcdn.ru/"),
        ("file", MediaKind.FILE, "счёт-10428.pdf", "https://fd.oneme.ru/"),
        ("sticker", MediaKind.STICKER, "sticker", "https://st.mycdn.me/"),
    ],
)
def test_each_kind_of_media_is_one_attachment(case: str, kind: MediaKind, name: str, start: str) -> None:
    """A video is known by its token, all else by its address."""
    [attachment] = message(case).attachments
    assert (attachment.kind, attachment.name) == (kind, name)
    assert (attachment.provider_media_id or "").startswith(start)


def test_what_is_neither_text_nor_file_has_its_own_place() -> None:
    """A place, a card and a link."""
    assert message("location").place == Place(latitude=55.755864, longitude=37.617698)
    card = ContactCard(name="Пётр Новак", phones=("79161234567",), emails=("petr@example.com",))
    assert message("contact").cards == (card,)
    assert message("share").text.splitlines() == ["смотрите", "Лампа https://shop.example.com/p/77"]


def test_a_reply_names_the_message_it_answers() -> None:
    """What is answered is not said again."""
    event = message("reply")
    assert (event.references, event.text) == ((MID,), "этот")


def test_what_is_passed_on_comes_along() -> None:
    """Its words and its image."""
    event = message("forwarded")
    assert (event.text, len(event.attachments), event.references) == ("Заказ едет", 1, ())


def test_in_a_chat_the_answer_goes_to_the_chat() -> None:
    """The door is the chat, the sender is the person; a bot there is a machine."""
    event = message("group")
    assert (event.door.address, event.sender.address) == ("-70981234567890", "98214377")
    assert event.audience is Audience.GROUP
    assert not event.is_machine
    assert message("bot").is_machine


def test_an_unknown_attachment_does_not_lose_the_rest() -> None:
    """The text is kept, and the poll is named."""
    assert message("mixed").text == "и ещё\n[unsupported: poll]"


def test_edits_and_deletions_name_the_message() -> None:
    """An edit is known by its time."""
    edit, deletion = told("edit"), told("deletion")
    assert isinstance(edit, InboundEdit)
    assert edit.edit_id == f"{edit.provider_message_id}@1794820345000"
    assert isinstance(deletion, InboundDeletion)
    assert (deletion.provider_message_id, deletion.door.address) == (MID, "186412345")


@pytest.mark.parametrize(("case", "is_given"), [("opt_in", True), ("opt_out", False)])
def test_starting_the_bot_is_consent(case: str, *, is_given: bool) -> None:
    """Who stops it is not written to."""
    event = told(case)
    assert isinstance(event, InboundConsent)
    assert event.is_given is is_given


@pytest.mark.parametrize("case", ["added"])
def test_what_nobody_wrote_is_acknowledged(case: str) -> None:
    """There is nothing to store, and nothing to complain of."""
    assert handshake(hook_request(f"max/{case}"), CONNECTION) is None
    assert parse(hook_request(f"max/{case}"), CONNECTION) == []


def test_a_message_of_an_unknown_kind_is_told_by_its_kind() -> None:
    """Whoever wrote it waits for an answer all the same."""
    assert message("unsupported").text.startswith("[unsupported: ")


def test_what_is_not_understood_says_so() -> None:
    """It is not dropped in silence."""
    with pytest.raises(UnreadableError):
        parse(hook_request("max/unreadable_time"), CONNECTION)


ANA = {"user_id": 5, "first_name": "Ana", "is_bot": False}


def update(kind: str, **fields: object) -> Request:
    """Return an update as MAX posts it."""
    body = json.dumps({"update_type": kind, "timestamp": 1794820349501, **fields}).encode()
    return Request(body=body, received_at=datetime(2026, 11, 16, tzinfo=UTC))


def created(body: dict[str, object], **recipient: object) -> InboundMessage:
    """Return a message of Ana's."""
    recipient = {"chat_id": 77, "chat_type": "dialog", **recipient}
    told = {"sender": ANA, "recipient": recipient, "timestamp": 1794820349501, "body": {"mid": "m", **body}}
    [event] = parse(update("message_created", message=told), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_a_dialog_without_a_chat_is_known_by_who_wrote() -> None:
    """MAX may leave it out."""
    assert created({"text": "x"}, chat_id=None).door.address == "5"


def test_a_voice_message_brings_its_words() -> None:
    """MAX writes them down, where it has understood them."""
    voice = {"type": "audio", "payload": {"url": "https://vd.okcdn.ru/x"}, "transcription": "hello"}
    assert created({"attachments": [voice]}).text == "hello"


def test_a_pressed_button_is_a_message() -> None:
    """The message that it stands beneath may be gone."""
    callback = {"timestamp": 1, "callback_id": "c", "payload": "p", "user": ANA}
    [event] = parse(update("message_callback", callback=callback, message=None), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert (event.text, event.door.address, event.sender.name) == ("p", "5", "Ana")


@pytest.mark.parametrize("kind", ["dialog_removed", "bot_removed"])
def test_who_removes_the_bot_wants_nothing_written(kind: str) -> None:
    """As who stops it."""
    [event] = parse(update(kind, chat_id=77, user=ANA), CONNECTION)
    assert isinstance(event, InboundConsent)
    assert (event.is_given, event.door.address) == (False, "77")


@pytest.mark.parametrize("secret", ["sample-webhook-secret", "the-one-before"])
def test_the_current_and_the_previous_secret_are_accepted(secret: str) -> None:
    """While a secret is rotated, both work."""
    verify(Request(headers={"x-max-bot-api-secret": secret}, received_at=datetime.now(UTC)), CONNECTION)


@pytest.mark.parametrize("headers", [{}, {"x-max-bot-api-secret": "gué"}])
def test_any_other_secret_is_refused(headers: dict[str, str]) -> None:
    """A missing one, and one that is not even ASCII."""
    with pytest.raises(UnauthenticError):
        verify(Request(headers=headers, received_at=datetime.now(UTC)), CONNECTION)


def test_a_connection_without_a_secret_accepts_nothing() -> None:
    """An empty header must not equal an empty secret."""
    request = Request(headers={"x-max-bot-api-secret": ""}, received_at=datetime.now(UTC))
    with pytest.raises(UnauthenticError):
        verify(request, Connection(id="shop-max", channel="max"))


def test_what_is_passed_on_without_a_word_is_read() -> None:
    """Such a message has no body of its own, and so no id: its chat and its time stand for it."""
    passed = {"type": "forward", "message": {"mid": "mid.7", "seq": 7, "text": "Заказ 10428 в пути"}}
    written = {
        "sender": {"user_id": 98214377, "first_name": "Анна"},
        "recipient": {"chat_id": 186412345, "chat_type": "dialog"},
        "timestamp": 1794820345000,
        "body": None,
        "link": passed,
    }
    body = {"update_type": "message_created", "timestamp": 1794820345001, "message": written}
    [event] = parse(Request(body=json.dumps(body).encode(), received_at=datetime.now(UTC)), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert (event.provider_message_id, event.text) == ("186412345@1794820345000", "Заказ 10428 в пути")
