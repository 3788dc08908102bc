"""The sample inputs under `events/`, as the tests use them."""

import json
from datetime import UTC, datetime
from pathlib import Path

from channel_receive.gateway import HookEvent
from transom.channel import Request

EVENTS = Path(__file__).parent.parent / "events"
NOW = datetime(2026, 11, 16, 9, 12, 31, tzinfo=UTC)


def hook_event(case: str) -> dict[str, object]:
    """Return a sample such as `telegram/text` as API Gateway hands it to a function."""
    event: dict[str, object] = json.loads((EVENTS / f"{case}.json").read_text())
    return event


def hook_request(case: str) -> Request:
    """Return a sample as the request that a channel reads."""
    return HookEvent.model_validate(hook_event(case)).request(NOW)
