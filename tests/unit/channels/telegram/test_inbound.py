"""Telegram's webhook."""

import json
from datetime import UTC, datetime

import pytest

from channels.telegram.inbound import handshake, parse, verify
from tests.samples import hook_request
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundEcho,
    InboundEdit,
    InboundMessage,
    InboundMove,
    InboundReaction,
    Request,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, ContactCard, MediaKind, Place

CONNECTION = Connection(
    id="demo-telegram",
    channel="telegram",
    secret={"webhook_secret": "sample-webhook-secret", "token": "1:T"},
    previous_secret={"webhook_secret": "the-one-before"},
)

PLAIN = {"message_id": 1, "date": 1, "chat": {"id": 2}, "from": {"id": 2, "first_name": "Ana"}}


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = parse(hook_request(f"telegram/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def update(**fields: object) -> Request:
    """Return an update as Telegram posts it."""
    body = json.dumps({"update_id": 1, **fields}).encode()
    return Request(body=body, received_at=datetime(2026, 11, 16, tzinfo=UTC))


def test_a_text_becomes_a_message_from_its_writer() -> None:
    """The message's key holds the chat, its time is UTC, and the language is the app's."""
    event = message("text")
    assert event.provider_message_id == "5500112233:41"
    assert event.text == "Where is my order 10428? 📦"
    assert str(event.door) == "telegram#demo-telegram#5500112233"
    assert (event.sender.name, event.sender.language) == ("Ana Kowalska", "pl")
    assert event.occurred_at == datetime.fromtimestamp(1794820350, UTC)
    assert not event.is_machine


def test_a_body_in_base64_is_the_same_message() -> None:
    """The gateway may encode a body; the text does not change."""
    assert message("base64").text == message("text").text


def test_the_largest_photo_is_taken_with_its_caption() -> None:
    """Sizes come in any order; the caption is the text."""
    event = message("photo")
    [photo] = event.attachments
    assert photo.provider_media_id == "AgACAgIAAxkBAAIBlarge"
    assert (photo.kind, photo.name, photo.size) == (MediaKind.IMAGE, "photo.jpg", 88213)
    assert event.text == "It came like this"


@pytest.mark.parametrize(
    ("case", "kind", "name"),
    [
        ("document", MediaKind.FILE, "invoice-10428.pdf"),
        ("voice", MediaKind.VOICE, "voice.ogg"),
        ("animation", MediaKind.VIDEO, "cat.mp4"),
        ("sticker", MediaKind.STICKER, "sticker.webp"),
    ],
)
def test_each_kind_of_media_is_one_attachment(case: str, kind: MediaKind, name: str) -> None:
    """An animation, which comes as a document too, is not taken twice."""
    [attachment] = message(case).attachments
    assert (attachment.kind, attachment.name) == (kind, name)
    assert attachment.key is None


def test_a_place_and_a_card_are_what_they_are() -> None:
    """A place keeps its degrees, a card its name and number."""
    assert message("location").place == Place(latitude=52.229676, longitude=21.012229)
    assert message("contact").cards == (ContactCard(name="Piotr Nowak", phones=("+48500100200",)),)


def test_a_venue_is_a_place_with_a_name() -> None:
    """The same message also has the bare location; the venue says more."""
    spot = {"latitude": 52.2, "longitude": 21.0}
    venue = {"location": spot, "title": "Depot", "address": "Prosta 1"}
    [event] = parse(update(message={**PLAIN, "location": spot, "venue": venue}), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.place == Place(latitude=52.2, longitude=21.0, name="Depot", address="Prosta 1")


def test_pictures_of_an_album_are_told_to_belong_together() -> None:
    """Each comes in an update of its own, with the same group."""
    photo = [{"file_id": "AgAC", "width": 90, "height": 90}]
    [event] = parse(update(message={**PLAIN, "media_group_id": "139", "photo": photo}), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.album == "139"


def test_a_reaction_is_put_to_the_message_and_taken_back() -> None:
    """The latest sign counts; none is an empty one."""
    told = {"chat": {"id": 2}, "message_id": 41, "user": {"id": 2, "first_name": "Ana"}, "date": 5}
    for signs, sign in (([{"type": "emoji", "emoji": "👍"}], "👍"), ([], "")):
        [event] = parse(update(message_reaction={**told, "old_reaction": [], "new_reaction": signs}), CONNECTION)
        assert isinstance(event, InboundReaction)
        assert (event.provider_message_id, event.sender.name, event.sign) == ("2:41", "Ana", sign)


def test_a_business_s_customer_is_answered_in_the_business_s_chat() -> None:
    """The door holds the leave to write there, and what the customer deletes there is told."""
    [event] = parse(update(business_message={**PLAIN, "business_connection_id": "bc1", "text": "hi"}), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.door.address == "2@bc1"
    deleted = {"business_connection_id": "bc1", "chat": {"id": 2}, "message_ids": [1, 3]}
    events = parse(update(deleted_business_messages=deleted), CONNECTION)
    assert [(each.kind, each.provider_message_id) for each in events if isinstance(each, InboundDeletion)] == [
        ("deletion", "2:1"),
        ("deletion", "2:3"),
    ]


def test_what_the_business_s_owner_writes_in_their_own_app_is_an_echo() -> None:
    """In the customer's chat, under the owner's name."""
    owner = {"id": 7, "first_name": "Olga", "last_name": "Owner"}
    own = {**PLAIN, "business_connection_id": "bc1", "text": "We ship tomorrow.", "from": owner}
    [echo] = parse(update(business_message=own), CONNECTION)
    assert isinstance(echo, InboundEcho)
    assert (echo.door.address, echo.author, echo.text) == ("2@bc1", "Olga Owner", "We ship tomorrow.")


@pytest.mark.parametrize("kind", ["business_message", "edited_business_message"])
@pytest.mark.parametrize(
    "written",
    [
        {"from": {"id": 7, "first_name": "Owner"}},
        {"sender_business_bot": {"id": 9, "is_bot": True, "first_name": "Bot"}},
    ],
)
def test_what_the_business_writes_itself_is_no_customer_s_message(kind: str, written: dict[str, object]) -> None:
    """Its owner, and a bot in its name, write in the same chat as the customer."""
    own = {**PLAIN, "business_connection_id": "bc1", "text": "We ship tomorrow.", **written}
    assert not any(
        isinstance(event, InboundMessage | InboundEdit) for event in parse(update(**{kind: own}), CONNECTION)
    )


@pytest.mark.parametrize(("status", "is_given"), [("kicked", False), ("member", True)])
def test_who_blocks_the_bot_wants_nothing_written(status: str, is_given: bool) -> None:  # noqa: FBT001 - the case
    """And who starts it again does."""
    told = {"chat": {"id": 2}, "from": {"id": 2}, "date": 5, "new_chat_member": {"status": status}}
    [event] = parse(update(my_chat_member=told), CONNECTION)
    assert isinstance(event, InboundConsent)
    assert event.is_given is is_given


def test_a_reply_names_the_message_it_answers() -> None:
    """The reference has the form that sent messages are known by."""
    assert message("reply").references == ("5500112233:40",)


def test_in_a_group_the_answer_goes_to_the_group() -> None:
    """The door is the chat, the sender is the person."""
    event = message("group")
    assert event.door.address == "-1001987654321"
    assert event.audience is Audience.GROUP
    assert event.sender.address == "5500112233"


def test_a_bot_is_a_machine() -> None:
    """Two bots that answer each other would never stop."""
    sender = {"id": 5, "is_bot": True, "first_name": "Other"}
    [event] = parse(
        update(message={"message_id": 1, "date": 1, "chat": {"id": 2}, "from": sender, "text": "x"}), CONNECTION
    )
    assert isinstance(event, InboundMessage)
    assert event.is_machine


def test_a_channel_without_a_sender_writes_in_its_own_name() -> None:
    """Posts of linked channels have no `from`."""
    [event] = parse(
        update(message={"message_id": 1, "date": 1, "chat": {"id": 2, "title": "News"}, "text": "x"}), CONNECTION
    )
    assert isinstance(event, InboundMessage)
    assert (event.sender.address, event.sender.name) == ("2", "News")


def test_an_edit_is_known_by_its_time() -> None:
    """The same edit told twice has the same id; the message keeps its own."""
    [event] = parse(hook_request("telegram/edited"), CONNECTION)
    assert isinstance(event, InboundEdit)
    assert (event.provider_message_id, event.edit_id) == ("5500112233:41", "5500112233:41@1794820380")
    assert "10429" in event.text


def test_news_that_nobody_wrote_to_the_desk_is_acknowledged() -> None:
    """There is nothing to store, and nothing to complain of."""
    assert parse(hook_request("telegram/service"), CONNECTION) == []


def test_a_message_of_an_unknown_kind_is_told_by_its_kind() -> None:
    """Whoever wrote it waits for an answer all the same; a kind that nobody foresaw is a message."""
    assert message("poll").text == "[unsupported: poll]"
    [event] = parse(update(message={**PLAIN, "hologram": {}, "via_bot": {}}), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.text == "[unsupported: message]"


def test_what_is_not_understood_says_so() -> None:
    """It is not dropped in silence."""
    with pytest.raises(UnreadableError):
        parse(hook_request("telegram/unreadable_html"), CONNECTION)


def test_a_group_that_becomes_a_supergroup_has_moved() -> None:
    """Its own message says where to; the one in the new group tells nothing."""
    moved = {**PLAIN, "chat": {"id": -5, "type": "group"}, "migrate_to_chat_id": -1005}
    [event] = parse(update(message=moved), CONNECTION)
    assert isinstance(event, InboundMove)
    assert (event.door.address, event.address) == ("-5", "-1005")
    assert parse(update(message={**PLAIN, "migrate_from_chat_id": -5}), CONNECTION) == []


def test_a_topic_is_a_conversation_and_a_thread_of_answers_is_none() -> None:
    """Both have a thread's number."""
    threaded = {**PLAIN, "chat": {"id": -1005, "type": "supergroup"}, "message_thread_id": 9, "text": "x"}
    for more, address in (({"is_topic_message": True}, "-1005/9"), ({}, "-1005")):
        [event] = parse(update(message={**threaded, **more}), CONNECTION)
        assert event.door
        assert event.door.address == address


@pytest.mark.parametrize(
    ("more", "name", "mime"),
    [
        ({"is_animated": True}, "sticker.tgs", "application/x-tgsticker"),
        ({"is_video": True}, "sticker.webm", "video/webm"),
        ({}, "sticker.webp", "image/webp"),
    ],
)
def test_a_sticker_is_of_the_type_that_it_moves_by(more: dict[str, object], name: str, mime: str) -> None:
    """Telegram states no type."""
    [event] = parse(update(message={**PLAIN, "sticker": {"file_id": "S", **more}}), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert (event.attachments[0].name, event.attachments[0].mime) == (name, mime)


def test_the_address_behind_words_is_shown_beside_them() -> None:
    """Places are counted in UTF-16, so that an emoji counts twice; what does not fit is left out."""
    marks = [
        {"type": "text_link", "offset": 3, "length": 4, "url": "https://a.example"},
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 90, "length": 4, "url": "https://b.example"},
    ]
    for field, entities in (("text", "entities"), ("caption", "caption_entities")):
        [event] = parse(update(message={**PLAIN, field: "📦 here!", entities: marks}), CONNECTION)
        assert isinstance(event, InboundMessage)
        assert event.text == "📦 here (https://a.example)!"


def test_what_was_passed_on_is_told_so() -> None:
    """Telegram says where it comes from."""
    for more, is_forwarded in (({"forward_origin": {"type": "user"}}, True), ({}, False)):
        [event] = parse(update(message={**PLAIN, "text": "x", **more}), CONNECTION)
        assert isinstance(event, InboundMessage)
        assert event.is_forwarded is is_forwarded


def test_a_picture_may_lose_its_caption() -> None:
    """A place that moves is no edit."""
    photo = {"photo": [{"file_id": "P", "width": 9, "height": 9}], "edit_date": 2}
    [event] = parse(update(edited_message={**PLAIN, **photo}), CONNECTION)
    assert isinstance(event, InboundEdit)
    assert event.text == ""
    assert parse(update(edited_message={**PLAIN, "location": {"latitude": 1, "longitude": 1}}), CONNECTION) == []


def test_an_unreadable_body_is_not_quoted_in_the_error() -> None:
    """The error names the place and what is wrong there, never the customer's words."""
    with pytest.raises(UnreadableError) as caught:
        parse(update(message={"message_id": "private words", "date": 1, "chat": {"id": 2}}), CONNECTION)
    assert "message.message_id" in caught.value.fields
    assert "private words" not in f"{caught.value} {caught.value.fields}"


@pytest.mark.parametrize("secret", ["sample-webhook-secret", "the-one-before"])
def test_the_current_and_the_previous_secret_are_accepted(secret: str) -> None:
    """While a secret is rotated, both work."""
    verify(Request(headers={"x-telegram-bot-api-secret-token": secret}, received_at=datetime.now(UTC)), CONNECTION)


@pytest.mark.parametrize("headers", [{}, {"x-telegram-bot-api-secret-token": "gué"}])
def test_any_other_secret_is_refused(headers: dict[str, str]) -> None:
    """A missing one, and one that is not even ASCII."""
    with pytest.raises(UnauthenticError):
        verify(Request(headers=headers, received_at=datetime.now(UTC)), CONNECTION)


def test_a_connection_without_a_secret_accepts_nothing() -> None:
    """An empty header must not equal an empty secret."""
    bare = Connection(id="demo-telegram", channel="telegram")
    with pytest.raises(UnauthenticError):
        verify(Request(received_at=datetime.now(UTC)), bare)


def test_telegram_asks_no_question_first() -> None:
    """There is no handshake."""
    assert handshake(hook_request("telegram/text"), CONNECTION) is None
