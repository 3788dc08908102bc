"""What is pushed through SNS."""

import json
from datetime import UTC, datetime

import httpx
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from channels.inapp import push
from channels.inapp.outbound import send
from tests.samples import sample_connection
from transom.channel import Accepted, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
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


def answer(text: str = "On its way.", address: str = f"u-1042 {ENDPOINT}", **fields: object) -> OutboundMessage:
    """Return an agent's answer."""
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="inapp", connection="sample", address=address),
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


def test_the_text_is_pushed_in_each_service_s_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the device of the door, under the connection's title."""
    sns = FakeSns()
    assert outcome(monkeypatch, sns) == Accepted(provider_message_ids=("p-1",))
    [(target, forms)] = sns.pushed
    assert (target, forms["default"]) == (ENDPOINT, "On its way.")
    assert json.loads(forms["APNS"])["aps"]["alert"] == {"title": "The shop", "body": "On its way."}
    google = json.loads(forms["GCM"])["fcmV1Message"]["message"]
    assert google["data"] == {"conversation": "ABCD1234", "message": "01K0000000000000000000000A", "part": "0"}


def test_each_push_is_within_four_kilobytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a script of three bytes a letter."""
    sns = FakeSns()
    outcome(monkeypatch, sns, answer("語" * 2500))
    assert len(sns.pushed) == 3
    assert all(len(form.encode()) <= 4096 for _, forms in sns.pushed for form in forms.values())


@pytest.mark.parametrize(
    "message",
    [
        answer(" "),
        answer(address="u-1042"),
        answer(address="u-1042 arn:aws:sns:eu-central-1:123456789012:endpoint/APNS/Other/1"),
        answer(address="u-1042 arn:aws:sns:eu-central-1:123456789012:alarms"),
    ],
)
def test_what_cannot_be_pushed_is_refused(monkeypatch: pytest.MonkeyPatch, message: OutboundMessage) -> None:
    """Above all to what is no device of the company's app."""
    sns = FakeSns()
    assert isinstance(outcome(monkeypatch, sns, message), Refused)
    assert sns.pushed == []


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (failure("EndpointDisabled"), Refused),
        (failure("InvalidParameter"), Refused),
        (failure("Throttled", 429), RetryAfter),
        (failure("InternalError", 500), RetryAfter),
        (ConnectTimeoutError(endpoint_url="https://sns.test"), RetryAfter),
        (ReadTimeoutError(endpoint_url="https://sns.test"), OutcomeLost),
    ],
)
def test_each_failure_has_its_meaning(monkeypatch: pytest.MonkeyPatch, error: Exception, kind: type[Receipt]) -> None:
    """What may have been pushed is not pushed again."""
    assert isinstance(outcome(monkeypatch, FakeSns(error)), kind)
