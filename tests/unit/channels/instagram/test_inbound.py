"""Instagram's webhook."""

import json

import pytest

from channels.instagram.inbound import handshake, parse, verify
from tests.samples import hook_request, sample_connection
from transom.channel import (
    InboundDeletion,
    InboundDelivery,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, DeliveryState, MediaKind

CONNECTION = sample_connection("instagram")
PRIVATE = CONNECTION.model_copy(update={"settings": CONNECTION.settings | {"comment_replies": "private"}})


def told(case: str) -> InboundEvent:
    """Return the one event of a sample."""
    [event] = parse(hook_request(f"instagram/{case}"), CONNECTION)
    return event


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    event = told(case)
    assert isinstance(event, InboundMessage)
    return event


def test_a_text_becomes_a_message_from_its_writer() -> None:
    """The id is good for this account, and is where the answer goes."""
    event = message("text")
    assert (event.text, event.audience) == ("Where is my order 10428? 📦", Audience.PRIVATE)
    assert str(event.door) == "instagram#sample#1254459154682919"


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        ("image", MediaKind.IMAGE),
        ("video", MediaKind.VIDEO),
        ("voice", MediaKind.VOICE),
        ("share", MediaKind.FILE),
        ("story_mention", MediaKind.FILE),
        ("story_reply", MediaKind.FILE),
    ],
)
def test_what_lies_with_meta_s_media_is_fetched(case: str, kind: MediaKind) -> None:
    """Shared posts and stories too: soon they are gone."""
    [attachment] = message(case).attachments
    assert attachment.kind is kind


def test_the_rest_is_said_in_words() -> None:
    """A page for people is an address, a heart a sign, and what Instagram keeps back is named."""
    assert message("reel").text == "A blue lamp\nhttps://www.instagram.com/reel/C1/"
    assert message("like_heart").text == "❤️"
    assert message("unsupported").text == "[unsupported: message]"


def test_what_becomes_of_a_message_is_told() -> None:
    """Changed, taken back, reacted to, read."""
    edit, deletion, reaction, read = told("edit"), told("deletion"), told("reaction"), told("read")
    assert isinstance(edit, InboundEdit)
    assert isinstance(deletion, InboundDeletion)
    assert isinstance(reaction, InboundReaction)
    assert isinstance(read, InboundDelivery)
    assert edit.provider_message_id == deletion.provider_message_id == message("text").provider_message_id
    assert (reaction.sign, read.state) == ("❤️", DeliveryState.READ)


@pytest.mark.parametrize("case", ["comment", "comment_instagram_login"])
def test_a_comment_is_public_in_both_shapes(case: str) -> None:
    """An answer to it belongs to the same thread."""
    event = message(case)
    assert (event.audience, event.sender.username) == (Audience.PUBLIC, "ana.kowalska")
    assert event.door.address == "comment:17865799348089039"


def test_a_comment_is_answered_in_private_where_the_setting_says_so() -> None:
    """The door says how."""
    [comment] = parse(hook_request("instagram/comment"), PRIVATE)
    assert comment.door is not None
    assert comment.door.address == "private:comment_id:17865799348089039"
    assert isinstance(comment, InboundMessage)
    assert comment.other_door
    assert comment.other_door.address.startswith("comment:")


def test_a_mention_says_where_it_is() -> None:
    """Instagram tells no more."""
    post, comment = message("mention"), message("mention_in_comment")
    assert post.door.address == "mention:17918195224117851:"
    assert comment.door.address == "mention:17918195224117851:17894227972186120"
    assert "17918195224117851" in post.text


@pytest.mark.parametrize("case", ["own_comment", "test"])
def test_what_no_customer_wrote_tells_nothing(case: str) -> None:
    """The account's own words, and the dashboard's test."""
    assert parse(hook_request(f"instagram/{case}"), CONNECTION) == []


def test_what_the_account_writes_elsewhere_is_an_echo() -> None:
    """In Instagram's own app, or through another program: nothing tells ours apart but its id."""
    [echo] = parse(hook_request("instagram/echo"), CONNECTION)
    assert isinstance(echo, InboundEcho)
    assert echo.text
    assert echo.door.address != CONNECTION.settings["account_id"]


def test_all_of_a_batch_is_told() -> None:
    """Private and public, and of a kind that nobody knows."""
    events = parse(hook_request("instagram/batch"), CONNECTION)
    assert [event.door.address for event in events if event.door] == [
        "1254459154682919",
        "1254459154682919",
        "comment:17865799348089043",
    ]


def test_calls_about_another_account_are_not_taken() -> None:
    """This connection's token cannot answer there."""
    with pytest.raises(UnreadableError, match="another account"):
        parse(hook_request("instagram/unreadable_other_account"), CONNECTION)


def test_the_account_s_own_secret_proves_a_call() -> None:
    """Nothing else does; a call is no question."""
    request = hook_request("instagram/text")
    verify(request, CONNECTION)
    assert handshake(request, CONNECTION) is None
    with pytest.raises(UnauthenticError):
        verify(hook_request("instagram/forged"), CONNECTION)


def changed(case: str, place: str, **fields: object) -> list[InboundEvent]:
    """Return what a sample tells with other fields in its first message or change."""
    request = hook_request(f"instagram/{case}")
    body = json.loads(request.body)
    first = body["entry"][0][place][0]
    first["message" if place == "messaging" else "value"] |= fields
    return parse(request.model_copy(update={"body": json.dumps(body).encode()}), CONNECTION)


def test_what_an_account_writes_to_itself_tells_nothing() -> None:
    """It is a note of its own."""
    assert changed("text", "messaging", is_self=True) == []


def test_a_mention_says_more_where_instagram_does() -> None:
    """Its words, and who wrote them."""
    author = {"id": "77", "username": "ana"}
    [event] = changed("mention_in_comment", "changes", **{"text": "Look @shop", "from": author})
    assert isinstance(event, InboundMessage)
    assert event.text.startswith("Look @shop\n[mentioned in the comment")
    assert (event.sender.address, event.sender.username) == ("77", "ana")
