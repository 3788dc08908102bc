"""VK's Callback API."""

import json
from datetime import UTC, datetime

import pytest

from channels.vk.content import plain
from channels.vk.inbound import handshake, parse, verify
from tests.samples import NOW, hook_request
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    InboundWatermark,
    Request,
    Response,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, DeliveryState, MediaKind

CONNECTION = Connection(
    id="shop-vk",
    channel="vk",
    settings={"confirmation": "5f7a1c2b"},
    secret={"callback_secret": "sample-callback-secret", "access_token": "T-1"},
    previous_secret={"callback_secret": "the-one-before"},
)


def told(case: str) -> InboundEvent:
    """Return the one event that a sample tells of."""
    [event] = parse(hook_request(f"vk/{case}"), CONNECTION)
    return event


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    event = told(case)
    assert isinstance(event, InboundMessage)
    return event


def call(body: object) -> Request:
    """Return a call of the Callback API."""
    return Request(body=json.dumps(body).encode(), received_at=NOW)


def test_a_text_becomes_a_message_from_its_writer() -> None:
    """Its key holds the conversation; the language is the app's."""
    event = message("text")
    assert event.provider_message_id == "5500112:38"
    assert event.text == "Где мой заказ 10428? 📦"
    assert (event.door.address, event.sender.address, event.sender.language) == ("5500112", "5500112", "ru")
    assert event.occurred_at == datetime.fromtimestamp(1794820345, UTC)


@pytest.mark.parametrize(
    ("case", "kind", "name", "end"),
    [
        ("photo", MediaKind.IMAGE, "photo.jpg", "size=1280x960"),
        ("voice", MediaKind.VOICE, "voice.mp3", "7a.mp3"),
        ("document", MediaKind.FILE, "счёт-10428.pdf", "api=1"),
        ("sticker", MediaKind.STICKER, "sticker.png", "1-12-512"),
        ("graffiti", MediaKind.IMAGE, "graffiti.png", "5.png"),
    ],
)
def test_each_kind_of_media_is_one_attachment(case: str, kind: MediaKind, name: str, end: str) -> None:
    """Of several sizes the largest is taken."""
    [attachment] = message(case).attachments
    assert (attachment.kind, attachment.name) == (kind, name)
    assert (attachment.provider_media_id or "").endswith(end)


def test_what_lies_on_a_page_is_told_by_its_address() -> None:
    """A video, a link, music and a post."""
    assert message("video").text == "Распаковка https://vk.com/video5500112_456239017"
    assert message("link").text.splitlines() == [
        "смотрите",
        "Лампа https://shop.example.com/p/77",
        "Trio – Rain",  # noqa: RUF001 - as VK writes it
        "Скидки https://vk.com/wall-227812345_77",
    ]


def test_a_place_keeps_its_name() -> None:
    """It is no text."""
    place = message("location").place
    assert place is not None
    assert (place.latitude, place.name) == (59.93428, "Невский проспект, Санкт-Петербург")


def test_mentions_are_shown_as_names() -> None:
    """VK's markup does not reach the desk."""
    assert plain("[id1|Ann] and [club2|Shop], see [https://vk.com/x|here] [not|this]") == (
        "Ann and Shop, see here [not|this]"
    )


def test_a_reply_names_the_message_it_answers() -> None:
    """The reference has the form that sent messages are known by."""
    event = message("reply")
    assert event.references == ("5500112:37",)
    assert event.text == "Магазин, этот"


def test_what_is_passed_on_comes_along() -> None:
    """Its words are quoted, its photo attached."""
    event = message("forwarded")
    assert event.text == "> Заказ едет"
    assert len(event.attachments) == 1


def test_in_a_chat_the_answer_goes_to_the_chat() -> None:
    """The door is the chat, the sender is the person."""
    event = message("group")
    assert (event.door.address, event.sender.address) == ("2000000001", "5500112")
    assert event.audience is Audience.GROUP


def test_an_unknown_attachment_does_not_lose_the_rest() -> None:
    """The sticker is kept, and the gift is named."""
    event = message("gift")
    assert len(event.attachments) == 1
    assert event.text == "[unsupported: gift]"


