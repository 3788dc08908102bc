"""Discord's interactions."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from channels.discord.channel import MANIFEST
from channels.discord.inbound import handshake, parse, verify
from channels.discord.markup import plain
from tests.samples import hook_request, sample_connection
from transom.channel import Connection, InboundMessage, Request
from transom.errors import UnauthenticError, UnreadableError
from transom.model import MediaKind

CONNECTION = sample_connection("discord")


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [found] = parse(hook_request(f"discord/{case}"), CONNECTION)
    assert isinstance(found, InboundMessage)
    return found


def answered(case: str, **settings: str) -> dict[str, object]:
    """Return what the handshake answers a sample."""
    response = handshake(hook_request(f"discord/{case}"), CONNECTION.model_copy(update={"settings": settings}))
    assert response is not None
    body: dict[str, object] = json.loads(response.body)
    return body


def test_a_ping_is_answered_when_it_is_signed() -> None:
    """Discord probes with a forged one, and takes the address away if it passes."""
    assert answered("ping") == {"type": 1}
    with pytest.raises(UnauthenticError):
        handshake(hook_request("discord/forged_ping"), CONNECTION)


@pytest.mark.parametrize("case", ["command", "message_command", "button"])
def test_a_customer_gets_the_form(case: str) -> None:
    """By the command, on a message, and by the button under an answer."""
    assert answered(case)["type"] == 9


def test_the_form_has_the_company_s_words_within_discord_s_limits() -> None:
    """Those of the settings, cut to what a form takes."""
    told = json.dumps(answered("command", form_title="T" * 60, form_question="Was können wir tun?"), ensure_ascii=False)
    assert f'"{"T" * 45}"' in told
    assert "Was können wir tun?" in told


def test_a_message_that_was_chosen_stands_in_the_form() -> None:
    """As plain text; what is sent then tells where the message is."""
    told = json.dumps(answered("message_command"))
    assert '"support:1182222222222222222"' in told
    assert "The export fails, @204255221017214977" in told
    assert message("about").text.endswith("/645027906669510667/1182222222222222222")


def test_a_form_is_a_message_of_its_writer() -> None:
    """Its time is told by its id, and the answer goes to the writer directly."""
    found = message("text")
    assert handshake(hook_request("discord/text"), CONNECTION) is None
    assert found.text == "Where is my order 10428? 📦"
    assert found.door.address == found.sender.address == "204255221017214977"
    assert (found.sender.name, found.sender.username, found.sender.language) == ("Ana", "ana_k", "pl")
    assert found.occurred_at == datetime(2026, 11, 16, 9, 12, 29, 500_000, UTC)


def test_what_is_written_by_the_button_refers_to_the_answer() -> None:
    """By the id that the answer was sent under."""
    assert message("answer").references == ("1571814966820864009",)


def test_files_in_the_form_are_attachments() -> None:
    """Only those that were chosen in it."""
    assert [item.kind for item in message("files").attachments] == [MediaKind.FILE, MediaKind.AUDIO]
    [image] = message("image").attachments
    assert (image.id, image.name, image.kind) == ("0", "shelf.png", MediaKind.IMAGE)


def test_the_older_shape_of_forms_is_read_too() -> None:
    """Rows in the place of labels; markup becomes words."""
    assert message("row").text == "The export fails, see E42 :sad:"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("__so__ ~~not~~ ||secret||", "so not secret"),
        ("```py\nx = 2**3\n```", "x = 2**3"),
        ("[here](https://a.example/b_c_d)", "here (https://a.example/b_c_d)"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("</support:123> in <#45>", "/support in #45"),
    ],
)
def test_each_kind_of_markup_becomes_words(markup: str, expected: str) -> None:
    """Code keeps its characters, and single ones within words are no style."""
    assert plain(markup) == expected


def test_webhook_events_are_answered_without_a_body() -> None:
    """Discord wants 204 for them, and they tell the desk nothing."""
    for case in ("hook_ping", "hook_authorized"):
        response = handshake(hook_request(f"discord/{case}"), CONNECTION)
        assert response is not None
        assert (response.status, response.body) == (204, "")


def test_a_form_is_acknowledged_to_its_writer_alone() -> None:
    """An ephemeral message: flag 64."""
    told = json.loads(MANIFEST.acknowledgement.body)
    assert (told["type"], told["data"]["flags"]) == (4, 64)
    assert MANIFEST.acknowledgement.headers == {"content-type": "application/json"}


def test_the_signature_covers_the_time_and_the_body() -> None:
    """By any of the two keys while they are changed, and by no key that is none."""
    key = Ed25519PrivateKey.generate()
    stamp, body = "1794820351", b'{"type":1}'
    headers = {"x-signature-timestamp": stamp, "x-signature-ed25519": key.sign(stamp.encode() + body).hex()}
    request = Request(headers=headers, body=body, received_at=datetime.fromtimestamp(int(stamp), UTC))
    known = {"public_key": key.public_key().public_bytes_raw().hex()}
    verify(request, Connection(id="d", channel="discord", secret={"public_key": "gué"}, previous_secret=known))
    changes: tuple[dict[str, object], ...] = (
        {"body": b"{}"},
        {"headers": headers | {"x-signature-ed25519": "zz"}},
        {"headers": {}},
    )
    for changed in changes:
        with pytest.raises(UnauthenticError):
            verify(request.model_copy(update=changed), Connection(id="d", channel="discord", secret=known))


@pytest.mark.parametrize("case", ["unreadable_kind", "unreadable_empty", "unreadable_nobody"])
def test_what_is_not_understood_says_so(case: str) -> None:
    """A new kind of interaction is not dropped in silence."""
    with pytest.raises(UnreadableError):
        parse(hook_request(f"discord/{case}"), CONNECTION)
