"""Mail servers on loopback, behind TLS: one that keeps a folder and speaks IMAP, one that takes mail by SMTP."""

import asyncio
import re
import ssl
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from transom.settings import settings

HOST = "localhost"
USER = "support@northwind.example"
PASSWORD = "open sesame"
TOKEN = "ya29.t"
XOAUTH2 = f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01"
_SEARCH = re.compile(r"UID (\d+):(\d+)(?: OR SINCE (\S+) UID (\d+):\d+)?")

type Serve = Callable[[asyncio.AbstractEventLoop], Awaitable[asyncio.Server]]


def certificate(folder: Path, name: str = HOST) -> Path:
    """Write a key and a certificate for a host, signed by itself; whoever trusts the file trusts the host."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    names = [x509.DNSName(name), x509.IPAddress(ip_address("127.0.0.1"))]
    built = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / f"{name}.pem"
    file.write_bytes(pem + built.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def trusting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let this machine be a mail server whose certificate is trusted, and give the certificate."""
    file = certificate(folder)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setenv("TRANSOM_HAS_LOOPBACK", "1")
    settings.cache_clear()
    yield file
    settings.cache_clear()


def secured(file: Path) -> ssl.SSLContext:
    """Return a server's context with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@contextmanager
def serving(serve: Serve) -> Iterator[int]:
    """Run a server in a thread of its own, and give its port."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(serve(loop))
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(server: asyncio.Server) -> None:
    server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@dataclass
class Folder:
    """A folder of a mailbox, and what was asked of it."""

    validity: int = 1
    next: int = 1
    mails: dict[int, tuple[bytes, datetime]] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    claimed: dict[int, int] = field(default_factory=dict)
    """Sizes that the server tells instead of the true ones."""

    def add(self, mail: bytes, at: datetime) -> int:
        """Put a mail into the folder."""
        uid, self.next = self.next, self.next + 1
        self.mails[uid] = (mail, at)
        return uid

    def renumber(self) -> None:
        """Give all mails new UIDs, as a server does that was built anew."""
        kept, self.mails, self.next = list(self.mails.values()), {}, 1
        self.validity += 1
        for mail, at in kept:
            self.add(mail, at)


@contextmanager
def imap(folder: Folder, file: Path) -> Iterator[int]:
    """Serve a folder by IMAP, and give the port."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK ready\r\n")
        while line := await reader.readline():
            tag, _, command = line.decode().rstrip("\r\n").partition(" ")
            folder.commands.append(command)
            async for answer in _answers(folder, command, reader, writer):
                writer.write(answer if answer.startswith((b"*", b"+")) else tag.encode() + b" " + answer)
            await writer.drain()
            if command == "LOGOUT":
                break
        writer.close()

    async def serve(_loop: asyncio.AbstractEventLoop) -> asyncio.Server:
        return await asyncio.start_server(talk, "127.0.0.1", 0, ssl=secured(file))

    with serving(serve) as port:
        yield port


async def _answers(  # noqa: C901 - a command each
    folder: Folder, command: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> AsyncIterator[bytes]:
    is_welcome = True
    match command.split(" ", 2):
        case ["CAPABILITY"]:
            yield b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n"
        case ["LOGIN", *given]:
            is_welcome = given == [USER, f'"{PASSWORD}"']
        case ["AUTHENTICATE", "XOAUTH2"]:
            yield b"+ \r\n"
            is_welcome = b64decode(await _line(reader, writer)).decode() == XOAUTH2
            if not is_welcome:
                yield b"+ eyJzdGF0dXMiOiI0MDEifQ==\r\n"
                await _line(reader, writer)
        case ["EXAMINE", name]:
            is_welcome = name == '"INBOX"'
            yield f"* OK [UIDVALIDITY {folder.validity}]\r\n* OK [UIDNEXT {folder.next}]\r\n".encode()
        case ["UID", "SEARCH", wanted]:
            yield f"* SEARCH {' '.join(map(str, _found(folder, wanted)))}".rstrip().encode() + b"\r\n"
        case ["UID", "FETCH", wanted]:
            for uid in map(int, wanted.partition(" ")[0].split(",")):
                if uid in folder.mails:
                    yield _fetched(folder, uid, has_body="BODY.PEEK[]" in wanted)
        case ["LOGOUT"]:
            yield b"* BYE\r\n"
        case _:
            is_welcome = False
    yield b"OK done\r\n" if is_welcome else b"NO not so\r\n"


async def _line(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    await writer.drain()
    return (await reader.readline()).rstrip()


def _found(folder: Folder, wanted: str) -> list[int]:
    match = _SEARCH.fullmatch(wanted)
    assert match, wanted
    first, last, day, new = match.groups()
    found = [uid for uid in folder.mails if int(first) <= uid <= int(last)]
    if not day:
        return found
    since = datetime.strptime(day, "%d-%b-%Y").replace(tzinfo=UTC)
    return [uid for uid in found if folder.mails[uid][1] >= since or uid >= int(new)]


def _fetched(folder: Folder, uid: int, *, has_body: bool) -> bytes:
    mail, at = folder.mails[uid]
    if not has_body:
        size = folder.claimed.get(uid, len(mail))
        return f"* {uid} FETCH (RFC822.SIZE {size} UID {uid})\r\n* {uid} FETCH (FLAGS (\\Seen))\r\n".encode()
    assert format_datetime(at)
    return f"* {uid} FETCH (UID {uid} BODY[] {{{len(mail)}}}\r\n".encode() + mail + b")\r\n"
