"""Discourse's webhooks."""

import json

import pytest

from channels.discourse.inbound import parse
from tests.samples import NOW, hook_request, sample_connection
from transom.channel import InboundDeletion, InboundEdit, InboundMessage, InboundReaction, Request
from transom.model import Audience

CONNECTION = sample_connection("discourse")


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = parse(hook_request(f"discourse/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_a_post_is_a_public_message_of_its_topic() -> None:
    """Its title is the subject, and its markup is gone."""
    event = message("text")
    assert (event.subject, event.audience) == ("My shelf broke", Audience.PUBLIC)
    assert event.text == "Where is my order 10428? :package:"
    assert (event.provider_message_id, event.door.address) == ("4711:1", "4711:57")


def test_a_quote_is_no_word_of_the_customer_s() -> None:
    """What is answered is a reference."""
    event = message("reply")
    assert event.text == "@acme The <big> one:\n\n- oak\n\n- two metres"
    assert event.references == ("4711:2",)


def test_pictures_and_files_are_attached_by_name() -> None:
    """The file's address is told without its host."""
    shelf, invoice = message("image").attachments
    assert shelf.mime == "image/jpeg"
    assert (invoice.name, invoice.mime) == ("invoice-10428.pdf", "application/pdf")
    assert invoice.provider_media_id == "https://forum.example.com/uploads/short-url/q7Zk2mWx.pdf"


def test_a_private_message_is_private() -> None:
    """Who is not in it cannot read it."""
    assert message("private").audience is Audience.PRIVATE


@pytest.mark.parametrize("case", ["echo", "small_action", "topic", "ping", "deletion_unproven"])
def test_what_no_customer_did_tells_nothing(case: str) -> None:
    """A deletion that the signed body does not bear out is none."""
    assert parse(hook_request(f"discourse/{case}"), CONNECTION) == []


def test_a_deletion_and_a_like_name_the_post() -> None:
    """The like is of a post of ours."""
    [gone] = parse(hook_request("discourse/deletion"), CONNECTION)
    assert isinstance(gone, InboundDeletion)
    assert gone.provider_message_id == "4711:1"
    [liked] = parse(hook_request("discourse/reaction"), CONNECTION)
    assert isinstance(liked, InboundReaction)
    assert liked.provider_message_id == "4711:2"


def test_a_post_that_was_brought_back_has_its_text_again() -> None:
    """As an edit that came after the deletion; told twice, it is one."""
    request = hook_request("discourse/edit")
    headers = request.headers | {"x-discourse-event": "post_recovered", "x-discourse-event-id": "77"}
    twice = [parse(request.model_copy(update={"headers": headers}), CONNECTION) for _ in range(2)]
    assert twice[0] == twice[1]
    [[edit], _] = twice
    assert isinstance(edit, InboundEdit)
    [plain] = parse(request, CONNECTION)
    assert isinstance(plain, InboundEdit)
    assert (edit.text, edit.occurred_at) == (plain.text, request.received_at)
    assert edit.edit_id != plain.edit_id


def test_a_post_whose_account_is_gone_is_nobody_s() -> None:
    """Discourse writes null for all that it knew of who wrote it."""
    gone = {"user_id": None, "username": None, "name": None, "avatar_template": None}
    post = {"id": 7, "topic_id": 4711, "post_number": 7, "created_at": "2026-11-16T09:00:00Z", "cooked": "<p>Hi</p>"}
    headers = {"x-discourse-event": "post_edited"}
    body = json.dumps({"post": post | gone}).encode()
    assert parse(Request(headers=headers, body=body, received_at=NOW), CONNECTION) == []
