"""The outbox as a web application."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from transom.errors import InvalidError, TransomError
from transom_cli.outbox.bot_api import BotApi
from transom_cli.outbox.faults import Fault, Faults
from transom_cli.outbox.ledger import Ledger
from transom_cli.outbox.mail import MailDoor
from transom_cli.outbox.media import Media
from transom_cli.outbox.page import page
from transom_cli.outbox.people import People
from transom_cli.outbox.played import doors
from transom_cli.outbox.telegram import TelegramDoor
from transom_cli.outbox.tokens import Tokens
from transom_cli.smtp.listener import listen


class Outbox:
    """The parts of the outbox, and the addresses for people and tests."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.ledger = Ledger(folder)
        self.faults = Faults()
        self.tokens = Tokens()
        self.mail = MailDoor(self.ledger, self.faults, clock)
        self.people = People()
        self.played = doors(self.ledger, self.faults, self.people.names, clock)
        media = Media(folder)
        self.telegram = TelegramDoor(BotApi(self.ledger, media), media, self.faults, self.tokens, clock)

    @property
    def routes(self) -> list[Route]:
        """Return all addresses."""
        return [
            Route("/", self._page),
            Route("/messages", self._messages, methods=["GET"]),
            Route("/messages", self._clear, methods=["DELETE"]),
            Route("/messages/{id}/attachments/{number:int}", self._attachment),
            Route("/faults", self._faults, methods=["GET"]),
            Route("/faults", self._set_fault, methods=["POST"]),
            Route("/faults", self._clear_faults, methods=["DELETE"]),
            Route("/tokens", self._announce, methods=["POST"]),
            *self.people.routes,
            *self.telegram.routes,
            *(route for door in self.played for route in door.routes),
        ]

    async def _page(self, _request: Request) -> Response:
        return HTMLResponse(page(self.ledger.find()))

    async def _messages(self, request: Request) -> Response:
        wanted = {name: request.query_params.get(name) for name in ("channel", "to", "after")}
        return JSONResponse({"items": [message.model_dump(mode="json") for message in self.ledger.find(**wanted)]})

    async def _clear(self, _request: Request) -> Response:
        self.ledger.clear()
        return Response(status_code=204)

    async def _attachment(self, request: Request) -> Response:
        file, content = self.ledger.attachment(request.path_params["id"], request.path_params["number"])
        headers = {"content-disposition": f"attachment; filename*=utf-8''{quote(file.name)}"}
        return Response(content, media_type=file.mime, headers=headers)

    async def _faults(self, _request: Request) -> Response:
        return JSONResponse({"items": [fault.model_dump() for fault in self.faults.all()]})

    async def _set_fault(self, request: Request) -> Response:
        try:
            fault = Fault.model_validate_json(await request.body())
        except ValidationError as error:
            raise InvalidError(str(error)) from error
        self.faults.set(fault)
        return JSONResponse(fault.model_dump(), status_code=201)

    async def _clear_faults(self, _request: Request) -> Response:
        self.faults.clear()
        return Response(status_code=204)

    async def _announce(self, request: Request) -> Response:
        body = await request.json()
        self.tokens.announce(body["channel"], body["token"])
        return Response(status_code=204)


def create_app(
    folder: Path, *, smtp_port: int | None = None, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Starlette:
    """Return the application; with a port, it also takes mail there while it runs."""
    outbox = Outbox(folder, clock)
    return Starlette(
        routes=list(outbox.routes),
        exception_handlers={TransomError: _refused},
        lifespan=_taking_mail(outbox.mail, smtp_port) if smtp_port is not None else None,
    )


def _taking_mail(door: MailDoor, port: int) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with await listen(door, host="127.0.0.1", port=port):
            yield

    return lifespan


async def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, TransomError):
        raise error
    return JSONResponse({"title": error.message, "code": error.code}, status_code=error.status)
