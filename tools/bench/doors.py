"""`python -m tools.bench.doors`: the CPU time that a webhook of each channel takes, as a ratio to Telegram's.

A webhook is verified, parsed and stored: a further message of a customer who is known. AWS is moto, whose own time is
left out. The channels take turns, and each is told by the least time of all its turns, as a busy machine stretches
single ones.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus

import pytest
from pydantic import JsonValue

import channels
from tools.bench.account import timed
from transom.channel import Source
from transom.model import ConnectionSpec
from transom.testing.cloud import ENVIRONMENT, cloud
from transom.testing.desk import DeskUnderTest
from transom.testing.fakes import Outbox
from transom.testing.samples import one_team
from transom_cli import providers
from transom_cli.demo.channels import secrets, settings
from transom_cli.providers.stage import Outgoing, Scene
from transom_cli.send import telegram
from transom_cli.send.customer import Customer

TURNS = 15
BASELINE = "telegram"
TEXT = "Where is my order? It should have come on Monday."
CUSTOMER = Customer.named("Ana")
BOT = {"token": "1:bench", "webhook_secret": "bench"}


def webhook_costs() -> dict[str, dict[str, float]]:
    """Return CPU milliseconds of a webhook by channel, and their ratio to Telegram's."""
    with pytest.MonkeyPatch.context() as patch, _desk(patch) as desk:
        _turn(desk, 0)  # what a warm function has in memory
        turns = [_turn(desk, number) for number in range(1, TURNS + 1)]
    least = {channel: min(turn[channel] for turn in turns) for channel in turns[0]}
    ratios = {channel: round(seconds / least[BASELINE], 2) for channel, seconds in least.items()}
    return {channel: {"cpu_ms": round(least[channel] * 1000, 2), "to_telegram": ratios[channel]} for channel in least}


@contextmanager
def _desk(patch: pytest.MonkeyPatch) -> Iterator[DeskUnderTest]:
    with cloud(patch) as resources:
        desk = DeskUnderTest(resources, one_team(), Outbox(), patch)
        for channel in _channels():
            secret = BOT if channel == BASELINE else secrets(channel)
            desk.connect(_spec(channel), secret)
        yield desk


def _spec(channel: str) -> ConnectionSpec:
    known = {} if channel == BASELINE else settings(channel)
    return ConnectionSpec(id=f"bench-{channel}", channel=channel, name=channel, settings=known)


def _channels() -> list[str]:
    calling = {Source.WEBHOOK, Source.TOPIC}
    return [BASELINE, *(channel for channel in providers.ids() if channels.manifest(channel).source in calling)]


def _turn(desk: DeskUnderTest, number: int) -> dict[str, float]:
    """Let a customer write by every channel; returns CPU seconds by channel."""
    desk.now += timedelta(seconds=1)
    return {channel: _write(desk, channel, number) for channel in _channels()}


def _write(desk: DeskUnderTest, channel: str, number: int) -> float:
    told = _update(desk, number) if channel == BASELINE else _played(desk, channel, number)
    with timed(desk) as account:
        if channels.manifest(channel).source is Source.TOPIC:
            desk.topic(channel, _notification(told.body, desk.now.isoformat()))
        else:
            answer = desk.hook(channel, _spec(channel).id, told.body, told.headers, told.query)
            _expect(answer["statusCode"] == HTTPStatus.OK, f"{channel} answered {answer['statusCode']}")
    return account.cpu[0][1]


def _notification(message: bytes, at: str) -> bytes:
    """Return a topic's message as SNS puts it on a queue."""
    told = {"Type": "Notification", "MessageId": "m1", "TopicArn": "arn:aws:sns:us-east-1:1:t"}
    return json.dumps({**told, "Message": message.decode(), "Timestamp": at}).encode()


def _expect(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 - a fact, not a switch
    """Stop a run that measures something else."""
    if not is_so:
        raise RuntimeError(otherwise)


def _update(desk: DeskUnderTest, number: int) -> Outgoing:
    numbers = telegram.Numbers(update_id=number, message_id=number)
    message = telegram.TelegramMessage(customer=CUSTOMER, text=TEXT)
    body: JsonValue = telegram.update(message, numbers, {"text": TEXT}, desk.now)
    headers = {"x-telegram-bot-api-secret-token": BOT["webhook_secret"]}
    return Outgoing(body=json.dumps(body).encode(), headers=headers)


def _played(desk: DeskUnderTest, channel: str, number: int) -> Outgoing:
    scene = Scene(
        author=CUSTOMER.name,
        number=CUSTOMER.number,
        text=TEXT,
        message_id=int(desk.now.timestamp() * 1000) + number,
        secret=secrets(channel),
        settings=settings(channel),
        url=f"{ENVIRONMENT['TRANSOM_HOOKS']}/{channel}/{_spec(channel).id}",
        at=desk.now,
    )
    return providers.provider(channel).written(scene)


if __name__ == "__main__":
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    costs = webhook_costs()
    with os.fdopen(out, "w") as stdout:
        json.dump(costs, stdout)
