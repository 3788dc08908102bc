"""The sample inputs under `events/`, as the tests use them."""

import json
from datetime import UTC, datetime
from pathlib import Path

from channel_receive.gateway import HookEvent
from transom.channel import Request
from transom.model import Frozen

EVENTS = Path(__file__).parent.parent / "events"
NOW = datetime(2026, 11, 16, 9, 12, 31, tzinfo=UTC)


def hook_event(case: str) -> dict[str, object]:
    """Return a sample such as `telegram/text` as API Gateway hands it to a function."""
    event: dict[str, object] = json.loads((EVENTS / f"{case}.json").read_text())
    return event


def hook_request(case: str) -> Request:
    """Return a sample as the request that a channel reads."""
    return HookEvent.model_validate(hook_event(case)).request(NOW)


def mail(case: str) -> bytes:
    """Return a sample mail such as `plain`."""
    return (EVENTS / "email" / f"{case}.eml").read_bytes()


def form_request(case: str) -> Request:
    """Return a sample submission such as `plain` as the request that the channel reads."""
    event = _RestEvent.model_validate_json((EVENTS / "form" / f"{case}.json").read_bytes())
    headers = {name.lower(): value for name, value in event.headers.items()}
    return Request(headers=headers, body=event.body.encode(), received_at=NOW)


class _RestEvent(Frozen):
    headers: dict[str, str]
    body: str
