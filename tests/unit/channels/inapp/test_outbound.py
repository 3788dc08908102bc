"""What is pushed through SNS."""

import json
from datetime import UTC, datetime

import httpx
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from channels.inapp import push
from channels.inapp.outbound import send
from tests.samples import sample_connection
from transom.channel import Accepted, OutboundFile, OutboundMessage, Receipt, RetryAfter
from transom.model import Door

CONNECTION = sample_connection("inapp")
ENDPOINT = "arn:aws:sns:eu-central-1:123456789012:endpoint/APNS/Shop/5e3e9847"


class FakeSns:
    """Stands for SNS: takes all until told otherwise."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.pushed: list[tuple[str, dict[str, str]]] = []
        self._failure = failure

    def publish(self, *, TargetArn: str, Message: str, MessageStructure: str) -> push.Published:  # noqa: N803 - SNS's names
        """Take a message."""
        assert MessageStructure == "json"
        if self._failure:
            raise self._failure
        self.pushed.append((TargetArn, json.loads(Message)))
        return {"MessageId": f"p-{len(self.pushed)}"}


def answer(text: str = "On its way.", route: str = ENDPOINT, **fields: object) -> OutboundMessage:
    """Return an agent's answer."""
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="inapp", connection="sample", address="u-1042"),
        route=route,
        text=text,
        author_name="Maria",
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    return message.model_copy(update=fields)


def outcome(monkeypatch: pytest.MonkeyPatch, sns: FakeSns, message: OutboundMessage | None = None) -> Receipt:
    """Send a message to a stand-in."""
    monkeypatch.setattr(push, "client", lambda _region: sns)
    with httpx.Client() as http:
        return send(message or answer(), CONNECTION, http)


def failure(code: str, status: int = 400) -> ClientError:
    """Return how SNS says no."""
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "Publish")  # type: ignore[typeddict-item]


READABLE = Accepted(provider_message_ids=("01K0000000000000000000000A",))
"""The app reads the message, under our id."""


def test_the_device_is_told_in_each_service_s_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the connection's title, and with what the app needs to find the message."""
    sns = FakeSns()
    assert outcome(monkeypatch, sns) == READABLE
    [(target, forms)] = sns.pushed
    assert (target, forms["default"]) == (ENDPOINT, "On its way.")
    assert json.loads(forms["APNS"])["aps"]["alert"] == {"title": "The shop", "body": "On its way."}
    google = json.loads(forms["GCM"])["fcmV1Message"]["message"]
    assert google["data"] == {"conversation": "ABCD1234", "message": "01K0000000000000000000000A"}


def test_a_notification_is_a_hint_within_four_kilobytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the message is, and in a script of three bytes a letter; one without words names its files."""
    sns = FakeSns()
    outcome(monkeypatch, sns, answer("語" * 2500))
    file = OutboundFile(name="invoice.pdf", mime="application/pdf", content=b"%PDF")
    outcome(monkeypatch, sns, answer("", files=(file,)))
    [(_, long), (_, bare)] = sns.pushed
    assert all(len(form.encode()) <= 4096 for form in long.values())
    assert bare["default"] == "invoice.pdf"


@pytest.mark.parametrize(
    "route",
    [
        "",
        "arn:aws:sns:eu-central-1:123456789012:endpoint/APNS/Other/1",
        "arn:aws:sns:eu-central-1:123456789012:alarms",
    ],
)
def test_without_a_device_of_the_company_s_app_nothing_is_pushed(monkeypatch: pytest.MonkeyPatch, route: str) -> None:
    """The message is there to be read all the same."""
    sns = FakeSns()
    assert outcome(monkeypatch, sns, answer(route=route)) == READABLE
    assert sns.pushed == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (failure("EndpointDisabled"), READABLE),
        (failure("InvalidParameter"), READABLE),
        (failure("Throttled", 429), RetryAfter(seconds=5, reason="Throttled")),
        (failure("InternalError", 500), RetryAfter(seconds=5, reason="InternalError")),
        (
            ConnectTimeoutError(endpoint_url="https://sns.test"),
            RetryAfter(seconds=5, reason="ConnectTimeoutError", is_failure=True),
        ),
        (ReadTimeoutError(endpoint_url="https://sns.test"), READABLE),
    ],
)
def test_a_hint_that_fails_keeps_no_message_from_its_user(
    monkeypatch: pytest.MonkeyPatch, error: Exception, expected: Receipt
) -> None:
    """What may be pushed later is; all else is read without."""
    assert outcome(monkeypatch, FakeSns(error)) == expected
