"""What the desk asks of End User Messaging: the real client, answered by the played provider."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError
from pydantic import JsonValue, TypeAdapter

from channels.aws_sms import api
from channels.aws_sms.outbound import send, stored_at
from transom.channel import (
    Accepted,
    Connection,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.http import new_client
from transom.model import Door, MediaKind
from transom.testing.fakes import Outbox
from transom_cli.providers import aws_sms
from transom_cli.providers.stage import Answer, Call

if TYPE_CHECKING:
    from botocore.client import BaseClient

BASE = "http://outbox.test/aws_sms"
CONNECTION = Connection(
    id="shop",
    channel="aws_sms",
    settings={"identity": "pool-1", "configuration_set": "desk", "base_url": BASE},
)
LINK = "https://my-bucket.s3.eu-west-1.amazonaws.com/attachments/shelf%201.png?X-Amz-Signature=s"
PHOTO = OutboundFile(name="shelf 1.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE, link=LINK)
OBJECT = TypeAdapter(dict[str, JsonValue])


class Service:
    """End User Messaging behind the client: answers as it is played, or as badly as it is told to."""

    def __init__(self) -> None:
        self.calls: list[dict[str, JsonValue]] = []
        self.trouble: Answer | Exception | None = None

    def __call__(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        """Take a call in the place of the network."""
        if isinstance(self.trouble, Exception):
            raise self.trouble
        body = cast("bytes", request.body)
        headers = {name.lower(): _text(value) for name, value in request.headers.items()}
        call = Call(method="POST", path="/", headers=headers, body=body, at=datetime(2026, 11, 16, tzinfo=UTC))
        self.calls.append({"operation": headers["x-amz-target"].rpartition(".")[2], **OBJECT.validate_json(body)})
        return _response(request.url, self.trouble or aws_sms.ENDPOINTS[0].handle(call))


class _Raw:
    def __init__(self, content: bytes) -> None:
        self.content = content

    def stream(self, *_: object, **__: object) -> list[bytes]:
        return [self.content]


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _response(url: str, answer: Answer) -> AWSResponse:
    fields = HTTPHeaders()
    for name, value in answer.headers.items():
        fields[name] = value
    content = TypeAdapter[JsonValue](JsonValue).dump_json(answer.body)
    return AWSResponse(url, int(answer.status), fields, _Raw(content))


@pytest.fixture(scope="module")
def _client() -> Iterator["BaseClient"]:
    """Yield the client of the channel, made once: its model takes a moment to load."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield cast("BaseClient", api.client(BASE))
    api.client.cache_clear()


@pytest.fixture
def service(_client: "BaseClient") -> Iterator[Service]:
    """Return End User Messaging."""
    service = Service()
    _client.meta.events.register("before-send", service)  # type: ignore[arg-type]  # its stubs know no handler that answers
    yield service
    _client.meta.events.unregister("before-send", service)  # type: ignore[arg-type]  # its stubs know no handler that answers


def answer(text: str = "On its way.", *files: OutboundFile, to: str = "+14155550182") -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="aws_sms", connection="shop", address=to),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def outcome(message: OutboundMessage) -> Receipt:
    """Send a message."""
    return send(message, CONNECTION, new_client(Outbox().transport()))


def test_a_text_goes_from_the_identity_with_our_reference_in_its_context(service: Service) -> None:
    """Events bring the context back."""
    receipt = outcome(answer())
    assert isinstance(receipt, Accepted)
    assert service.calls == [
        {
            "operation": "SendTextMessage",
            "DestinationPhoneNumber": "+14155550182",
            "OriginationIdentity": "pool-1",
            "MessageBody": "On its way.",
            "ConfigurationSetName": "desk",
            "Context": {"reference": "ABCD1234.01K0000000000000000000000A"},
        }
    ]


def test_a_long_text_leaves_in_parts(service: Service) -> None:
    """A message takes 1600 characters."""
    receipt = outcome(answer("word " * 400))
    assert isinstance(receipt, Accepted)
    assert len(receipt.provider_message_ids) == len(service.calls) == 2


def test_a_file_makes_an_mms_from_where_it_is_stored(service: Service) -> None:
    """The first takes the text along; each MMS takes one."""
    outcome(answer("Look", PHOTO, PHOTO))
    assert [call["operation"] for call in service.calls] == ["SendMediaMessage", "SendMediaMessage"]
    assert service.calls[0]["MediaUrls"] == ["s3://my-bucket/attachments/shelf 1.png"]
    assert [call.get("MessageBody") for call in service.calls] == ["Look", None]


def test_a_link_with_the_bucket_in_its_path_is_understood() -> None:
    """As the emulator writes them."""
    assert stored_at("http://localhost:4566/my-bucket/a/b.png?x=1") == "s3://my-bucket/a/b.png"


def test_a_number_that_is_none_is_refused_before_anything_leaves(service: Service) -> None:
    """The client looks at lengths; AWS at the rest."""
    assert isinstance(outcome(answer(to="")), Refused)
    assert service.calls == []
    assert isinstance(outcome(answer(to="nobody")), Refused)


def refusal(status: int, code: str, message: str = "") -> Answer:
    """Return how AWS says no."""
    headers = {"content-type": "application/x-amz-json-1.0"}
    return Answer(status=status, body={"__type": code, "Message": message}, headers=headers)


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (refusal(400, "ThrottlingException"), RetryAfter(seconds=5, reason="ThrottlingException", is_limit=True)),
        (refusal(429, "Busy"), RetryAfter(seconds=5, reason="Busy", is_limit=True)),
        (refusal(500, "InternalServerException"), OutcomeLost(reason="InternalServerException", is_failure=True)),
        (
            refusal(400, "ConflictException", 'Conflict - Reason="DESTINATION_PHONE_NUMBER_OPTED_OUT"'),
            Refused(reason="the customer has opted out of messages from this number"),
        ),
        (refusal(400, "AccessDeniedException", "no"), Refused(reason="AccessDeniedException: no")),
        (
            EndpointConnectionError(endpoint_url=BASE),
            RetryAfter(seconds=5, reason="EndpointConnectionError", is_failure=True),
        ),
        (ReadTimeoutError(endpoint_url=BASE), OutcomeLost(reason="ReadTimeoutError", is_failure=True)),
    ],
)
def test_each_trouble_has_its_meaning(service: Service, trouble: Answer | Exception, expected: Receipt) -> None:
    """What may have left is never sent again: there is no idempotency key."""
    service.trouble = trouble
    assert outcome(answer()) == expected