def test_an_edit_is_known_by_its_time() -> None:
    """The same edit told twice has the same id; the message keeps its own."""
    event = told("edit")
    assert isinstance(event, InboundEdit)
    assert (event.provider_message_id, event.edit_id) == ("5500112:38", "5500112:38@1794820348")


def test_reading_is_up_to_a_message_and_a_reaction_names_it() -> None:
    """All before it were read, too; without a sign, a reaction is taken back."""
    read, reaction, removed = told("read"), told("reaction"), told("reaction_removed")
    assert isinstance(read, InboundWatermark)
    assert (read.door.address, read.state) == ("5500112", DeliveryState.READ)
    assert isinstance(reaction, InboundReaction)
    assert (reaction.provider_message_id, reaction.sign) == ("5500112:39", "👍")
    assert isinstance(removed, InboundReaction)
    assert removed.sign == ""


@pytest.mark.parametrize(("case", "is_given"), [("opt_in", True), ("opt_out", False)])
def test_allowing_messages_is_consent(case: str, *, is_given: bool) -> None:
    """Who forbids them is not written to."""
    event = told(case)
    assert isinstance(event, InboundConsent)
    assert (event.is_given, event.door.address) == (is_given, "5500112")


def test_a_comment_is_public_and_belongs_to_its_thread() -> None:
    """The answer goes beneath the comment that began it."""
    event = message("comment")
    assert event.audience is Audience.PUBLIC
    assert event.door.address == "wall-227812345_77_88"
    assert event.provider_message_id == "wall-227812345_77:91"
    assert event.references == ("wall-227812345_77:90",)
    assert event.text.startswith("Магазин, ")


def test_a_comment_that_changes_or_goes_keeps_its_id() -> None:
    """Both are found by it."""
    edit, deletion = told("comment_edit"), told("comment_deletion")
    assert isinstance(edit, InboundEdit)
    assert isinstance(deletion, InboundDeletion)
    assert edit.provider_message_id == deletion.provider_message_id == "wall-227812345_77:91"


def test_other_comments_say_what_they_are_about() -> None:
    """A topic and a photo."""
    assert message("comment_topic").door.address == "topic-227812345_41_5"
    assert message("comment_photo").door.address == "photo-227812345_457239000_6"


@pytest.mark.parametrize("case", ["service", "comment_own", "confirmation"])
def test_what_no_customer_wrote_is_acknowledged(case: str) -> None:
    """Our own words are not the customer's."""
    assert parse(hook_request(f"vk/{case}"), CONNECTION) == []


def test_what_a_colleague_writes_on_vk_is_an_echo_and_what_the_api_sent_is_not() -> None:
    """Only the former names who of the community's people wrote."""
    request = hook_request("vk/echo")
    [echo] = parse(request, CONNECTION)
    assert isinstance(echo, InboundEcho)
    assert echo.text
    body = json.loads(request.body)
    del body["object"]["admin_author_id"]
    assert parse(request.model_copy(update={"body": json.dumps(body).encode()}), CONNECTION) == []


def test_a_message_of_an_unknown_kind_is_told_by_its_kind() -> None:
    """Whoever wrote it waits for an answer all the same."""
    assert message("unsupported").text.startswith("[unsupported: ")


def test_what_is_not_understood_says_so() -> None:
    """It is not dropped in silence."""
    with pytest.raises(UnreadableError):
        parse(hook_request("vk/unreadable_date"), CONNECTION)


