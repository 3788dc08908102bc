"""Answers handed to a mail server of the company's own, over real sockets."""

import asyncio
import smtplib
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import httpx
import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.mailservers import HOST, PASSWORD, TOKEN, USER, XOAUTH2, certificate, secured, serving, trusting
from transom.channel import Accepted, Connection, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
from transom.http import new_client
from transom.mail import submission
from transom.mail.deliver import deliver
from transom.model import Door, Participant
from transom.provider import google, microsoft

pytestmark = pytest.mark.loopback

NONE: Mapping[str, str] = MappingProxyType({})
NOBODY = new_client(httpx.MockTransport(lambda _: httpx.Response(500)))
ANSWER = OutboundMessage(
    id="01K0000000000000000000000A",
    conversation_id="ABCD1234",
    door=Door(channel="email", connection="mail", address="ana@example.net"),
    text="It is on its way.\n.\nBen",
    subject="Where is my order?",
    queued_at=datetime(2026, 11, 16, 10, tzinfo=UTC),
)


class Server:
    """A company's server: what it was given, and what it answers."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.answers: dict[str, str] = {}
        self.hangs_up = False

    async def handle_MAIL(  # noqa: N802 - the hook's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Note the sender."""
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802 - the hook's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Note a recipient."""
        envelope.rcpt_tos.append(address)
        return self.answers.get(address, "250 OK")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the hook's name
        """Take the mail, or hang up when it is whole."""
        if self.hangs_up and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        self.mails.append(envelope)
        return self.answers.get("DATA", "250 OK")

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - the hook's name
        """Take the token; a refusal is a challenge first."""
        if b64decode(args[1]).decode() == XOAUTH2:
            return AuthResult(success=True)
        await server.push("334 eyJzdGF0dXMiOiI0MDEifQ==")
        await server._reader.readline()
        return AuthResult(success=False, handled=False)


def login(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object) -> AuthResult:
    """Let in who knows the password."""
    is_known = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)


@contextmanager
def smtp(server: Server, file: Path, *, is_tls: bool = False, **options: object) -> Iterator[int]:
    """Serve SMTP behind TLS from the first word or after STARTTLS, and give the port."""
    trust = secured(file)
    make: Callable[..., SMTP] = SMTP
    starting = {} if is_tls else {"tls_context": trust, "require_starttls": True}

    async def serve(loop: asyncio.AbstractEventLoop) -> asyncio.Server:
        def session() -> SMTP:
            given = {
                "auth_required": not is_tls,
                "auth_require_tls": not is_tls,
                "authenticator": login,
                **starting,
                **options,
            }
            return make(server, hostname="mx.northwind.example", loop=loop, **given)

        return await loop.create_server(session, "127.0.0.1", 0, ssl=trust if is_tls else None)

    with serving(serve) as port:
        yield port


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the certificate of a server on this machine that is trusted."""
    with trusting(tmp_path, monkeypatch) as file:
        yield file


@pytest.fixture
def server() -> Server:
    """Return a server that takes everything."""
    return Server()


@pytest.fixture
def port(server: Server, trusted: Path) -> Iterator[int]:
    """Serve it with STARTTLS."""
    with smtp(server, trusted) as found:
        yield found


def send(
    port: int, message: OutboundMessage = ANSWER, http: httpx.Client = NOBODY, settings: Mapping[str, str] = NONE
) -> Receipt:
    """Deliver an answer through the server; `password` and `refresh_token` are secrets."""
    given = {"address": USER, "smtp_host": HOST, "smtp_port": str(port), "password": PASSWORD, **settings}
    secret = {"token_key": "a key", "password": given.pop("password")}
    return deliver(message, Connection(id="mail", channel="email", settings=given, secret=secret), http)


def test_an_answer_goes_through_the_company_s_server(server: Server, port: int) -> None:
    """Under our own Message-ID, which no server changes, so that an answer to it is known."""
    receipt = send(port)
    [envelope] = server.mails
    assert (envelope.mail_from, envelope.rcpt_tos) == (USER, ["ana@example.net"])
    assert isinstance(envelope.content, bytes)
    assert b"\r\n.\r\nBen" in envelope.content
    assert isinstance(receipt, Accepted)
    [message_id] = receipt.provider_message_ids
    assert f"Message-ID: <{message_id}>".encode() in envelope.content


def test_copies_are_recipients_too(server: Server, port: int) -> None:
    """The envelope names all."""
    copies = (Participant(address="eva@example.net"), Participant(address="hidden@example.net", is_hidden=True))
    send(port, ANSWER.model_copy(update={"copies": copies}))
    assert server.mails[0].rcpt_tos == ["ana@example.net", "eva@example.net", "hidden@example.net"]


def test_tls_may_begin_with_the_first_word(server: Server, trusted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As at port 465."""
    with smtp(server, trusted, is_tls=True) as port:
        monkeypatch.setattr(submission, "TLS", port)
        assert isinstance(send(port), Accepted)


