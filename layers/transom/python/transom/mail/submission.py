"""Mail on its way out through a mail server of the company's own (RFC 6409), as the receipt of the channel contract."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from transom.channel import Accepted, Connection, OutcomeLost, Receipt, Refused, RetryAfter
from transom.errors import TransomError
from transom.mail import servers
from transom.mail.compose import Letter
from transom.mail.login import Login, forget, login

if TYPE_CHECKING:
    import httpx

SUBMISSION = 587
TLS = 465
"""The port at which TLS begins before the first word; at every other one STARTTLS must be offered."""
RETRY_SECONDS = 30.0
SECONDS = 30.0
"""As long as an answer may take: a server may look through a mail before it takes it."""
MAX_TOLD = 300


class _Server(smtplib.SMTP):
    """A server that is reached at a public address alone."""

    def _get_socket(self, host: str, port: int, _timeout: float) -> socket.socket:
        return servers.connect(host, port, SECONDS)


class _TlsServer(smtplib.SMTP_SSL):
    """The same, with TLS from the beginning."""

    def _get_socket(self, host: str, port: int, _timeout: float) -> socket.socket:
        return self.context.wrap_socket(servers.connect(host, port, SECONDS), server_hostname=host)


def submit(letter: Letter, connection: Connection, http: "httpx.Client") -> Receipt:
    """Hand a mail to the connection's server; nobody gets it when the server refuses one of its recipients."""
    try:
        with _server(connection, name=letter.sender.rpartition("@")[2]) as server:
            _log_in(server, login(connection, http))
            _address(server, letter)
            return _hand_over(server, letter)
    except TransomError as error:
        told = error.message
        return RetryAfter(seconds=RETRY_SECONDS, reason=told) if error.retriable else Refused(reason=told)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        if isinstance(error, smtplib.SMTPAuthenticationError):
            forget(connection)
        return _failure(error)


@contextmanager
def _server(connection: Connection, *, name: str) -> Iterator[smtplib.SMTP]:
    """Connect by TLS under a name, and take leave at the end, whether or not that is heard."""
    host, port = connection.settings["smtp_host"], servers.port(connection.settings.get("smtp_port"), SUBMISSION)
    trust = servers.trust()
    server = _TlsServer(host, port, name, context=trust) if port == TLS else _Server(host, port, name)
    try:
        if port != TLS:
            server.starttls(context=trust)
        yield server
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def _log_in(server: smtplib.SMTP, proof: Login) -> None:
    server.ehlo_or_helo_if_needed()
    if proof.token:
        # a refusal comes as a challenge that wants an empty answer
        server.auth("XOAUTH2", lambda challenge=None: "" if challenge else proof.xoauth2)
    else:
        server.login(proof.user, proof.password)


def _address(server: smtplib.SMTP, letter: Letter) -> None:
    replies = [server.mail(letter.sender)]
    replies.extend(server.rcpt(recipient) for recipient in letter.recipients)
    for code, text in replies:
        if code not in {250, 251}:
            raise smtplib.SMTPResponseException(code, text)


def _hand_over(server: smtplib.SMTP, letter: Letter) -> Receipt:
    """Send the mail itself: once it is on its way, only the server's answer tells what became of it."""
    try:
        code, text = server.data(letter.raw)
    except smtplib.SMTPDataError:
        raise
    except (smtplib.SMTPException, OSError) as error:
        return OutcomeLost(reason=type(error).__name__, provider_message_ids=(letter.id,))
    if code != 250:  # noqa: PLR2004 - taken
        raise smtplib.SMTPResponseException(code, text)
    return Accepted(provider_message_ids=(letter.id,))


def _failure(error: Exception) -> RetryAfter | Refused:
    """Return what a failure before the mail was on its way means."""
    match error:
        case smtplib.SMTPResponseException():
            return _refusal(error.smtp_code, error.smtp_error)
        case smtplib.SMTPException() if not isinstance(error, smtplib.SMTPServerDisconnected):
            return Refused(reason=f"the mail server cannot be used so: {type(error).__name__}")
        case OSError():
            return RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)
        case _:
            return Refused(reason=f"the mail server cannot be used so: {type(error).__name__}")


def _refusal(code: int, text: bytes | str) -> RetryAfter | Refused:
    """Return what a reply means; only a lasting refusal is told in the server's words, since the others are logged."""
    if code < 500:  # noqa: PLR2004 - the 4xx of SMTP
        return RetryAfter(seconds=RETRY_SECONDS, reason=f"SMTP {code}")
    told = text.decode(errors="replace") if isinstance(text, bytes) else text
    return Refused(reason=" ".join(f"{code} {told}".split())[:MAX_TOLD])
