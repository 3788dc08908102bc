"""`transom send` writes what the providers would, and the desk's own channels accept it."""

import json
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from channels.telegram import inbound
from transom.channel import Connection, InboundEdit, InboundMessage, OutboundFile, Request
from transom.errors import InvalidError, NotFoundError, UnauthenticError, UnavailableError
from transom.model import MediaKind
from transom_cli.local import Local, save_secrets
from transom_cli.outbox import lines
from transom_cli.outbox.app import create_app
from transom_cli.outbox.ledger import Ledger
from transom_cli.outbox.media import MediaFile
from transom_cli.send import form, mail, telegram
from transom_cli.send.customer import Customer
from transom_cli.send.form import Submission
from transom_cli.send.telegram import TelegramMessage
from transom_cli.send.web import browser

from .conftest import NOW, WEBHOOK_SECRET, InProcess

ANA = Customer.named("Ana")
PICTURE = OutboundFile(name="lamp.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE)
BOT = Connection(id="demo-telegram", channel="telegram", secret={"webhook_secret": WEBHOOK_SECRET})


class Desk:
    """The desk's doors for HTTP: keeps what is written, and the outbox beside them."""

    def __init__(self, home: Path) -> None:
        self.requests: list[httpx.Request] = []
        outbox = InProcess(create_app(home, clock=lambda: NOW))
        self.http = httpx.Client(mounts={"http://outbox.test": outbox, "all://": httpx.MockTransport(self._answer)})

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path.endswith("/uploads"):
            upload = {"id": "u1", "url": "http://bucket.test/", "fields": {"key": "uploads/form/contact/u1"}}
            return httpx.Response(201, json=upload)
        return httpx.Response(202, json={"code": "C0DE-0001"})

    @property
    def webhook(self) -> Request:
        """Return the last webhook as the receive function sees it."""
        last = self.requests[-1]
        headers = {name.lower(): value for name, value in last.headers.items()}
        return Request(path=last.url.path, headers=headers, body=last.read(), received_at=NOW)


@pytest.fixture
def desk(home: Path) -> Desk:
    """Give the doors of a local desk."""
    return Desk(home)


def _write(message: TelegramMessage, desk: Desk, local: Local) -> int:
    return telegram.send(message, connection="demo-telegram", local=local, http=desk.http, now=NOW)


def test_the_channel_accepts_a_telegram_text(desk: Desk, local: Local) -> None:
    """Show that the webhook is signed as the channel verifies it, and parses to the message."""
    number = _write(TelegramMessage(customer=ANA, text="Where is my order?", language="pl"), desk, local)

    assert desk.webhook.path == "/hooks/telegram/demo-telegram"
    inbound.verify(desk.webhook, BOT)
    [event] = inbound.parse(desk.webhook, BOT)
    assert isinstance(event, InboundMessage)
    assert event.text == "Where is my order?"
    assert event.provider_message_id == f"{ANA.number}:{number}"
    assert (event.sender.name, event.sender.language) == ("Ana", "pl")


def test_a_webhook_with_another_secret_is_not_accepted(desk: Desk, local: Local) -> None:
    """Show that the signature is the connection's own, and not one that any connection takes."""
    save_secrets({"telegram": {"demo-telegram": {"webhook_secret": "guessed"}}})
    _write(TelegramMessage(customer=ANA, text="Hello"), desk, local)

    with pytest.raises(UnauthenticError):
        inbound.verify(desk.webhook, BOT)


@pytest.mark.parametrize(("part", "kind"), [("photo", MediaKind.IMAGE), ("document", MediaKind.FILE)])
def test_media_waits_where_the_channel_fetches_it(
    desk: Desk, local: Local, home: Path, part: str, kind: MediaKind
) -> None:
    """Show that a photo's and a document's id leads to its bytes."""
    _write(TelegramMessage.model_validate({"customer": ANA, "text": "Look", part: PICTURE}), desk, local)

    [event] = inbound.parse(desk.webhook, BOT)
    assert isinstance(event, InboundMessage)
    [attachment] = event.attachments
    assert (event.text, attachment.kind, attachment.size) == ("Look", kind, 4)
    [media] = lines.read(home / "media" / "index.jsonl", MediaFile)
    assert attachment.provider_media_id == media.file_id


def test_an_edit_names_the_message_that_it_changes(desk: Desk, local: Local) -> None:
    """Show that the edited text is about the earlier message."""
    number = _write(TelegramMessage(customer=ANA, text="Where is my odrer?"), desk, local)
    _write(TelegramMessage(customer=ANA, text="Where is my order?", edits=number), desk, local)

    [event] = inbound.parse(desk.webhook, BOT)
    assert isinstance(event, InboundEdit)
    assert event.provider_message_id == f"{ANA.number}:{number}"
    assert event.text == "Where is my order?"


def test_each_message_has_its_own_ids(desk: Desk, local: Local) -> None:
    """Show that two messages within the same tenth of a second are not taken for one."""
    message = TelegramMessage(customer=ANA, text="Hello")

    assert _write(message, desk, local) != _write(message, desk, local)


def test_an_unknown_connection_is_told(desk: Desk, local: Local) -> None:
    """Show that nothing is sent for a connection without a secret."""
    with pytest.raises(NotFoundError, match="'other'"):
        telegram.send(
            TelegramMessage(customer=ANA, text="Hello"), connection="other", local=local, http=desk.http, now=NOW
        )
    assert desk.requests == []


def test_the_form_is_filled_in_with_its_files(desk: Desk, local: Local) -> None:
    """Show that each file is announced, posted to the bucket, and named in the submission."""
    submission = Submission(customer=ANA, subject="Order", text="Where is it?", files=(PICTURE,), key="once")

    assert form.send(submission, form="contact", local=local, http=desk.http) == "C0DE-0001"

    announced, posted, submitted = desk.requests
    assert json.loads(announced.content) == {"name": "lamp.png", "mime": "image/png", "size": 4}
    assert posted.url == "http://bucket.test/"
    assert b"\x89PNG" in posted.content
    assert submitted.url == "http://desk.test/v1/forms/contact"
    assert submitted.headers["idempotency-key"] == "once"
    assert json.loads(submitted.content)["attachments"] == ["u1"]


def test_an_answer_goes_to_the_address_with_the_token(local: Local, home: Path) -> None:
    """Show that a reply to the desk's last mail keeps its thread: address, references and subject."""
    ledger = Ledger(home)
    for number in (1, 2):
        headers = {"from": "s@n.example", "reply-to": f"s+t{number}@n.example", "message-id": f"<{number}@ses>"}
        ledger.add(
            channel="email",
            to="ana@example.com",
            subject="Your order",
            text="On its way",
            at=NOW,
            request={"headers": {**headers, "references": "<0@ses>"}},
        )

    letter = mail.reply(ANA, "Thanks", (), local, Desk(home).http)

    assert letter.to == "s+t2@n.example"
    assert letter.subject == "Re: Your order"
    assert letter.references == ("<0@ses>", "<2@ses>")
    assert mail.compose(letter, NOW)["In-Reply-To"] == "<2@ses>"


def test_there_must_be_a_mail_to_answer(desk: Desk, local: Local) -> None:
    """Show that replying before the desk has written says so."""
    with pytest.raises(NotFoundError, match="no mail to ana@example"):
        mail.reply(ANA, "Thanks", (), local, desk.http)


def test_a_mail_carries_its_files() -> None:
    """Show that text, names in any script, and attachments are in the mail."""
    olga = Customer.named("Ольга <olga@example.com>")
    letter = mail.Letter(customer=olga, to="s@n.example", subject="Заказ", text="Где он?", files=(PICTURE,))

    message = mail.compose(letter, NOW)

    assert "Ольга" in str(message["From"])
    [attachment] = message.iter_attachments()
    assert isinstance(attachment, EmailMessage)
    assert (attachment.get_filename(), attachment.get_content()) == ("lamp.png", b"\x89PNG")


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("Ana", "Ana", "ana@example.com"),
        ("Ana Costa", "Ana Costa", "ana.costa@example.com"),
        ("Ana <ana@other.example>", "Ana", "ana@other.example"),
        ("ana@other.example", "Ana", "ana@other.example"),
        ("Ольга", "Ольга", f"customer{Customer.named('ольга').number}@example.com"),
    ],
)
def test_a_name_is_always_the_same_customer(text: str, name: str, email: str) -> None:
    """Show how `--from` is read, and that the ids do not hang on the spelling's case."""
    customer = Customer.named(text)

    assert (customer.name, customer.email) == (name, email)
    assert customer.number == Customer.named(text.upper()).number


def test_a_customer_has_a_name() -> None:
    """Show that nobody cannot write."""
    with pytest.raises(InvalidError, match="--from"):
        Customer.named(" ")


@pytest.mark.parametrize(
    ("status", "body", "error", "said"),
    [
        (401, "", UnauthenticError, "/hooks answered 401."),
        (422, '{"title": "Invalid", "detail": "The message is empty."}', InvalidError, "422: The message is empty."),
        (503, "", UnavailableError, "503."),
    ],
)
def test_a_refusal_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, status: int, body: str, error: type[Exception], said: str
) -> None:
    """Show that the desk's refusal is told with its reason."""
    transport = httpx.MockTransport(lambda _: httpx.Response(status, text=body))
    monkeypatch.setattr(httpx.Client, "_init_transport", lambda *_args, **_kwargs: transport)

    with pytest.raises(error, match=said), browser() as http:
        http.get("http://desk.test/hooks")
