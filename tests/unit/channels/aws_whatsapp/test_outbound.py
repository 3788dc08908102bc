"""What the desk asks of AWS End User Messaging Social, and how it reads the answers."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from channels.aws_whatsapp import outbound
from channels.aws_whatsapp.channel import MANIFEST
from transom.aws import blobs
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
from transom.errors import NotFoundError, TooLargeError, UnavailableError
from transom.http import new_client
from transom.model import Attachment, Door, MediaKind

CONNECTION = Connection(
    id="shop",
    channel="aws_whatsapp",
    settings={"phone_number_id": "phone-number-id-976c", "fallback_template": "answer_ready:en"},
)
LINK = "https://bucket.s3.amazonaws.com/media/1?X-Amz-Signature=s"
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE, link=LINK)
VOICE = Attachment(id="0", name="voice.ogg", mime="audio/ogg", provider_media_id="1003")


class FakeSocial:
    """Stands for the service: keeps what it was asked, and answers or fails as it is told to."""

    def __init__(self, *troubles: Exception | None) -> None:
        self.calls: list[Mapping[str, object]] = []
        self._troubles = list(troubles)

    def send_whatsapp_message(self, **fields: object) -> Mapping[str, str]:
        """Take a message."""
        return self._answer(fields, {"messageId": "6d69"})

    def post_whatsapp_message_media(self, **fields: object) -> Mapping[str, str]:
        """Take a file."""
        return self._answer(fields, {"mediaId": "77"})

    def get_whatsapp_message_media(self, **fields: object) -> Mapping[str, str]:
        """Hand out a file."""
        return self._answer(fields, {"mimeType": "audio/ogg"})

    def body(self, number: int = 0) -> dict[str, object]:
        """Return a message as it was written for the Cloud API."""
        content = self.calls[number]["message"]
        assert isinstance(content, bytes)
        body: dict[str, object] = json.loads(content)
        return body

    def _answer(self, fields: Mapping[str, object], answer: dict[str, str]) -> dict[str, str]:
        self.calls.append(fields)
        if self._troubles and (trouble := self._troubles.pop(0)):
            raise trouble
        return answer


def refusal(code: str, message: str = "no", status: int = 400) -> ClientError:
    """Return how AWS says no."""
    told = {"Code": code, "Message": message}
    return ClientError({"Error": told, "ResponseMetadata": {"HTTPStatusCode": status}}, "Send")  # type: ignore[typeddict-item]  # the rest is not read


def outcome(service: FakeSocial, monkeypatch: pytest.MonkeyPatch, text: str = "Hello", *files: OutboundFile) -> Receipt:
    """Send an answer through the service."""
    monkeypatch.setattr(outbound, "client", lambda _base: service)
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="aws_whatsapp", connection="shop", address="PL.1349"),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    return outbound.send(message, CONNECTION, new_client())


def test_a_text_is_written_as_for_the_cloud_api(monkeypatch: pytest.MonkeyPatch) -> None:
    """With our reference; AWS's id is the receipt's."""
    service = FakeSocial()
    assert outcome(service, monkeypatch) == Accepted(provider_message_ids=("6d69",))
    [call] = service.calls
    assert (call["originationPhoneNumberId"], call["metaApiVersion"]) == ("phone-number-id-976c", "v25.0")
    assert service.body()["biz_opaque_callback_data"] == "ABCD1234.01K0000000000000000000000A"


def test_a_file_is_fetched_by_aws_from_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its type is stated."""
    service = FakeSocial()
    assert isinstance(outcome(service, monkeypatch, "Here", PHOTO), Accepted)
    assert service.calls[0]["sourceS3PresignedUrl"] == {"url": LINK, "headers": {"Content-Type": "image/png"}}
    assert service.body(1)["image"] == {"id": "77", "caption": "Here"}


def test_a_lost_upload_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no message yet."""
    receipt = outcome(FakeSocial(ReadTimeoutError(endpoint_url="x")), monkeypatch, "", PHOTO)
    assert isinstance(receipt, RetryAfter)


def test_after_24_hours_the_template_carries_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """When AWS says so with Meta's code."""
    service = FakeSocial(refusal("InvalidParametersException", "(#131047) Re-engagement message"))
    assert isinstance(outcome(service, monkeypatch), Accepted)
    assert service.body(1)["type"] == "template"


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (refusal("ThrottledRequestException", status=429), RetryAfter),
        (refusal("InternalServiceException", status=500), OutcomeLost),
        (refusal("AccessDeniedException", status=403), Refused),
        (EndpointConnectionError(endpoint_url="x"), RetryAfter),
        (ReadTimeoutError(endpoint_url="x"), OutcomeLost),
    ],
)
def test_each_failure_has_its_meaning(
    trouble: Exception, expected: type[Receipt], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may have arrived is never sent again."""
    assert isinstance(outcome(FakeSocial(trouble), monkeypatch), expected)


def fetched(service: FakeSocial, monkeypatch: pytest.MonkeyPatch, size: int, media: str = "1003") -> dict[str, bytes]:
    """Fetch a file by way of a bucket, and return what is left there."""
    bucket = {"media/fetched/shop/1003": bytes(size)}
    monkeypatch.setattr(outbound, "client", lambda _base: service)
    monkeypatch.setattr(outbound, "_door", lambda key, _mime: f"https://bucket.test/{key}")
    monkeypatch.setattr(blobs, "chunks", lambda key: iter([bucket[key]]))
    monkeypatch.setattr(blobs, "put", bucket.__setitem__)
    attachment = VOICE.model_copy(update={"provider_media_id": media})
    assert len(outbound.fetch(attachment, CONNECTION, new_client()).read()) == size
    return bucket


def test_a_file_comes_by_way_of_the_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    """And is emptied there."""
    service = FakeSocial()
    assert fetched(service, monkeypatch, 4) == {"media/fetched/shop/1003": b""}
    assert service.calls[0]["destinationS3PresignedUrl"] == {
        "url": "https://bucket.test/media/fetched/shop/1003",
        "headers": {"Content-Type": "audio/ogg"},
    }


def test_what_is_not_handed_out_is_lost_or_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large, gone, of no form, or not there now."""
    with monkeypatch.context() as small:
        small.setattr(outbound, "MANIFEST", MANIFEST.model_copy(update={"max_attachment": 10}))
        with pytest.raises(TooLargeError):
            fetched(FakeSocial(), monkeypatch, 11)
    with pytest.raises(NotFoundError):
        fetched(FakeSocial(refusal("ResourceNotFoundException")), monkeypatch, 4)
    with pytest.raises(NotFoundError):
        fetched(FakeSocial(), monkeypatch, 4, "../1003")
    with pytest.raises(UnavailableError):
        fetched(FakeSocial(refusal("InternalServiceException", status=500)), monkeypatch, 4)
