"""The local edge: one origin for console, API, hooks and sockets, as CloudFront is in front of the deployed desk.

`python -m transom_cli.edge --port N --endpoint URL --api ID --hooks ID --sockets ID --bucket NAME`
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
import typer
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake

from transom_cli import serving

PATIENCE = 120
"""Seconds; the first start of a function takes some on a laptop at work."""
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
DROPPED = {
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "host",
    "keep-alive",
    "server",
    "transfer-encoding",
}


class Edge:
    """Passes `/v1`, `/hooks` and `/live` on to their APIs, and serves all else from the console's bucket."""

    def __init__(self, endpoint: str, api: str, hooks: str, sockets: str, bucket: str) -> None:
        apis = f"{endpoint}/_aws/execute-api"
        self._api = f"{apis}/{api}/desk"
        self._hooks = f"{apis}/{hooks}/$default"
        self._live = f"{apis}/{sockets}"
        self._console = f"{endpoint}/{bucket}"
        self._client = httpx.AsyncClient(timeout=PATIENCE, limits=httpx.Limits(max_connections=100))

    def app(self) -> Starlette:
        """Return the one origin."""
        routes = [
            Route("/v1/{path:path}", self._rest, methods=METHODS),
            Route("/hooks/{path:path}", self._webhook, methods=METHODS),
            Route("/live/@connections/{connection:path}", self._push, methods=METHODS),
            WebSocketRoute("/live", self._socket),
            Route("/{path:path}", self._page),
        ]
        return Starlette(routes=routes, lifespan=self._closing)

    @asynccontextmanager
    async def _closing(self, _: Starlette) -> AsyncIterator[None]:
        yield
        await self._client.aclose()

    async def _rest(self, request: Request) -> Response:
        return await self._passed_on(request, self._api)

    async def _webhook(self, request: Request) -> Response:
        return await self._passed_on(request, self._hooks)

    async def _push(self, request: Request) -> Response:
        return await self._passed_on(request, self._live)

    async def _passed_on(self, request: Request, base: str) -> Response:
        answer = await self._client.request(
            request.method,
            f"{base}{request.url.path}",
            params=request.url.query or None,
            headers=[(name, value) for name, value in request.headers.items() if name not in DROPPED],
            content=await request.body(),
        )
        headers = {name: value for name, value in answer.headers.items() if name not in DROPPED}
        return Response(answer.content, answer.status_code, headers)

    async def _socket(self, browser: WebSocket) -> None:
        address = f"ws{self._live.removeprefix('http')}/live?{browser.url.query}"
        try:
            async with connect(address, open_timeout=PATIENCE) as desk:
                await browser.accept()
                await _join(browser, desk)
        except (InvalidHandshake, OSError):  # no ticket, or nobody answers: the console tries again
            await browser.close()

    async def _page(self, request: Request) -> Response:
        path = request.url.path.lstrip("/")
        found = await self._client.get(f"{self._console}/{path}") if path else None
        if found is None or found.is_error:  # an address inside the console
            found = await self._client.get(f"{self._console}/index.html")
        headers = {name: found.headers[name] for name in ("content-type", "cache-control") if name in found.headers}
        return Response(found.content, found.status_code, headers)


async def _join(browser: WebSocket, desk: ClientConnection) -> None:
    async def down() -> None:
        async for message in desk:
            await browser.send_text(str(message))
        if browser.client_state is WebSocketState.CONNECTED:
            await browser.close()

    async def up() -> None:
        async for message in browser.iter_text():
            await desk.send(message)
        await desk.close()

    async with asyncio.TaskGroup() as both:
        both.create_task(down())
        both.create_task(up())


def serve(
    port: Annotated[int, typer.Option(help="Where the one origin is served.")],
    endpoint: Annotated[str, typer.Option(help="Where the AWS API answers.")],
    api: Annotated[str, typer.Option(help="The REST API's id.")],
    hooks: Annotated[str, typer.Option(help="The hooks' API's id.")],
    sockets: Annotated[str, typer.Option(help="The WebSocket API's id.")],
    bucket: Annotated[str, typer.Option(help="The console's bucket.")],
) -> None:
    """Serve the edge on this machine alone."""
    serving.serve(Edge(endpoint, api, hooks, sockets, bucket).app(), port)


if __name__ == "__main__":
    typer.run(serve)