@pytest.mark.parametrize("mechanism", ["LOGIN", "PLAIN"])
def test_either_way_to_say_a_password_is_spoken(server: Server, trusted: Path, mechanism: str) -> None:
    """Servers offer but one of them at times."""
    other = {"LOGIN": "PLAIN", "PLAIN": "LOGIN"}[mechanism]
    with smtp(server, trusted, auth_exclude_mechanism=[other, "XOAUTH2"]) as port:
        assert isinstance(send(port), Accepted)


@pytest.mark.parametrize("tenant", ["", "northwind.example"])
def test_a_token_lets_in_where_there_is_no_password(port: int, tenant: str) -> None:
    """Google's, or Microsoft's where a tenant is named."""
    google._tokens.clear()
    microsoft._tokens.clear()
    asked: list[str] = []

    def grant(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(200, json={"access_token": TOKEN, "expires_in": 3599})

    receipt = send(port, ANSWER, new_client(httpx.MockTransport(grant)), {"password": "", "tenant": tenant})
    assert isinstance(receipt, Accepted)
    assert asked == ["login.microsoftonline.com" if tenant else "oauth2.googleapis.com"]


def test_a_token_that_is_not_taken_is_forgotten(port: int) -> None:
    """The next answer asks for another."""
    google._tokens.clear()
    grant = httpx.Response(200, json={"access_token": "stale", "expires_in": 3599})
    receipt = send(port, ANSWER, new_client(httpx.MockTransport(lambda _: grant)), {"password": ""})
    assert isinstance(receipt, Refused)
    assert "mail" not in google._tokens


@pytest.mark.parametrize("status", [400, 503])
def test_without_a_token_nothing_is_sent(port: int, status: int) -> None:
    """A grant that was withdrawn is told at once; a login that does not answer is asked again."""
    google._tokens.clear()
    receipt = send(port, ANSWER, new_client(httpx.MockTransport(lambda _: httpx.Response(status))), {"password": ""})
    assert isinstance(receipt, Refused if status == 400 else RetryAfter)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"MAIL": "451 4.7.1 later"}, RetryAfter(seconds=30, reason="SMTP 451")),
        ({"ana@example.net": "450 4.2.1 greylisted"}, RetryAfter(seconds=30, reason="SMTP 450")),
        ({"ana@example.net": "550 5.1.1 no such user"}, Refused(reason="550 5.1.1 no such user")),
        ({"DATA": "452 4.3.1 full"}, RetryAfter(seconds=30, reason="SMTP 452")),
        ({"DATA": "554 5.7.1 looks like spam"}, Refused(reason="554 5.7.1 looks like spam")),
    ],
)
def test_what_the_server_says_is_what_becomes_of_it(
    server: Server, port: int, answers: dict[str, str], expected: Receipt
) -> None:
    """4xx passes, 5xx lasts and is told in the server's words."""
    server.answers = answers
    assert send(port) == expected


def test_one_refused_recipient_stops_it_for_all(server: Server, port: int) -> None:
    """An agent who reads that it failed may send it again, and nobody gets it twice."""
    server.answers = {"eva@example.net": "550 5.1.1 no such user"}
    receipt = send(port, ANSWER.model_copy(update={"copies": (Participant(address="eva@example.net"),)}))
    assert isinstance(receipt, Refused)
    assert server.mails == []


def test_a_line_that_breaks_before_the_answer_leaves_it_open(server: Server, port: int) -> None:
    """The server may have the mail: it is not sent again by itself."""
    server.hangs_up = True
    assert isinstance(send(port), OutcomeLost)


def test_a_wrong_password_is_told(port: int) -> None:
    """No other attempt would help."""
    receipt = send(port, settings={"password": "wrong"})
    assert isinstance(receipt, Refused)
    assert receipt.reason.startswith("535 ")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"smtp_port": "1"}, RetryAfter),
        ({"smtp_port": "all"}, Refused),
        ({"smtp_host": "no such host"}, RetryAfter),
        ({"smtp_host": "169.254.169.254"}, Refused),
        ({"smtp_host": "10.0.0.7"}, Refused),
        ({"password": "zażółć"}, Refused),
    ],
)
def test_a_server_that_is_not_reached_has_taken_nothing(
    port: int, changes: dict[str, str], expected: type[Receipt]
) -> None:
    """And one in the cloud's own network is never called."""
    assert isinstance(send(port, settings=changes), expected)


def test_a_server_without_tls_hears_no_password(server: Server, trusted: Path) -> None:
    """STARTTLS must be offered."""
    with smtp(
        server, trusted, tls_context=None, require_starttls=False, auth_required=False, auth_require_tls=False
    ) as port:
        assert isinstance(send(port), Refused)


def test_a_certificate_that_nobody_vouches_for_is_refused(server: Server, trusted: Path) -> None:
    """Somebody else may listen."""
    with smtp(server, certificate(trusted.parent, "other.example")) as port:
        assert send(port) == RetryAfter(seconds=30, reason="SSLCertVerificationError", is_failure=True)


def test_the_standard_library_still_connects_where_it_is_told() -> None:
    """The check of addresses hangs on the name of one of its methods."""
    assert callable(getattr(smtplib.SMTP, "_get_socket", None))
