"""What visitors write into forms."""

import pytest

from channels.form.inbound import parse
from tests.samples import NOW, form_request
from transom.channel import Connection, InboundMessage, Request
from transom.errors import UnreadableError

CONNECTION = Connection(id="contact", channel="form")


def message(request: Request) -> InboundMessage:
    """Return the message in a submission."""
    [event] = parse(request, CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_a_submission_is_a_message_of_an_unverified_address() -> None:
    """Anybody may write any address, and its case says nothing."""
    found = message(form_request("plain"))
    assert str(found.door) == "form#contact#ana@example.net"
    assert (found.subject, found.sender.name, found.sender.language) == ("Returning a lamp", "Ana Kowalska", "pl")
    assert not found.sender.is_verified


def test_what_a_form_asks_besides_is_kept_by_its_name_and_shown() -> None:
    """Rules go by the fields; agents read them below the message."""
    body = form_request("plain").body.replace(b"{", b'{"fields": {"topic": "Delivery", "order": "A-17"}, ', 1)
    found = message(Request(body=body, received_at=NOW))
    assert found.fields == {"topic": "Delivery", "order": "A-17"}
    assert found.text.endswith("\n\ntopic: Delivery\norder: A-17")
    assert not message(form_request("plain")).fields


def test_an_upload_is_an_attachment_in_the_form_s_own_folder() -> None:
    """Its name is in its id."""
    [photo] = message(form_request("with_photo")).attachments
    assert (photo.name, photo.mime, photo.kind) == ("lamp broken.jpg", "image/jpeg", "image")
    assert photo.key == "uploads/forms/contact/01KBW0V8W0S3K3F1J4M0Q2Z7RD-lamp broken.jpg"


@pytest.mark.parametrize("upload", ["../other/01KBW0V8W0S3K3F1J4M0Q2Z7RD-x", "01KBW0V8W0S3K3F1J4M0Q2Z7RD-../x", "x"])
def test_an_upload_of_somebody_else_cannot_be_named(upload: str) -> None:
    """Only names that the desk gave are taken."""
    body = form_request("with_photo").body.replace(b"01KBW0V8W0S3K3F1J4M0Q2Z7RD-lamp broken.jpg", upload.encode())
    with pytest.raises(UnreadableError) as caught:
        message(Request(body=body, received_at=NOW))
    assert list(caught.value.fields) == ["attachments.0"]


def test_the_same_key_is_the_same_submission_and_without_one_each_is_another() -> None:
    """A visitor who writes "Hello" on two days wrote twice."""
    request = form_request("minimal")
    bare = request.model_copy(update={"headers": {}})
    later = bare.model_copy(update={"received_at": NOW.replace(day=17)})
    assert message(request).provider_message_id == request.headers["idempotency-key"]
    assert message(bare).provider_message_id != message(later).provider_message_id


def test_a_machine_that_fills_in_the_hidden_field_is_heard_by_nobody() -> None:
    """It is told the same as a person."""
    assert parse(form_request("machine"), CONNECTION) == []


@pytest.mark.parametrize(("case", "field"), [("unreadable_email", "email"), ("unreadable_empty", "message")])
def test_the_field_that_is_wrong_is_named(case: str, field: str) -> None:
    """So that the form can show it."""
    with pytest.raises(UnreadableError) as caught:
        message(form_request(case))
    assert list(caught.value.fields) == [field]
