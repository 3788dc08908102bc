"""The sample inputs under `events/`, as the tests use them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import channels
from channel_receive.gateway import HookEvent
from transom.channel import Connection, Request, Source
from transom.model import Frozen
from transom.model.menu import LineMenu
from transom_cli import providers

EVENTS = Path(__file__).parent.parent / "events"
NOW = datetime(2026, 11, 16, 9, 12, 31, tzinfo=UTC)


def hook_event(case: str) -> dict[str, object]:
    """Return a sample such as `telegram/text` as API Gateway hands it to a function."""
    event: dict[str, object] = json.loads((EVENTS / f"{case}.json").read_text())
    return event


def hook_request(case: str) -> Request:
    """Return a sample as the request that a channel reads."""
    return HookEvent.model_validate(hook_event(case)).request(NOW)


def topic_request(case: str) -> Request:
    """Return a sample such as `aws_sms/text`, an SQS event with one record, as the request that a channel reads."""
    event = _SqsEvent.model_validate_json((EVENTS / f"{case}.json").read_bytes())
    return Request(body=event.Records[0].body.encode(), received_at=NOW)


def page_request(case: str) -> Request:
    """Return a sample such as `youtube/text`, a page as the provider gives it, as the request that a channel reads."""
    return Request(method="GET", body=(EVENTS / f"{case}.json").read_bytes(), received_at=NOW)


def sample_connection(channel: str) -> Connection:
    """Return a connection with every secret that the manifest names, as the samples of a channel use them.

    Where a secret has a form of its own, or a setting matters, `events/<channel>/_connection.json` gives it.
    """
    file = EVENTS / channel / "_connection.json"
    given = _Given.model_validate_json(file.read_bytes()) if file.exists() else _Given()
    fields = [field.name for field in channels.manifest(channel).secrets]
    secret = {name: f"sample-{name.replace('_', '-')}" for name in fields} | _keys(channel)
    url = f"https://hooks.example.com/hooks/{channel}/sample"
    return Connection(
        id="sample", channel=channel, url=url, settings=given.settings, menu=given.menu, secret=secret | given.secret
    )


def _keys(channel: str) -> dict[str, str]:
    """Return the keys that those channels sign with which are asked, as their played providers know them."""
    return providers.secrets(channel) if channels.manifest(channel).source is Source.POLL else {}


def samples(channel: str) -> dict[str, Request]:
    """Return a channel's sample inputs by their names."""
    names = sorted(path.stem for path in (EVENTS / channel).glob("[!_]*.json"))
    match channels.manifest(channel).source:
        case Source.WEBHOOK:
            return {name: hook_request(f"{channel}/{name}") for name in names}
        case Source.MAIL:
            return {name: Request(body=mail(name), received_at=NOW) for name in names}
        case Source.API:
            return {name: form_request(name) for name in names}
        case Source.TOPIC:
            return {name: topic_request(f"{channel}/{name}") for name in names}
        case Source.POLL:
            return {name: page_request(f"{channel}/{name}") for name in names}


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


class _SqsRecord(Frozen):
    body: str


class _SqsEvent(Frozen):
    Records: tuple[_SqsRecord, ...]


class _Given(Frozen):
    settings: dict[str, str] = {}
    menu: LineMenu | None = None
    secret: dict[str, str] = {}
