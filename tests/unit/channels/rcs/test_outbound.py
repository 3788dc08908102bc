"""What the desk asks of End User Messaging for RCS."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

import pytest
from botocore.response import StreamingBody

from channels.rcs.outbound import fetch, send
from transom.aws import clients
from transom.channel import Accepted, Connection, OutboundFile, OutboundMessage, Receipt, Refused
from transom.errors import NotFoundError, TooLargeError
from transom.http import new_client
from transom.model import Attachment, Door, MediaKind
from transom.testing.fakes import Outbox

CONNECTION = Connection(
    id="shop", channel="rcs", settings={"agent": "rcs-1", "pool": "pool-1", "media_bucket": "my-rcs-media-bucket"}
)
LINK = "https://my-bucket.s3.amazonaws.com/shelf.png?X-Amz-Signature=s"
PAGE = "https://desk.example.com/v1/files/s"
PHOTO = OutboundFile(
    name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE, link=LINK, address=PAGE
)


class Service:
    """Stands for the client: takes everything, and keeps what it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, object]]] = []

    def send_text_message(self, **fields: object) -> Mapping[str, str]:
        """Take a text."""
        return self._take("text", fields)

    def send_rcs_message(self, **fields: object) -> Mapping[str, str]:
        """Take a file."""
        return self._take("rcs", fields)

    def _take(self, name: str, fields: dict[str, object]) -> Mapping[str, str]:
        self.calls.append((name, fields))
        return {"MessageId": f"m{len(self.calls)}"}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    """Return End User Messaging in the place of the client."""
    service = Service()
    monkeypatch.setattr("channels.rcs.outbound.client", lambda _base_url: service)
    return service


def outcome(text: str, *files: OutboundFile, connection: Connection = CONNECTION) -> Receipt:
    """Send an agent's answer."""
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="rcs", connection="shop", address="+14155550182"),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    return send(message, connection, new_client(Outbox().transport()))


def test_a_text_and_a_file_go_through_the_pool(service: Service) -> None:
    """Which falls back to SMS: a file goes by its address, which an SMS tells where RCS fails."""
    assert outcome("On its way.", PHOTO) == Accepted(provider_message_ids=("m1", "m2"))
    (first, text), (second, file) = service.calls
    assert (first, text["OriginationIdentity"], text["MessageBody"]) == ("text", "pool-1", "On its way.")
    assert (second, file["OriginationIdentity"]) == ("rcs", "pool-1")
    assert file["RcsMessageContent"] == {"Content": {"FileMessage": {"FileUrl": LINK}}}
    assert file["FallbackConfiguration"] == {"Channel": "SMS", "MessageBody": f"shelf.png: {PAGE}"}
    assert text["Context"] == file["Context"] == {"reference": "ABCD1234.01K0000000000000000000000A"}


def test_without_a_pool_the_agent_sends(service: Service) -> None:
    """Then nothing falls back: there is no number to send it from."""
    outcome("x", PHOTO, connection=CONNECTION.model_copy(update={"settings": {"agent": "rcs-1"}}))
    assert [fields["OriginationIdentity"] for _, fields in service.calls] == ["rcs-1", "rcs-1"]
    assert "FallbackConfiguration" not in service.calls[1][1]


@pytest.mark.parametrize("link", ["", f"{LINK}{'x' * 2000}"])
def test_a_file_without_an_address_that_rcs_takes_is_refused(service: Service, link: str) -> None:
    """Before the text goes out."""
    assert isinstance(outcome("x", PHOTO.model_copy(update={"link": link})), Refused)
    assert service.calls == []


class Bucket:
    """Stands for S3: one file."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked: list[dict[str, str]] = []

    def get_object(self, **fields: str) -> dict[str, object]:
        """Return the file."""
        self.asked.append(fields)
        return {"ContentLength": self.size, "Body": StreamingBody(BytesIO(b"jpeg"), 4)}


def bucket(monkeypatch: pytest.MonkeyPatch, size: int = 4) -> Bucket:
    """Return S3 in the place of the client."""
    found = Bucket(size)
    monkeypatch.setattr(clients, "client", lambda _name: found)
    return found


def file(place: str) -> Attachment:
    """Return an attachment that lies somewhere."""
    return Attachment(id="0", name="photo.jpg", mime="image/jpeg", provider_media_id=place)


def test_a_file_is_read_from_the_media_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the key that the notice named, with all that is in it."""
    found = bucket(monkeypatch)
    place = "s3://my-rcs-media-bucket/rcs/msg-1#photo.jpg"
    assert fetch(file(place), CONNECTION, new_client(Outbox().transport())).read() == b"jpeg"
    assert found.asked == [{"Bucket": "my-rcs-media-bucket", "Key": "rcs/msg-1#photo.jpg"}]


@pytest.mark.parametrize("place", ["s3://another/key", "", "https://example.com/x"])
def test_a_file_elsewhere_is_not_touched(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Other buckets are none of this channel's business."""
    found = bucket(monkeypatch)
    with pytest.raises(NotFoundError):
        fetch(file(place), CONNECTION, new_client(Outbox().transport()))
    assert found.asked == []


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """RCS itself allows four times as much."""
    bucket(monkeypatch, 25_000_001)
    with pytest.raises(TooLargeError):
        fetch(file("s3://my-rcs-media-bucket/k"), CONNECTION, new_client(Outbox().transport()))
