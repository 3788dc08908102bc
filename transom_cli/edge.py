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
from websockets.exceptions import InvalidStatus

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


def create_app(endpoint: str, api: str, hooks: str, sockets: str, bucket: str) -> Starlette:
    """Return the proxy: `/v1`, `/hooks` and `/live` to their APIs, all else from the console's bucket."""
    live = f"{endpoint}/_aws/execute-api/{sockets}"
    handshake = f"ws{live.removeprefix('http')}/live"
    client = httpx.AsyncClient(timeout=PATIENCE, limits=httpx.Limits(max_connections=100))

    @asynccontextmanager
    async def closing(_: Starlette) -> AsyncIterator[None]:
        yield
        await client.aclose()

    async def pass_on(request: Request, base: str) -> Response:
        answer = await client.request(
            request.method,
            f"{base}{request.url.path}",
            params=request.url.query or None,
            headers=[(name, value) for name, value in request.headers.items() if name not in DROPPED],
            content=await request.body(),
        )
        headers = {name: value for name, value in answer.headers.items() if name not in DROPPED}
        return Response(answer.content, answer.status_code, headers)

    async def rest(request: Request) -> Response:
        return await pass_on(request, f"{endpoint}/_aws/execute-api/{api}/desk")

    async def webhook(request: Request) -> Response:
        return await pass_on(request, f"{endpoint}/_aws/execute-api/{hooks}/$default")

    async def push(request: Request) -> Response:
        return await pass_on(request, live)

    async def socket(browser: WebSocket) -> None:
        try:
            async with connect(f"{handshake}?{browser.url.query}", open_timeout=PATIENCE) as desk:
                await browser.accept()
                await _join(browser, desk)
        except InvalidStatus:  # no ticket
            await browser.close()

    async def page(request: Request) -> Response:
        path = request.url.path.lstrip("/")
        found = await client.get(f"{endpoint}/{bucket}/{path}") if path else None
        if found is None or found.is_error:  # an address inside the console
            found = await client.get(f"{endpoint}/{bucket}/index.html")
        headers = {name: found.headers[name] for name in ("content-type", "cache-control") if name in found.headers}
        return Response(found.content, found.status_code, headers)

    return Starlette(
        routes=[
            Route("/v1/{path:path}", rest, methods=METHODS),
            Route("/hooks/{path:path}", webhook, methods=METHODS),
            Route("/live/@connections/{connection:path}", push, methods=METHODS),
            WebSocketRoute("/live", socket),
            Route("/{path:path}", page),
        ],
        lifespan=closing,
    )


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
    serving.serve(create_app(endpoint, api, hooks, sockets, bucket), port)


if __name__ == "__main__":
    typer.run(serve)
