"""How the services of the local desk are served: on loopback, and at rest when nothing happens."""

import asyncio

import uvicorn
from starlette.types import ASGIApp

_TICK_SECONDS = 1.0
_KEPT_ALIVE_SECONDS = 75
"""Longer than any client keeps a connection: of two with the same patience one calls while the other hangs up."""


class _Server(uvicorn.Server):
    """Looks every second whether it shall end, where uvicorn looks ten times: a desk at rest takes no processor."""

    async def main_loop(self) -> None:
        while not await self.on_tick(0):  # noqa: ASYNC110 - signals tell uvicorn by a flag
            await asyncio.sleep(_TICK_SECONDS)


def serve(app: ASGIApp, port: int) -> None:
    """Serve an application on this machine alone, until stopped; its paths, which hold bots' tokens, are not logged."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, access_log=False, timeout_keep_alive=_KEPT_ALIVE_SECONDS)
    _Server(config).run()
