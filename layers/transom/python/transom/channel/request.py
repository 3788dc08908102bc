"""The HTTP that reaches a channel, and what it answers."""

from collections.abc import Mapping

from transom.model.base import Frozen, Instant


class Request(Frozen):
    """An HTTP request as it came: header names in lower case, the query raw, the body as bytes."""

    method: str = "POST"
    path: str = "/"
    query: str = ""
    headers: dict[str, str] = {}
    body: bytes = b""
    received_at: Instant
    is_released: bool = False
    """Whether somebody has looked at it in quarantine, and lets it in."""


class Response(Frozen):
    """What a channel answers its provider."""

    status: int = 200
    headers: dict[str, str] = {}
    body: str = ""


def header(headers: Mapping[str, str], name: str) -> str:
    """Return a header's value, or the empty string; names are kept in lower case."""
    return headers.get(name.lower(), "")
