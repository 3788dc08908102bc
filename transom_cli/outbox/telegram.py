"""The HTTP side of the stand-in for Telegram."""

import json
import re
from asyncio import sleep
from collections.abc import Callable
from datetime import datetime

from pydantic import JsonValue
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from transom.channel import OutboundFile
from transom.errors import InvalidError, NotFoundError, TransomError, UnauthenticError
from transom.model import MediaKind
from transom_cli.outbox.bot_api import BotApi, Call
from transom_cli.outbox.faults import Fault, Faults
from transom_cli.outbox.media import Media
from transom_cli.outbox.tokens import Tokens

_TOKEN = re.compile(r"(\d{3,20}):[A-Za-z0-9_-]{6,}")
_OBJECTS = {"reply_parameters", "reply_markup", "entities", "caption_entities", "link_preview_options"}
_LISTS = {"media"}
_KEPT_HEADERS = ("content-type", "user-agent", "x-correlation-id")


async def hang_up(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Promise a body and break off: the caller cannot know what became of its request."""
    headers = [(b"content-length", b"100"), (b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


class TelegramDoor:
    """Answers a bot's calls as Telegram would, or as badly as it was told to."""

    def __init__(
        self, api: BotApi, media: Media, faults: Faults, tokens: Tokens, clock: Callable[[], datetime]
    ) -> None:
        self._api = api
        self._media = media
        self._faults = faults
        self._tokens = tokens
        self._clock = clock

    @property
    def routes(self) -> list[Route]:
        """Return the addresses of the Bot API, and the two that `transom send telegram` uses."""
        return [
            Route("/telegram/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/telegram/file/bot{token}/{path:path}", self._download),
            Route("/telegram/uploads", self._upload, methods=["POST"]),
            Route("/telegram/updates", self._number, methods=["POST"]),
        ]

    async def _call(self, request: Request) -> ASGIApp:
        fault = self._faults.take("telegram")
        if fault and fault.mode == "slow":
            await sleep(fault.seconds)
        if fault and fault.mode in {"fail", "throttle"}:
            return _misbehaved(fault)
        try:
            call = await self._read(request)
            answer = JSONResponse({"ok": True, "result": self._api.call(call)})
        except TransomError as error:
            return _refusal(error)
        return hang_up if fault and fault.mode == "drop" else answer

    async def _read(self, request: Request) -> Call:
        bot_id = self._authentic(request.path_params["token"])
        method = request.path_params["method"]
        fields, files = await _body(request)
        headers: JsonValue = {name: request.headers[name] for name in _KEPT_HEADERS if name in request.headers}
        seen: dict[str, JsonValue] = {
            "method": request.method,
            "path": f"/telegram/bot***/{method}",
            "headers": headers,
            "fields": fields,
        }
        return Call(method=method, bot_id=bot_id, fields=fields, files=files, request=seen, at=self._clock())

    def _authentic(self, token: str) -> str:
        shape = _TOKEN.fullmatch(token)
        if shape is None:
            raise NotFoundError("Not Found")
        if not self._tokens.knows("telegram", token):
            raise UnauthenticError("Unauthorized")
        return shape[1]

    async def _download(self, request: Request) -> Response:
        try:
            self._authentic(request.path_params["token"])
            media, content = self._media.by_path(request.path_params["path"])
        except TransomError as error:
            return _refusal(error)
        return Response(content, media_type=media.mime_type)

    async def _upload(self, request: Request) -> Response:
        """Take a file that a customer is about to send."""
        _, files = await _body(request)
        return JSONResponse(self._media.add(files["file"]).model_dump(), status_code=201)

    async def _number(self, _request: Request) -> Response:
        """Give a customer's message its numbers; they are Telegram's to give."""
        numbers = {name: self._api.sequence.next(self._clock()) for name in ("update_id", "message_id")}
        return JSONResponse(numbers, status_code=201)


async def _body(request: Request) -> tuple[dict[str, JsonValue], dict[str, OutboundFile]]:
    if request.headers.get("content-type", "").startswith("application/json"):
        return _json_fields(await request.body()), {}
    async with request.form() as form:
        fields: dict[str, JsonValue] = dict(request.query_params)
        fields |= {name: _field(name, value) for name, value in form.items() if isinstance(value, str)}
        return fields, {name: await _upload(value) for name, value in form.items() if isinstance(value, UploadFile)}


def _json_fields(body: bytes) -> dict[str, JsonValue]:
    try:
        fields = json.loads(body)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise InvalidError("Bad Request: can't parse JSON object")
    return fields


def _field(name: str, value: str) -> JsonValue:
    """Read a form's field: objects and lists come in it as JSON."""
    if name in _LISTS:
        return _json_fields(f'{{"{name}": {value}}}'.encode())[name]
    return _json_fields(value.encode()) if name in _OBJECTS and value.startswith("{") else value


async def _upload(file: UploadFile) -> OutboundFile:
    mime = file.content_type or "application/octet-stream"
    content = await file.read()
    return OutboundFile(name=file.filename or "file", mime=mime, content=content, kind=MediaKind.of(mime))


def _misbehaved(fault: Fault) -> Response:
    if fault.mode == "fail":
        return _answer(fault.status, "Internal Server Error" if fault.status >= 500 else "Refused as told")  # noqa: PLR2004 - HTTP
    wait = fault.retry_after
    return _answer(429, f"Too Many Requests: retry after {wait}", {"parameters": {"retry_after": wait}})


def _refusal(error: TransomError) -> Response:
    return _answer(400 if isinstance(error, InvalidError) else error.status, error.message)


def _answer(status: int, description: str, more: dict[str, JsonValue] | None = None) -> Response:
    body = {"ok": False, "error_code": status, "description": description, **(more or {})}
    return JSONResponse(body, status_code=status)
