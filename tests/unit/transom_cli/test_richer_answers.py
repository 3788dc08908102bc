"""The played providers take all that the channels send: files of each kind, places, cards, templates."""

import httpx
import pytest

import channels
from channels.whatsapp.templates import approved
from tests.samples import NOW, sample_connection
from transom.aws import blobs
from transom.channel import Accepted, Connection, OutboundFile, OutboundMessage, Receipt, Refused, Template
from transom.core.fitting import fitted
from transom.model import ContactCard, Door, MediaKind, Place
from transom_cli import providers
from transom_cli.local import save_secrets

ADDRESSES = {"telegram": "55", "whatsapp": "48500100200", "line": "U1", "discord": "55"}
RICH = ("telegram", "whatsapp", "line", "viber", "vk", "max", "discord")
TOKEN = "123456:demo-token-demo-token"
SHOP = Place(latitude=52.2297, longitude=21.0122, name="Shop", address="Long Street 1")
ANA = ContactCard(name="Ana", phones=("+48500100200",), emails=("ana@example.com",))


def file(kind: MediaKind, name: str, mime: str) -> OutboundFile:
    """Return a file."""
    return OutboundFile(name=name, mime=mime, content=b"x" * 10, kind=kind, key=name, link=f"https://a.test/{name}")


FILES = (
    file(MediaKind.IMAGE, "a.png", "image/png"),
    file(MediaKind.IMAGE, "b.jpg", "image/jpeg"),
    file(MediaKind.VIDEO, "c.mp4", "video/mp4"),
    file(MediaKind.VOICE, "d.ogg", "audio/ogg"),
    file(MediaKind.AUDIO, "e.mp3", "audio/mpeg"),
    file(MediaKind.STICKER, "f.webp", "image/webp"),
    file(MediaKind.FILE, "g.pdf", "application/pdf"),
)


def connected(channel: str) -> Connection:
    """Return a connection to a played provider."""
    sample = sample_connection(channel)
    secret = {"token": TOKEN} if channel == "telegram" else sample.secret | providers.secrets(channel)
    save_secrets({channel: {"demo": secret}})
    more = {} if channel == "telegram" else providers.settings(channel)
    settings = sample.settings | more | {"base_url": f"http://outbox.test/{channel}"}
    return Connection(id="demo", channel=channel, settings=settings, secret=secret)


def sent(channel: str, outbox: httpx.Client, **fields: object) -> Receipt:
    """Send an answer through a channel, as the desk does."""
    door = Door(channel=channel, connection="demo", address=ADDRESSES.get(channel, "55"))
    known = {"id": "01K0000000000000000000000A", "conversation_id": "ABCD1234", "door": door, "queued_at": NOW}
    message = OutboundMessage.model_validate({"text": "Here *it* is", **known, **fields})
    message = fitted(message, channels.manifest(channel), lambda each: f"https://desk.example.com/{each.key}")
    return channels.outbound(channel).send(message, connected(channel), outbox)


@pytest.mark.parametrize("channel", RICH)
def test_a_provider_takes_all_that_its_channel_sends(
    channel: str, outbox: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As what its manifest says, within the limits that the provider publishes."""
    monkeypatch.setattr(blobs, "put", lambda *_: None)
    monkeypatch.setattr(blobs, "link", lambda key, _name: f"https://a.test/{key}")
    receipt = sent(channel, outbox, files=FILES, place=SHOP, cards=(ANA,))
    assert isinstance(receipt, Accepted)
    assert isinstance(sent(channel, outbox, text="", place=SHOP), Accepted)


def test_photos_go_as_one_album(outbox: httpx.Client) -> None:
    """Telegram names all of its messages, and the outbox lists what was in it."""
    receipt = sent("telegram", outbox, files=FILES[:3])
    assert isinstance(receipt, Accepted)
    assert len(receipt.provider_message_ids) == 3
    [listed] = outbox.get("/messages").json()["items"]
    assert [each["name"] for each in listed["attachments"]] == ["a.png", "b.jpg", "c.mp4"]


def test_templates_are_listed_and_taken_with_their_variables_alone(outbox: httpx.Client) -> None:
    """As Meta refuses one that it does not know, or that lacks a variable."""
    listed = approved(connected("whatsapp"), outbox)
    assert {each.name for each in listed} == {"answer_ready", "order_sent"}
    order = Template(name="order_sent", language="en", body={"1": "Ana", "2": "Monday"}, buttons={"0": "x"})
    assert isinstance(sent("whatsapp", outbox, template=order), Accepted)
    lacking = order.model_copy(update={"body": {"1": "Ana"}})
    unknown = order.model_copy(update={"name": "nothing"})
    assert isinstance(sent("whatsapp", outbox, template=lacking), Refused)
    assert isinstance(sent("whatsapp", outbox, template=unknown), Refused)
