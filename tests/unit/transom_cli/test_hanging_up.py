"""A provider that takes a message and hangs up, over a real connection."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn

from transom_cli.outbox.app import create_app

from .conftest import NOW, TOKEN

pytestmark = pytest.mark.loopback


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    """Serve an outbox on a free port."""
    app = create_app(home, clock=lambda: NOW)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_a_dropped_call_was_taken(address: str) -> None:
    """Show that the caller learns nothing, though the message is there."""
    with httpx.Client(base_url=address) as client:
        client.post("/faults", json={"channel": "telegram", "mode": "drop", "times": 1})

        with pytest.raises(httpx.RemoteProtocolError):
            client.post(f"/telegram/bot{TOKEN}/sendMessage", json={"chat_id": 77, "text": "Hello"})

        assert [item["text"] for item in client.get("/messages").json()["items"]] == ["Hello"]
