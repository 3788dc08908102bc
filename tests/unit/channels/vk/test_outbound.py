"""What the desk asks of VK, and how it reads the answers."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest
from pydantic import JsonValue

from channels.vk.outbound import fetch, send
from transom.channel import (
    Accepted,
    Connection,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.errors import NotFoundError
from transom.http import new_client
from transom.model import Attachment, Door, MediaKind, Place
from transom.testing.fakes import Outbox

SHOP = Place(latitude=52.2297, longitude=21.0122, name="Shop", address="Long Street 1")
CONNECTION = Connection(id="shop-vk", channel="vk", secret={"access_token": "T-1", "callback_secret": "S"})
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE)
INVOICE = OutboundFile(name="invoice.pdf", mime="application/pdf", content=b"%PDF")
ANSWERS: dict[str, JsonValue] = {
    "/method/messages.send": {"response": [{"peer_id": 55, "message_id": 9, "conversation_message_id": 40}]},
    "/method/wall.createComment": {"response": {"comment_id": 93, "parents_stack": [88]}},
    "/method/photos.getMessagesUploadServer": {"response": {"upload_url": "https://pu.vk.com/p", "album_id": -64}},
    "/p": {"server": 1, "photo": "[]", "hash": "h"},
    "/method/photos.saveMessagesPhoto": {"response": [{"id": 7, "owner_id": -1, "sizes": []}]},
    "/method/docs.getMessagesUploadServer": {"response": {"upload_url": "https://pu.vk.com/d"}},
    "/d": {"file": "f|1"},
    "/method/docs.save": {"response": {"type": "doc", "doc": {"id": 8, "owner_id": 55}}},
}


def vk(**changed: JsonValue) -> Outbox:
    """Return VK as it answers; single methods may answer something else."""
    known = ANSWERS | {f"/method/{name.replace('_', '.')}": answer for name, answer in changed.items()}
    return Outbox(lambda request: httpx.Response(200, json=known[request.url.path]))


def forms(outbox: Outbox) -> list[dict[str, str]]:
    """Return the fields of the calls of methods."""
    calls = [request for request in outbox.requests if request.url.path.startswith("/method/")]
    return [{name: values[0] for name, values in parse_qs(request.content.decode()).items()} for request in calls]


def answer(
    text: str = "", *files: OutboundFile, address: str = "55", references: tuple[str, ...] = ()
) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="vk", connection="shop-vk", address=address),
        text=text,
        files=files,
        references=references,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def outcome(message: OutboundMessage, outbox: Outbox) -> Receipt:
    """Send a message to the outbox."""
    return send(message, CONNECTION, new_client(outbox.transport()))


def test_a_text_goes_to_its_conversation_under_a_key() -> None:
    """The token is in the body, not in the address; the same message has the same key again."""
    outbox = vk()
    assert outcome(answer("On its way."), outbox) == Accepted(provider_message_ids=("55:40",))
    outcome(answer("On its way."), outbox)
    first, second = forms(outbox)
    assert str(outbox.requests[0].url) == "https://api.vk.com/method/messages.send"
    assert (first["peer_ids"], first["message"], first["access_token"]) == ("55", "On its way.", "T-1")
    assert first["random_id"] == second["random_id"]
    assert 0 < int(first["random_id"]) < 2**31


def test_the_parts_of_a_long_text_have_keys_of_their_own() -> None:
    """VK would drop the second as a repetition of the first."""
    outbox = vk()
    outcome(answer("x" * 5000), outbox)
    assert len({form["random_id"] for form in forms(outbox)}) == 2


def test_an_answer_quotes_what_it_answers() -> None:
    """By its id within the conversation, which works in chats too."""
    outbox = vk()
    outcome(answer("Yes", references=("55:38",)), outbox)
    [form] = forms(outbox)
    assert json.loads(form["forward"]) == {"peer_id": 55, "conversation_message_ids": [38], "is_reply": True}


def test_files_are_uploaded_first_and_go_with_the_text() -> None:
    """A photo and a file, each by its own way."""
    outbox = vk()
    assert isinstance(outcome(answer("Here", PHOTO, INVOICE), outbox), Accepted)
    assert [request.url.path for request in outbox.requests] == [
        "/method/photos.getMessagesUploadServer",
        "/p",
        "/method/photos.saveMessagesPhoto",
        "/method/docs.getMessagesUploadServer",
        "/d",
        "/method/docs.save",
        "/method/messages.send",
    ]
    assert b'name="photo"; filename="shelf.png"' in outbox.requests[1].content
    assert forms(outbox)[-1]["attachment"] == "photo-1_7,doc55_8"


def test_an_upload_that_fails_sends_nothing() -> None:
    """It can be done again: nobody saw it."""
    refused = vk(docs_save={"error": {"error_code": 1150, "error_msg": "Invalid document id"}})
    assert outcome(answer("Here", INVOICE), refused) == Refused(reason="VK refuses: Invalid document id")

    def break_off(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow", request=request)

    assert outcome(answer("Here", INVOICE), Outbox(break_off)) == RetryAfter(
        seconds=5, reason="ReadTimeout", is_failure=True
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"error": {"error_code": 6, "error_msg": "Too many requests"}},
            RetryAfter(seconds=1, reason="VK refuses: Too many requests", is_limit=True),
        ),
        (
            {"error": {"error_code": 901, "error_msg": "Can't send messages for users without permission"}},
            Refused(reason="VK refuses: Can't send messages for users without permission"),
        ),
        (
            {"response": [{"peer_id": 55, "message_id": 0, "error": {"code": 902, "description": "privacy"}}]},
            Refused(reason="VK refuses: privacy"),
        ),
        ({"response": 5}, OutcomeLost(reason="the answer is unreadable")),
        ("ok", OutcomeLost(reason="the answer is unreadable")),
    ],
)
def test_the_error_in_the_body_counts(given: JsonValue, expected: Receipt) -> None:
    """VK answers 200 to whatever it refuses."""
    assert outcome(answer("x"), vk(messages_send=given)) == expected


def test_a_comment_is_answered_beneath_its_thread() -> None:
    """As the community, under a key."""
    outbox = vk()
    message = answer("Yes", address="wall-227812345_77_88")
    assert outcome(message, outbox) == Accepted(provider_message_ids=("wall-227812345_77:93",))
    [form] = forms(outbox)
    expected = {"owner_id": "-227812345", "post_id": "77", "reply_to_comment": "88", "from_group": "227812345"}
    assert expected.items() <= form.items()
    assert form["guid"] == "01K0000000000000000000000A:0"


def test_other_comments_must_be_answered_in_vk() -> None:
    """Nothing is asked of the API."""
    outbox = vk()
    assert isinstance(outcome(answer("x", address="topic-227812345_41_5"), outbox), Refused)
    assert outbox.requests == []


def test_media_are_fetched_from_vk_alone() -> None:
    """An address elsewhere is not even asked."""
    outbox = Outbox(lambda _: httpx.Response(200, content=b"JPEG"))
    http = new_client(outbox.transport())
    photo = Attachment(id="0", name="a.jpg", mime="image/jpeg", provider_media_id="https://sun9-1.userapi.com/a.jpg")
    assert fetch(photo, CONNECTION, http).read() == b"JPEG"
    with pytest.raises(NotFoundError):
        fetch(photo.model_copy(update={"provider_media_id": "https://evil.test/a.jpg"}), CONNECTION, http)


def test_a_place_follows_the_text() -> None:
    """In a message of its own, with its name."""
    outbox = vk()
    outcome(
        answer("Here").model_copy(update={"place": SHOP}),
        outbox,
    )
    text, place = forms(outbox)
    assert (text["message"], place["message"]) == ("Here", "Shop\nLong Street 1")
    assert (place["lat"], place["long"]) == ("52.2297", "21.0122")


def test_ten_files_are_one_message() -> None:
    """What is more goes in a second one."""
    outbox = vk()
    assert isinstance(outcome(answer("Here", *[PHOTO] * 11), outbox), Accepted)
    first, second = (form for form in forms(outbox) if "peer_ids" in form)
    assert (first["attachment"].count("photo"), second["attachment"].count("photo")) == (10, 1)
    assert "message" not in second


def test_a_voice_message_is_one() -> None:
    """VK saves it as another type of document."""
    outbox = vk(docs_save={"response": {"type": "audio_message", "audio_message": {"id": 5, "owner_id": 55}}})
    voice = OutboundFile(name="a.ogg", mime="audio/ogg", content=b"OggS", kind=MediaKind.VOICE)
    outcome(answer("", voice), outbox)
    asked = forms(outbox)
    assert asked[0]["type"] == "audio_message"
    assert asked[-1]["attachment"] == "doc55_5"
