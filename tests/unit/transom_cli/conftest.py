"""The outbox in process, a clock that stands still, and a local stack that is only described."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from transom_cli.local import Local, save_secrets
from transom_cli.outbox.app import create_app

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOKEN = "123456:demo-token-demo-token"
WEBHOOK_SECRET = "knock-knock"


class InProcess(httpx.BaseTransport):
    """Calls an ASGI application without a network."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the application's answer."""
        return asyncio.run(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self._app)) as client:
            content = request.read()
            answer = await client.request(request.method, request.url, headers=request.headers, content=content)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty `.transom/` that knows the demo's bot."""
    monkeypatch.setenv("TRANSOM_HOME", str(tmp_path))
    save_secrets({"telegram": {"demo-telegram": {"token": TOKEN, "webhook_secret": WEBHOOK_SECRET}}})
    return tmp_path


@pytest.fixture
def local(home: Path) -> Local:
    """Describe a local stack."""
    addresses = {
        "console": "http://desk.test",
        "api": "http://desk.test/v1",
        "hooks": "http://desk.test/hooks",
        "smtp": "127.0.0.1:1",
        "inbox": "support@northwind.example",
        "outbox": "http://outbox.test",
        "users": [{"email": "ana@northwind.example", "password": "secret", "role": "agent"}],
    }
    (home / "local.json").write_text(json.dumps(addresses))
    return Local.model_validate(addresses)


@pytest.fixture
def outbox(home: Path) -> httpx.Client:
    """Give a client of an outbox that is empty and whose clock stands still."""
    return restarted(home)


def restarted(home: Path) -> httpx.Client:
    """Return a client of an outbox that has just been started over what was kept."""
    app = create_app(home, clock=lambda: NOW)
    return httpx.Client(transport=InProcess(app), base_url="http://outbox.test")
