"""What the desk posts to a system of one's own, and how it reads the answers."""

from datetime import UTC, datetime

import httpx
import pytest

from channels.webhook import signing
from channels.webhook.outbound import fetch, send
from transom import clock
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
from transom.errors import NotFoundError
from transom.http import new_client
from transom.model import Attachment, ContactCard, Door, Place
from transom.testing.fakes import Outbox

NEW, OLD = "whsec_bmV3bmV3bmV3bmV3bmV3bmV3", "whsec_b2xkb2xkb2xkb2xkb2xkb2xk"
CONNECTION = Connection(
    id="shop",
    channel="webhook",
    settings={"target_url": "https://shop.test/desk", "media_hosts": "files.test, *.cdn.test"},
    secret={"signing_secret": NEW},
    previous_secret={"signing_secret": OLD},
)
MESSAGE = OutboundMessage(
    id="01K0000000000000000000000A",
    conversation_id="ABCD1234",
    door=Door(channel="webhook", connection="shop", address="c-77\norder-10428"),
    text="On its way.",
    files=(OutboundFile(name="a.pdf", mime="application/pdf", content=b"%PDF", link="https://desk.test/a.pdf"),),
    place=Place(latitude=52.2297, longitude=21.0122, name="Shop"),
    cards=(ContactCard(name="Ana", phones=("+48500100200",)),),
    references=("m-1042",),
    author_name="Maria",
    queued_at=datetime(2026, 11, 16, tzinfo=UTC),
)


def outcome(outbox: Outbox, connection: Connection = CONNECTION, message: OutboundMessage = MESSAGE) -> Receipt:
    """Send a message to the outbox."""
    return send(message, connection, new_client(outbox.transport()))


def test_an_answer_says_all_that_it_is() -> None:
    """The door's two parts are apart again, and a file is told by its link."""
    outbox = Outbox()
    assert outcome(outbox) == Accepted(provider_message_ids=(MESSAGE.id,))
    [body] = outbox.bodies
    assert (body["customer"], body["thread"], body["text"]) == ("c-77", "order-10428", "On its way.")
    assert body["files"] == [
        {"name": "a.pdf", "kind": "file", "mime": "application/pdf", "size": 4, "url": "https://desk.test/a.pdf"}
    ]
    assert body["place"] == {"latitude": 52.2297, "longitude": 21.0122, "name": "Shop", "address": ""}
    assert body["cards"] == [{"name": "Ana", "phones": ["+48500100200"], "emails": [], "organization": "", "urls": []}]
    assert (body["version"], body["answers"]) == (1, ["m-1042"])


@pytest.mark.parametrize("secret", [NEW, OLD])
def test_an_answer_is_signed_by_both_secrets(secret: str) -> None:
    """The receiver may know either."""
    outbox = Outbox()
    outcome(outbox)
    [request] = outbox.requests
    assert request.headers["webhook-id"] == MESSAGE.id
    signing.check(dict(request.headers), request.content, [secret], clock.now())


def test_the_receiver_may_name_the_message() -> None:
    """Its own id is what deliveries will tell of."""
    outbox = Outbox(lambda _: httpx.Response(201, json={"id": "s-9"}))
    assert outcome(outbox) == Accepted(provider_message_ids=("s-9",))


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:8000/x", "http://localhost/x", "http://[::1]/x", "https://a.test"]
)
def test_the_target_may_be_https_or_here(target: str) -> None:
    """Plain http never leaves the machine."""
    settings = {"target_url": target}
    assert isinstance(outcome(Outbox(), CONNECTION.model_copy(update={"settings": settings})), Accepted)


@pytest.mark.parametrize(
    "target",
    ["", "http://shop.test", "ftp://127.0.0.1/x", "http://127.0.0.1.evil.test/x", "http://localhost@a.test", "//a"],
)
def test_any_other_target_is_refused(target: str) -> None:
    """Nothing is sent there."""
    outbox = Outbox()
    assert isinstance(outcome(outbox, CONNECTION.model_copy(update={"settings": {"target_url": target}})), Refused)
    assert outbox.requests == []


def test_without_a_secret_nothing_leaves() -> None:
    """An unsigned answer could be anybody's."""
    bare = CONNECTION.model_copy(update={"secret": {"signing_secret": "%%"}, "previous_secret": {}})
    assert isinstance(outcome(Outbox(), bare), Refused)


def test_nothing_to_say_is_refused() -> None:
    """An empty answer is none."""
    empty = MESSAGE.model_copy(update={"text": " ", "files": (), "place": None, "cards": ()})
    assert isinstance(outcome(Outbox(), message=empty), Refused)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(429, headers={"retry-after": "7"}), RetryAfter),
        (httpx.Response(503), RetryAfter),
        (httpx.Response(504), OutcomeLost),
        (httpx.Response(410), Refused),
        (httpx.Response(302, headers={"location": "https://evil.test"}), Refused),
    ],
)
def test_each_answer_has_its_meaning(answer: httpx.Response, kind: type[Receipt]) -> None:
    """In the way of HTTP; a redirect is not followed."""
    outbox = Outbox(lambda _: answer)
    assert isinstance(outcome(outbox), kind)
    assert len(outbox.requests) == 1


def test_files_are_fetched_from_the_named_hosts_alone() -> None:
    """Others are lost."""
    http = new_client(Outbox(lambda _: httpx.Response(200, content=b"JPEG")).transport())
    for url in ("https://files.test/a.jpg", "https://eu.cdn.test/a.jpg"):
        assert fetch(Attachment(id="0", name="a.jpg", provider_media_id=url), CONNECTION, http).read() == b"JPEG"
    with pytest.raises(NotFoundError):
        fetch(Attachment(id="0", name="a.jpg", provider_media_id="https://evil.test/a.jpg"), CONNECTION, http)
