"""Stand-ins for those outside: the providers' APIs, and the consoles that hold a socket open."""

from collections.abc import Callable
from typing import cast
from urllib.parse import unquote

import httpx
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from pydantic import JsonValue, TypeAdapter

_OBJECT = TypeAdapter(dict[str, JsonValue])


def accept(request: httpx.Request) -> httpx.Response:  # noqa: ARG001 - whatever is asked
    """Answer as a provider that takes everything."""
    return httpx.Response(200, json={"ok": True})


def tell_nothing(request: httpx.Request) -> httpx.Response | None:
    """Answer as a provider that shows no pictures of those who write; None to whatever is no such question."""
    is_asked = request.url.path.endswith("/getUserProfilePhotos")
    return httpx.Response(404, json={"ok": False, "description": "Not Found"}) if is_asked else None


class Outbox:
    """The providers: what the desk sent them, and what they answer; questions, which `tell` answers, are not listed."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response] = accept) -> None:
        self.requests: list[httpx.Request] = []
        self.answer = answer
        self.tell: Callable[[httpx.Request], httpx.Response | None] = tell_nothing

    def transport(self) -> httpx.MockTransport:
        """Return a transport that ends here."""
        return httpx.MockTransport(self._take)

    @property
    def bodies(self) -> list[dict[str, JsonValue]]:
        """Return what was sent as JSON objects, oldest first."""
        return [_OBJECT.validate_json(request.content) for request in self.requests]

    def _take(self, request: httpx.Request) -> httpx.Response:
        request.read()
        if told := self.tell(request):
            return told
        self.requests.append(request)
        return self.answer(request)


class _Empty:
    """The body of an answer that has none."""

    def stream(self, *_: object, **__: object) -> list[bytes]:
        return []


class Sockets:
    """The open consoles: what was pushed to each; one that has left answers 410."""

    def __init__(self) -> None:
        self.pushed: dict[str, list[dict[str, JsonValue]]] = {}
        self.gone: set[str] = set()

    def post(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        """Take a push in the place of API Gateway."""
        connection_id = unquote(request.url.rpartition("/")[2])
        if connection_id in self.gone:
            return _answer(request.url, 410, {"x-amzn-errortype": "GoneException"})
        self.pushed.setdefault(connection_id, []).append(_OBJECT.validate_json(cast("bytes", request.body)))
        return _answer(request.url, 200, {})


def _answer(url: str, status: int, headers: dict[str, str]) -> AWSResponse:
    fields = HTTPHeaders()
    for name, value in headers.items():
        fields[name] = value
    return AWSResponse(url, status, fields, _Empty())
