"""The HTTP side of the played providers: each under its channel's name, its calls recorded and its bad days had."""

from asyncio import sleep
from collections.abc import Callable, Mapping
from datetime import datetime

from pydantic import JsonValue
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from transom.channel import OutboundFile
from transom.errors import TransomError
from transom.model import MediaKind
from transom_cli import providers
from transom_cli.local import load_secrets
from transom_cli.outbox.faults import Fault, Faults
from transom_cli.outbox.ledger import Ledger
from transom_cli.outbox.telegram import hang_up
from transom_cli.providers.stage import Answer, Call, Endpoint

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class PlayedDoor:
    """Answers a channel's calls as its provider would, or as badly as it was told to."""

    def __init__(
        self, channel: str, ledger: Ledger, faults: Faults, people: dict[int, str], clock: Callable[[], datetime]
    ) -> None:
        self._channel = channel
        self._people = people
        self._ledger = ledger
        self._faults = faults
        self._clock = clock

    @property
    def routes(self) -> list[Route]:
        """Return the addresses of the provider's API."""
        endpoints = providers.provider(self._channel).ENDPOINTS
        # SDKs of AWS leave out the slash that is all of a path
        return [self._route(each, path) for each in endpoints for path in {each.path, each.path.rstrip("/")}]

    def _route(self, endpoint: Endpoint, path: str) -> Route:
        async def answer(request: Request) -> ASGIApp:
            return await self._answer(request, endpoint)

        return Route(f"/{self._channel}{path}", answer, methods=[endpoint.method])

    async def _answer(self, request: Request, endpoint: Endpoint) -> ASGIApp:
        fault = self._faults.take(self._channel)
        if fault and fault.mode == "slow":
            await sleep(fault.seconds)
        if fault and fault.mode in {"fail", "throttle"}:
            return _misbehaved(fault)
        call = await self._call(request)
        try:
            answer = endpoint.handle(call)
        except TransomError as error:
            return JSONResponse({"error": error.message}, status_code=error.status)
        self._record(call, answer)
        return hang_up if fault and fault.mode == "drop" else _response(answer)

    async def _call(self, request: Request) -> Call:
        body = await request.body()
        form, files = await _form(request)
        return Call(
            method=request.method,
            path=request.url.path.removeprefix(f"/{self._channel}"),
            parameters={name: str(value) for name, value in request.path_params.items()},
            query=dict(request.query_params),
            headers=dict(request.headers),
            body=body,
            form=form,
            files=files,
            secrets=tuple(load_secrets().get(self._channel, {}).values()),
            people=self._people,
            at=self._clock(),
        )

    def _record(self, call: Call, answer: Answer) -> None:
        if answer.sent is None:
            return
        seen: Mapping[str, JsonValue] = {"method": call.method, "path": f"/{self._channel}{call.path}"}
        sent = answer.sent
        self._ledger.add(
            channel=self._channel, to=sent.to, text=sent.text, at=call.at, files=sent.files, request=dict(seen)
        )


def doors(ledger: Ledger, faults: Faults, people: dict[int, str], clock: Callable[[], datetime]) -> list[PlayedDoor]:
    """Return a door for each provider that is played; `people` are the names of those who have written to any."""
    return [PlayedDoor(channel, ledger, faults, people, clock) for channel in providers.ids()]


async def _form(request: Request) -> tuple[dict[str, str], dict[str, OutboundFile]]:
    if not request.headers.get("content-type", "").startswith(FORMS):
        return {}, {}
    async with request.form() as form:
        items = form.multi_items()
        fields = {name: value for name, value in items if isinstance(value, str)}
        return fields, {name: await _file(value) for name, value in items if isinstance(value, UploadFile)}


async def _file(upload: UploadFile) -> OutboundFile:
    mime = upload.content_type or "application/octet-stream"
    content = await upload.read()
    return OutboundFile(name=upload.filename or "file", mime=mime, content=content, kind=MediaKind.of(mime))


def _misbehaved(fault: Fault) -> Response:
    if fault.mode == "fail":
        return JSONResponse({"error": "refused as told"}, status_code=fault.status)
    headers = {"retry-after": str(fault.retry_after)}
    return JSONResponse({"error": "too many requests"}, status_code=429, headers=headers)


def _response(answer: Answer) -> Response:
    if answer.content is not None:
        return Response(answer.content, status_code=answer.status, headers=answer.headers)
    return JSONResponse(answer.body, status_code=answer.status, headers=answer.headers)