def written(*attachments: dict[str, object]) -> InboundMessage:
    """Return a message with attachments."""
    base = {"id": 1, "date": 1794820349, "from_id": 5, "peer_id": 5, "conversation_message_id": 7, "text": ""}
    body = {"type": "message_new", "object": {"message": {**base, "attachments": attachments}}, "group_id": 1}
    [event] = parse(call(body), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_what_vk_shows_without_sizes_is_shown() -> None:
    """New stickers bring their number alone, and gifts a small picture."""
    sticker = written({"type": "sticker", "sticker": {"sticker_id": 9, "product_id": 1}})
    assert [file.provider_media_id for file in sticker.attachments] == ["https://vk.com/sticker/1-9-256"]
    gift = written({"type": "gift", "gift": {"id": 1, "thumb_256": "https://vk.com/g.jpg"}})
    assert [file.name for file in gift.attachments] == ["gift.jpg"]
    assert written({"type": "story", "story": {"id": 1, "owner_id": 5}}).text == "https://vk.com/story5_1"
    assert written({"type": "video_message", "video_message": {"id": 1}}).text == "[unsupported: video_message]"


def test_a_voice_message_brings_its_words() -> None:
    """VK writes them down, where it has understood them."""
    voice = {"link_mp3": "https://vk.com/a.mp3", "transcript_state": "done", "transcript": "hello"}
    event = written({"type": "audio_message", "audio_message": voice})
    assert (event.text, len(event.attachments)) == ("hello", 1)


@pytest.mark.parametrize(
    ("payload", "text"), [({"label": "Yes", "id": 1}, "Yes"), ({"id": 1}, '{"id": 1}'), ("go", "go"), (None, "null")]
)
def test_a_pressed_button_is_a_message(payload: object, text: str) -> None:
    """What it stands for is up to the community's own bot."""
    press = {"user_id": 5, "peer_id": 5, "event_id": "x", "payload": payload, "conversation_message_id": 7}
    [event] = parse(call({"type": "message_event", "object": press, "group_id": 1}), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert (event.text, event.door.address, event.provider_message_id) == (text, "5", "press:x")


@pytest.mark.parametrize("secret", ["sample-callback-secret", None])
def test_the_confirmation_is_answered_with_the_string(secret: str | None) -> None:
    """VK asks before it knows the secret, too."""
    question = {"type": "confirmation", "group_id": 1} | ({"secret": secret} if secret else {})
    assert handshake(call(question), CONNECTION) == Response(body="5f7a1c2b")


def test_a_confirmation_with_a_wrong_secret_is_refused() -> None:
    """Whoever knows another secret is not VK."""
    with pytest.raises(UnauthenticError):
        handshake(call({"type": "confirmation", "group_id": 1, "secret": "gué"}), CONNECTION)


@pytest.mark.parametrize("body", [{"type": "message_new", "text": "confirmation"}, {"type": 5, "a": "confirmation"}])
def test_nothing_else_is_a_confirmation(body: object) -> None:
    """The word alone does not make it one."""
    assert handshake(call(body), CONNECTION) is None


@pytest.mark.parametrize("secret", ["sample-callback-secret", "the-one-before"])
def test_the_current_and_the_previous_secret_are_accepted(secret: str) -> None:
    """While a secret is rotated, both work."""
    verify(call({"type": "message_new", "secret": secret}), CONNECTION)


@pytest.mark.parametrize("body", [{}, [], {"type": "x"}, {"type": "x", "secret": "gué"}, {"type": "x", "secret": 5}])
def test_any_other_secret_is_refused(body: object) -> None:
    """A missing one, one that is not even ASCII, and a body of another shape."""
    with pytest.raises(UnauthenticError):
        verify(call(body), CONNECTION)


def test_a_connection_without_a_secret_accepts_nothing() -> None:
    """An empty secret must not equal an empty secret."""
    with pytest.raises(UnauthenticError):
        verify(call({"type": "x", "secret": ""}), Connection(id="shop-vk", channel="vk"))


def test_a_comment_may_name_the_owner_of_its_post_alone() -> None:
    """VK adds `post_owner_id` to a comment, which does not always state an owner of its own."""
    comment = {"id": 9, "from_id": 5500112, "date": 1794820345, "text": "Ещё есть?", "post_id": 41}
    body = {"type": "wall_reply_new", "group_id": 227812345, "object": {**comment, "post_owner_id": -227812345}}
    [event] = parse(call(body), CONNECTION)
    assert event.door is not None
    assert event.door.address == "wall-227812345_41_9"
