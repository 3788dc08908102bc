"""The played providers: what their customers write is what the real ones would send."""

import json

import httpx
import pytest

import channels
from tests.samples import NOW, sample_connection
from transom.channel import Connection, InboundMessage, Request, Source
from transom.model import Attachment, Person
from transom_cli import providers
from transom_cli.demo.channels import connections, secrets
from transom_cli.local import save_secrets
from transom_cli.providers.stage import Outgoing, Scene

WORDS = "Where is my order 10428?"


def scene(connection: Connection, message_id: int = 1) -> Scene:
    """Return a customer who writes to a connection."""
    return Scene(
        author="Ana",
        number=123456789,
        text=WORDS,
        message_id=message_id,
        secret=connection.secret,
        settings=connection.settings,
        url=connection.url,
        at=NOW,
    )


def request_of(told: Outgoing, source: Source) -> Request:
    """Return what reaches the channel."""
    if source is Source.TOPIC:
        return Request(body=_enveloped(told.body), received_at=NOW)
    headers = {name.lower(): value for name, value in told.headers.items()}
    return Request(headers=headers, query=told.query, body=told.body, received_at=NOW)


def _enveloped(message: bytes) -> bytes:
    """Return a topic's message as SNS puts it on a queue."""
    told = {"Type": "Notification", "MessageId": "m1", "TopicArn": "arn:aws:sns:us-east-1:1:t"}
    return json.dumps({**told, "Message": message.decode(), "Timestamp": "2026-11-16T09:12:30.000Z"}).encode()


PUSHED = [each for each in providers.ids() if channels.manifest(each).source is not Source.POLL]


@pytest.mark.parametrize("channel", PUSHED)
def test_what_a_played_customer_writes_is_one_authentic_message(channel: str) -> None:
    """Signed as the provider signs, in its form; another message has another id."""
    source, sample = channels.manifest(channel).source, sample_connection(channel)
    connection = sample.model_copy(update={"secret": sample.secret | providers.secrets(channel)})
    ids = set()
    for number in (1, 2):
        request = request_of(providers.provider(channel).written(scene(connection, number)), source)
        channels.inbound(channel).verify(request, connection)
        [event] = [each for each in channels.inbound(channel).parse(request, connection) if each.kind != "route"]
        assert isinstance(event, InboundMessage)
        assert WORDS in event.text or event.attachments
        ids.add(event.provider_message_id)
    assert len(ids) == 2


INTRODUCING = [each for each in providers.ids() if channels.has_profiles(each)]


@pytest.mark.parametrize("channel", INTRODUCING)
def test_a_played_provider_tells_who_wrote(channel: str, outbox: httpx.Client) -> None:
    """By the id that its customers write under: their name, and a picture that the desk can fetch."""
    secret = sample_connection(channel).secret | providers.secrets(channel)
    save_secrets({channel: {"demo": secret}})
    base = {"base_url": f"http://outbox.test/{channel}"}
    connection = Connection(id="demo", channel=channel, settings=base, secret=secret)
    outbox.post("/people", json={"number": 123456789, "name": "Ana Lee"})
    told = providers.provider(channel).written(scene(connection))
    [event] = channels.inbound(channel).parse(request_of(told, Source.WEBHOOK), connection)
    assert isinstance(event, InboundMessage)
    profile = channels.profiles(channel).profile(Person(address=event.sender.address), event.door, connection, outbox)
    assert profile.name == "Ana Lee"
    picture = Attachment(id="picture", name="picture", provider_media_id=profile.picture)
    assert channels.fetching(channel).fetch(picture, connection, outbox).read().startswith(b"\x89PNG")


def test_every_channel_s_provider_is_played() -> None:
    """But for those that the outbox and the SMTP door play."""
    assert set(channels.ids()) - set(providers.ids()) == {"email", "form", "telegram"}


@pytest.mark.parametrize("channel", providers.ids())
def test_a_demo_connection_has_all_that_its_channel_requires(channel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or else its answers are refused, as the real provider would refuse them."""
    monkeypatch.setenv("TRANSOM_CHANNELS", channel)
    [spec] = connections("http://127.0.0.1:8082")
    manifest = channels.manifest(channel)
    required = {field.name for field in manifest.settings if field.is_required and not field.default}
    assert required - spec.settings.keys() == set()
    assert secrets(channel).keys() >= {field.name for field in manifest.secrets if field.is_required}
    assert not any("{base}" in value for value in spec.settings.values())
