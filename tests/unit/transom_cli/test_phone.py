"""`transom send twilio_voice` walks through a line's menu as a caller does."""

import httpx

from channels.twilio_voice import inbound, ivr
from tests.samples import NOW, sample_connection
from transom.channel import InboundEvent, InboundMessage, Request, Situation
from transom_cli.providers.stage import Scene
from transom_cli.send import phone

LINE = sample_connection("twilio_voice")


class Desk:
    """The desk's webhook: it checks the signature, keeps what is told, and answers what is heard."""

    def __init__(self) -> None:
        self.told: list[InboundEvent] = []
        self.http = httpx.Client(transport=httpx.MockTransport(self._answer))

    def _answer(self, asked: httpx.Request) -> httpx.Response:
        query, headers = asked.url.query.decode(), dict(asked.headers)
        request = Request(query=query, headers=headers, body=asked.content, received_at=NOW)
        inbound.verify(request, LINE)
        self.told += inbound.parse(request, LINE)
        heard = ivr.answer(request, LINE, lambda _door, _team: Situation(is_open=True, position=1))
        return httpx.Response(200, text=heard.body)

    @property
    def texts(self) -> list[str]:
        """Return what was told, in words."""
        return [event.text for event in self.told if isinstance(event, InboundMessage)]


def walk(desk: Desk, keys: str, text: str = "") -> list[str]:
    """Return what a caller hears who presses these keys."""
    scene = Scene(
        author="Ana",
        number=500100200,
        text=text,
        message_id=1,
        secret=LINE.secret,
        settings=LINE.settings,
        url=LINE.url,
        at=NOW,
    )
    return list(phone.walk(scene, keys, desk.http))


def test_each_key_leads_one_step_on() -> None:
    """The language, a branch, its end; then the caller waits, and wishes to be called back."""
    desk = Desk()
    heard = walk(desk, "212.9")
    assert [each.partition(".")[0] for each in heard] == [
        "Aby rozmawiać po polsku, proszę wybrać 1",
        "Hello, this is the shop",
        "A little more, please",
        "an invoice",
        "You are number 1 in the queue",
        "We will call you back",
    ]
    assert desk.texts[-2:] == ["Asks to be called back: +48500100200", "Call ended after 42 seconds"]


def test_what_is_said_in_the_end_goes_to_the_voicemail() -> None:
    """As a recording with its transcript, or to the menu, if that still listens."""
    desk = Desk()
    walk(desk, "20", "Where is my order?")
    assert [event.kind for event in desk.told] == ["message", "message", "message", "edit", "message"]
    said = Desk()
    walk(said, "2", "returns, please")
    assert "Chose 2: zwroty (said: returns, please)" in said.texts
