"""Whatever dies at whatever moment, a mail is answered once: nothing is lost, nothing is doubled.

What a function does between two calls of AWS nobody else can see, so it dies before each of its calls and after each.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from botocore.endpoint import Endpoint

from tests.flow.customers import EMAIL, mail
from transom.model import Door
from transom.testing.desk import DeskUnderTest

PARTS = 24
"""Each has a desk of its own: the fake of the table copies all that it holds again and again."""
LEAST_CALLS = 30


class KilledError(BaseException):
    """The process is gone: nothing of it may run on."""


class Reaper:
    """Lets a function die at one of its calls of AWS: the even ones before the call is made, the odd ones after."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.is_dead = False
        self.has_struck = False

    def __call__(self, make: object, *arguments: object) -> object:
        """Make a call, if the function lives."""
        if self.is_dead or self._strikes():
            raise KilledError
        answer = make(*arguments)  # type: ignore[operator]  # botocore's own function
        if self._strikes():
            raise KilledError
        return answer

    def _strikes(self) -> bool:
        self._left -= 1
        self.is_dead = self._left == -1
        self.has_struck |= self.is_dead
        return self.is_dead


@contextmanager
def reaped(monkeypatch: pytest.MonkeyPatch, desk: DeskUnderTest, at: int) -> Iterator[Reaper]:
    """Let one function die; what it was given comes again, as Lambda's queues and streams do."""
    reaper, make, invoke = Reaper(at), Endpoint.make_request, desk.invoke

    def survived(path: str, event: dict[str, list[dict[str, object]]], *, channel: str = "") -> object:
        with monkeypatch.context() as scope:
            scope.setattr(Endpoint, "make_request", lambda *arguments: reaper(make, *arguments))
            try:
                return invoke(path, event, channel=channel)
            except KilledError:
                reaper.is_dead = False
                return {"batchItemFailures": [{"itemIdentifier": _identifier(each)} for each in event["Records"]]}

    with monkeypatch.context() as scope:
        scope.setattr(desk, "invoke", survived)
        yield reaper


def _identifier(record: dict[str, object]) -> str:
    stream = record.get("dynamodb")
    return str(stream["SequenceNumber"] if isinstance(stream, dict) else record["messageId"])


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mail_is_answered_once_wherever_a_function_dies(
    desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """From the bucket to the automatic answer: one message, routed, with its clocks, and answered at most once."""
    desk.is_online("ana")
    for at in count(part, PARTS):
        address = f"customer{at}@example.org"
        with reaped(monkeypatch, desk, at) as reaper:
            key = desk.mail(mail("Where is my order?", sender=address, mail_id=f"<{at}@example.org>"))
            if reaper.has_struck:
                desk.announce_mail(key)
            desk.settle()
        desk.settle()
        _is_whole(desk, address, at)
        if not reaper.has_struck:
            break
    assert at > LEAST_CALLS
    assert desk.store.quarantine.page().items == []


def _is_whole(desk: DeskUnderTest, address: str, at: int) -> None:
    identity = desk.store.identities.find(Door(channel="email", connection=EMAIL, address=address))
    assert identity is not None, at
    conversation = desk.store.conversations.get(identity.conversation_id)
    entries = desk.timeline(conversation.id)
    names = [str(entry.name) for entry in entries]
    assert names.count("message.received") == 1, at
    assert names.count("conversation.routed") == 1, at
    assert names.count("message.queued") == 1, at
    assert conversation.clocks, at
    assert conversation.team == "support", at
    told = [raw for raw in desk.cloud.mails() if address.encode() in raw]
    fate = names.count("message.sent"), names.count("message.outcome_lost")
    assert (len(told), fate) in {(1, (1, 0)), (1, (0, 1)), (0, (0, 1))}, (at, names)
