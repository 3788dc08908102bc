"""A Facebook page's webhook."""

import json
from datetime import UTC, datetime

import pytest

from channels.messenger.inbound import handshake, parse, verify
from tests.samples import hook_request, sample_connection
from transom.channel import (
    InboundDeletion,
    InboundDelivery,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    InboundWatermark,
    Request,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, DeliveryState, MediaKind, Referral

CONNECTION = sample_connection("messenger")
PRIVATE = CONNECTION.model_copy(update={"settings": CONNECTION.settings | {"comment_replies": "private"}})
CUSTOMER = "7211234567890123"
COMMENT = "122101234567890123_877654321098765"


def told(case: str) -> InboundEvent:
    """Return the one event of a sample."""
    [event] = parse(hook_request(f"messenger/{case}"), CONNECTION)
    return event


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    event = told(case)
    assert isinstance(event, InboundMessage)
    return event


def test_a_text_becomes_a_message_from_its_writer() -> None:
    """The id is good for this page, and is where the answer goes."""
    event = message("text")
    assert event.text == "Where is my order 10428? 📦"
    assert event.door.address == event.sender.address == CUSTOMER
    assert event.audience is Audience.PRIVATE
    assert event.occurred_at == datetime.fromtimestamp(1794820350.412, UTC)


@pytest.mark.parametrize(
    ("case", "kind", "name"),
    [
        ("video", MediaKind.VIDEO, "video.mp4"),
        ("voice", MediaKind.VOICE, "voice.mp4"),
        ("file", MediaKind.FILE, "invoice-10428.pdf"),
        ("sticker", MediaKind.STICKER, "sticker.png"),
    ],
)
def test_each_kind_of_media_is_one_attachment(case: str, kind: MediaKind, name: str) -> None:
    """A sticker that comes twice is kept once; a file's name stands in its address."""
    [attachment] = message(case).attachments
    assert (attachment.kind, attachment.name) == (kind, name)


def test_several_images_have_ids_of_their_own() -> None:
    """They come in one message."""
    assert [image.id for image in message("image").attachments] == ["0", "1"]


def test_a_place_is_kept_as_such_and_a_link_as_text() -> None:
    """An address that the text holds already is not said again."""
    place = message("location").place
    assert place is not None
    assert (place.latitude, place.name) == (52.229676, "Ana's Location")
    assert message("link").text == "https://shop.example.com/lamp\nA blue lamp"


def test_an_answer_names_what_it_answers() -> None:
    """By the id that sending gave."""
    [reference] = message("reply").references
    assert reference.startswith("m_")


def test_an_edit_and_a_reaction_name_their_message() -> None:
    """A reaction without a sign is taken back."""
    edit, put, back = told("edit"), told("reaction"), told("reaction_removed")
    assert isinstance(edit, InboundEdit)
    assert isinstance(put, InboundReaction)
    assert isinstance(back, InboundReaction)
    assert edit.provider_message_id == message("text").provider_message_id
    assert (put.sign, back.sign) == ("❤", "")


def test_deliveries_come_one_by_one_or_up_to_a_moment() -> None:
    """The ids may lack."""
    events = parse(hook_request("messenger/delivered"), CONNECTION)
    assert [event.kind for event in events] == ["delivery", "delivery"]
    reached, read = told("delivered_watermark"), told("read")
    assert isinstance(reached, InboundWatermark)
    assert isinstance(read, InboundWatermark)
    assert (reached.state, read.state) == (DeliveryState.DELIVERED, DeliveryState.READ)
    assert read.until == datetime.fromtimestamp(1794820350.412, UTC)


def test_an_echo_of_ours_brings_the_reference_back() -> None:
    """One that was written elsewhere is a colleague's."""
    echo = told("echo")
    assert isinstance(echo, InboundDelivery)
    assert (echo.state, echo.reference) == (DeliveryState.SENT, "7K3MZQ2X.01KA5Z8VQJ3W2M7R5T9Y1B4C6D")
    assert echo.door is not None
    assert echo.door.address == CUSTOMER
    other = told("echo_of_another")
    assert isinstance(other, InboundEcho)
    assert other.door.address == CUSTOMER
    assert other.text


def test_all_of_a_batch_is_told() -> None:
    """Also beside a message of a kind that nobody knows."""
    events = parse(hook_request("messenger/batch"), CONNECTION)
    assert [event.kind for event in events] == ["message", "message", "watermark"]


def test_a_comment_is_public_and_answered_beneath_it() -> None:
    """An answer to it belongs to the same thread."""
    comment, answer = message("comment"), message("comment_reply")
    assert (comment.audience, comment.text, comment.sender.name) == (
        Audience.PUBLIC,
        "Is it waterproof?",
        "Ana Kowalska",
    )
    assert comment.door.address == answer.door.address == f"comment:{COMMENT}"
    assert (answer.references, answer.attachments[0].kind) == ((COMMENT,), MediaKind.IMAGE)


def test_a_comment_is_answered_in_private_where_the_setting_says_so() -> None:
    """The door says how, and to what."""
    [comment] = parse(hook_request("messenger/comment"), PRIVATE)
    [post] = parse(hook_request("messenger/visitor_post"), PRIVATE)
    assert comment.door is not None
    assert post.door is not None
    assert comment.door.address == f"private:comment_id:{COMMENT}"
    assert post.door.address == "private:post_id:1067280970047460_555"


def test_what_becomes_of_a_comment_is_told() -> None:
    """Edited, removed, reacted to."""
    edit, deletion, reaction = told("comment_edit"), told("comment_deletion"), told("comment_reaction")
    assert isinstance(edit, InboundEdit)
    assert isinstance(deletion, InboundDeletion)
    assert isinstance(reaction, InboundReaction)
    assert edit.provider_message_id == deletion.provider_message_id == COMMENT
    assert reaction.sign == "😆"


def test_posts_of_visitors_and_mentions_are_messages() -> None:
    """A mention without its text says where it is."""
    assert message("visitor_post").text == "Your shop is closed?"
    assert [photo.name for photo in message("visitor_photo").attachments] == ["photo.jpg"]
    assert message("mention").text == "I bought it at Northwind"
    assert message("mention_in_comment").text == "https://www.facebook.com/778_12"


@pytest.mark.parametrize("case", ["own_comment", "like", "referral", "test"])
def test_what_no_customer_wrote_tells_nothing(case: str) -> None:
    """The page's own comments, likes of posts, a clicked link, the dashboard's test."""
    assert parse(hook_request(f"messenger/{case}"), CONNECTION) == []


def test_calls_about_another_page_are_not_taken() -> None:
    """This connection's token cannot answer there."""
    with pytest.raises(UnreadableError, match="another account: 999"):
        parse(hook_request("messenger/unreadable_other_page"), CONNECTION)


def test_the_question_is_answered_to_who_knows_the_token() -> None:
    """Other requests are no question."""
    query = "hub.mode=subscribe&hub.challenge=42&hub.verify_token="
    question = Request(method="GET", query=f"{query}sample-verify-token", received_at=datetime.now(UTC))
    response = handshake(question, CONNECTION)
    assert response is not None
    assert response.body == "42"
    assert handshake(hook_request("messenger/text"), CONNECTION) is None
    with pytest.raises(UnauthenticError):
        handshake(question.model_copy(update={"query": query}), CONNECTION)


def test_a_changed_body_is_refused() -> None:
    """The signature is over the raw bytes."""
    request = hook_request("messenger/text")
    verify(request, CONNECTION)
    with pytest.raises(UnauthenticError):
        verify(request.model_copy(update={"body": request.body + b" "}), CONNECTION)


def parsed(field: str = "messaging", **item: object) -> InboundEvent:
    """Return what one thing tells that happened between a customer and the page."""
    page = CONNECTION.settings["page_id"]
    known = {"sender": {"id": CUSTOMER}, "recipient": {"id": page}, "timestamp": 1794820350412}
    entry = {"id": page, "time": 1794820350412, field: [{**known, **item}]}
    body = json.dumps({"object": "page", "entry": [entry]}).encode()
    [event] = parse(Request(body=body, received_at=datetime(2026, 11, 16, tzinfo=UTC)), CONNECTION)
    return event


def test_what_another_program_answers_is_kept_and_answered_by_no_machine() -> None:
    """It has the customer's thread."""
    for field, is_machine in (("standby", True), ("messaging", False)):
        event = parsed(field, message={"mid": "m1", "text": "hi"})
        assert isinstance(event, InboundMessage)
        assert event.is_machine is is_machine


def test_a_template_says_what_stands_in_it() -> None:
    """Its text, and the titles of its parts."""
    payload = {"template_type": "generic", "text": "Choose", "elements": [{"title": "Blue", "subtitle": "In stock"}]}
    event = parsed(message={"mid": "m1", "attachments": [{"type": "template", "payload": payload}]})
    assert isinstance(event, InboundMessage)
    assert event.text == "Choose\nBlue\nIn stock"


@pytest.mark.parametrize("what", ["message", "postback"])
def test_what_led_a_customer_here_is_kept(what: str) -> None:
    """An ad, or a link to the page's chat."""
    led = {"ref": "autumn", "source": "ADS", "type": "OPEN_THREAD", "ads_context_data": {"ad_title": "Autumn sale"}}
    item: dict[str, object] = {what: {"mid": "m1", "text": "hi", "title": "Start", "referral": led}}
    event = parsed("messaging", **item)
    assert isinstance(event, InboundMessage)
    assert event.referral == Referral(source="ADS", title="Autumn sale", reference="autumn")


def test_a_shared_product_says_what_it_is() -> None:
    """What is shared out of a shop lies one deeper than what other templates show."""
    product = {"elements": [{"id": "7", "retailer_id": "T-7", "title": "Green tea", "subtitle": "12.00 zł"}]}
    shared = {"type": "template", "payload": {"product": product}}
    event = parsed(message={"mid": "m_7", "attachments": [shared]})
    assert isinstance(event, InboundMessage)
    assert event.text == "Green tea\n12.00 zł"


def test_the_product_that_a_customer_asks_about_is_known() -> None:
    """They write from the product's page in a shop; nothing else is told of how they came."""
    event = parsed(message={"mid": "m_7", "text": "Still there?", "referral": {"product": {"id": "T-7"}}})
    assert isinstance(event, InboundMessage)
    assert event.referral == Referral(reference="T-7")
