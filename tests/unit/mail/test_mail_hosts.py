"""Which hosts are called as mail servers."""

import socket
from collections.abc import Callable, Iterator

import pytest

from transom.errors import ForbiddenError, InvalidError, UnavailableError
from transom.mail import servers
from transom.settings import settings

type Resolve = Callable[..., None]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Return the addresses that are called; none of them answers."""
    found: list[str] = []

    def create(address: tuple[str, int], _seconds: float) -> socket.socket:
        found.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", create)
    settings.cache_clear()
    yield found
    settings.cache_clear()


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """Let every host have these addresses."""

    def give(*addresses: str) -> None:
        answer = [(0, 0, 0, "", (address, 993)) for address in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)

    return give


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.7",
        "172.16.1.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address that is refused
        "224.0.0.1",
        "::1",
        "fd00:ec2::254",
        "fe80::1%eth0",
        "::ffff:169.254.169.254",
    ],
)
def test_what_is_not_public_is_not_called(address: str, called: list[str], resolve: Resolve) -> None:
    """Nor where a public address stands beside it."""
    resolve("93.184.216.34", address)
    with pytest.raises(ForbiddenError):
        servers.connect("mail.example.org", 993, 1)
    assert called == []


def test_the_addresses_that_were_looked_up_are_called(called: list[str], resolve: Resolve) -> None:
    """Not the name, which may lead elsewhere the next time; two of them are enough."""
    resolve("93.184.216.34", "2606:2800:220:1::1", "93.184.216.35")
    with pytest.raises(UnavailableError, match="ConnectionRefusedError"):
        servers.connect("mail.example.org", 993, 1)
    assert called == ["93.184.216.34", "2606:2800:220:1::1"]


def test_a_local_stack_may_call_itself(called: list[str], resolve: Resolve, monkeypatch: pytest.MonkeyPatch) -> None:
    """And still nothing else that is private."""
    monkeypatch.setenv("TRANSOM_HAS_LOOPBACK", "1")
    settings.cache_clear()
    resolve("127.0.0.1")
    with pytest.raises(UnavailableError):
        servers.connect("localhost", 993, 1)
    resolve("10.0.0.7")
    with pytest.raises(ForbiddenError):
        servers.connect("mail", 993, 1)
    assert called == ["127.0.0.1"]


@pytest.mark.parametrize(("text", "expected"), [(None, 993), ("", 993), ("1993", 1993)])
def test_a_port_is_a_number(text: str | None, expected: int) -> None:
    """The usual one where none is stated."""
    assert servers.port(text, 993) == expected


@pytest.mark.parametrize("text", ["all", "0", "65536", "-1", "9.5"])
def test_what_is_no_port_is_told(text: str) -> None:
    """The administrator reads what they wrote."""
    with pytest.raises(InvalidError, match=text):
        servers.port(text, 993)
