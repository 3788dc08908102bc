"""Mail servers that an administrator names: reached by TLS, and at public addresses alone.

A name that leads into the cloud's own network, such as to the credentials at 169.254.169.254, is refused; the address
that was checked is the one that is called, so that no second answer of the name server can lead elsewhere.
"""

import socket
import ssl
from ipaddress import ip_address

from transom.errors import ForbiddenError, InvalidError, UnavailableError
from transom.settings import settings

CONNECT_SECONDS = 5.0
MAX_ADDRESSES = 2
MAX_PORT = 65_536


def connect(host: str, port: int, seconds: float) -> socket.socket:
    """Return a connection that waits so long for each answer; raises `ForbiddenError` for a host that is not public."""
    addresses = _addresses(host, port)
    if not all(map(_is_allowed, addresses)):
        raise ForbiddenError(f"{host} is no public mail server")
    for address in addresses[:MAX_ADDRESSES]:
        try:
            connection = socket.create_connection((address, port), CONNECT_SECONDS)
        except OSError as error:
            reason = type(error).__name__
            continue
        connection.settimeout(seconds)
        return connection
    raise UnavailableError(f"{host} does not answer: {reason}")


def trust() -> ssl.SSLContext:
    """Return what a server's certificate must hold to: the system's authorities, and its own name."""
    return ssl.create_default_context()


def port(text: str | None, default: int) -> int:
    """Return a port as a setting states it; raises `InvalidError` for one that is none."""
    if not text:
        return default
    if not text.isdecimal() or not 0 < int(text) < MAX_PORT:
        raise InvalidError(f"{text} is no port of a mail server")
    return int(text)


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnavailableError(f"{host} has no address") from None
    return [str(address[0]) for *_, address in found]


def _is_allowed(text: str) -> bool:
    address = ip_address(text.partition("%")[0])
    is_here = address.is_loopback and settings().has_loopback
    return is_here or (address.is_global and not address.is_multicast)
