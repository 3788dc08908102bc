"""The events on the bus are a contract: each has a golden file, and older readers go on reading newer events."""

import json
from typing import cast

import pytest
from pydantic import JsonValue

from tests.contract.event_samples import EVENTS, arrival, contracts, events, invocations
from transom.events import AGENT_AVAILABLE, PASSING, Event
from transom.model import ConnectionSpec, EntryName
from transom.testing.desk import DeskUnderTest

HANDLERS = {
    "relay": "relay.handler.handler",
    "router": "router.handler.handler",
    "auto_reply": "auto_reply.handler.handler",
    "sla": "sla.handler.handler",
    "automation": "automation.handler.handler",
    "realtime": "realtime.handler.handler",
    "sla/check.json": "sla.check.handler",
    "realtime/connect.json": "realtime.socket.handler",
    "realtime/disconnect.json": "realtime.socket.handler",
}


def committed(path: str) -> JsonValue:
    """Return a file under `events/`."""
    return cast("JsonValue", json.loads((EVENTS / path).read_text()))


def test_every_event_has_a_contract() -> None:
    """Neither is an event without its file, nor a file without its event."""
    names = {path.name.removesuffix(".v1.json") for path in (EVENTS / "transom").iterdir()}
    assert names == {*EntryName, *PASSING, AGENT_AVAILABLE}


@pytest.mark.parametrize("name", [*EntryName, *PASSING, AGENT_AVAILABLE])
def test_an_event_is_as_its_contract_says(name: str) -> None:
    """A change of an event's form shows as a change of its file, which reviewers see."""
    assert committed(f"transom/{name}.v1.json") == contracts()[f"{name}.v1.json"]


@pytest.mark.parametrize("name", [*EntryName, *PASSING, AGENT_AVAILABLE])
def test_an_older_reader_understands_a_newer_event(name: str) -> None:
    """Fields that a reader does not know change nothing of what it reads."""
    newer = cast("dict[str, JsonValue]", committed(f"transom/{name}.v1.json"))
    newer["sentiment"] = "calm"
    if isinstance(data := newer["data"], dict) and isinstance(entry := data.get("entry"), dict):
        entry["sentiment"] = {"score": 0.4}
    read = Event.model_validate(newer)
    assert read.model_copy(update={"data": {}}) == events()[name].model_copy(update={"data": {}})
    if name in set(EntryName):
        assert read.entry == events()[name].entry


@pytest.mark.parametrize("path", sorted(invocations()))
def test_a_sample_goes_through_its_function(desk: DeskUnderTest, path: str) -> None:
    """What stands under `events/` is what Lambda hands over: `sam local invoke -e` works with it."""
    desk.connect(ConnectionSpec(id="demo-telegram", channel="telegram", name="Telegram"), {})
    desk.store.arrivals.record(arrival())
    desk.store.sockets.issue_ticket("ben", "sample-ticket", desk.now)
    sample = committed(path)
    assert sample == invocations()[path]
    handler = HANDLERS.get(path) or HANDLERS[path.partition("/")[0]]
    answer = desk.invoke(handler, cast("dict[str, object]", sample))
    assert answer in ({"batchItemFailures": []}, {"statusCode": 200}, None)
