"""What each channel asks its provider for when an agent types, or has read."""

import json
from urllib.parse import parse_qsl

import httpx
import pytest
from pydantic import JsonValue

import channels
from transom.channel import Attention, Connection
from transom.errors import NotFoundError, UnavailableError
from transom.http import new_client
from transom.model import Door
from transom.testing.fakes import Outbox

SETTINGS = {"page_id": "P", "account_id": "A", "phone_number_id": "N", "tenant_id": "t", "portal": "acme.bitrix24.com"}
SETTINGS["target_url"] = "https://shop.example.com/hook"
FIELDS = ("token", "access_token", "page_token", "bot_token", "app_password", "app_secret", "refresh_token")
SECRETS = dict.fromkeys(FIELDS, "T") | {"signing_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
META, INSTAGRAM = "graph.facebook.com/v25.0", "graph.instagram.com/v25.0"
READ: dict[str, JsonValue] = {"messaging_product": "whatsapp", "status": "read", "message_id": "m2"}
TOLD: dict[str, JsonValue] = {"version": 1, "customer": "U1", "thread": "", "ids": ["m1", "m2"]}
TYPING: dict[str, tuple[str, JsonValue]] = {
    "telegram": ("api.telegram.org/botT/sendChatAction", {"chat_id": "U1", "action": "typing"}),
    "messenger": (f"{META}/P/messages", {"recipient": {"id": "1"}, "sender_action": "typing_on"}),
    "instagram": (f"{INSTAGRAM}/A/messages", {"recipient": {"id": "1"}, "sender_action": "typing_on"}),
    "whatsapp": (f"{META}/N/messages", READ | {"typing_indicator": {"type": "text"}}),
    "line": ("api.line.me/v2/bot/chat/loading/start", {"chatId": "U1", "loadingSeconds": 10}),
    "max": ("platform-api2.max.ru/chats/1/actions", {"action": "typing_on"}),
    "vk": ("api.vk.com/method/messages.setActivity", {"peer_id": "1", "type": "typing"}),
    "discord": ("discord.com/api/v10/channels/D/typing", None),
    "teams": ("smba.trafficmanager.net/teams/v3/conversations/U1/activities", {"type": "typing"}),
    "wechat": (
        "api.weixin.qq.com/cgi-bin/message/custom/typing?access_token=G",
        {"touser": "U1", "command": "Typing"},
    ),
    "webhook": ("shop.example.com/hook", TOLD | {"type": "typing"}),
}
SEEN: dict[str, tuple[str, JsonValue]] = {
    "messenger": (f"{META}/P/messages", {"recipient": {"id": "1"}, "sender_action": "mark_seen"}),
    "instagram": (f"{INSTAGRAM}/A/messages", {"recipient": {"id": "1"}, "sender_action": "mark_seen"}),
    "whatsapp": (f"{META}/N/messages", READ),
    "line": ("api.line.me/v2/bot/chat/markAsRead", {"markAsReadToken": "R"}),
    "max": ("platform-api2.max.ru/chats/1/actions", {"action": "mark_seen"}),
    "vk": ("api.vk.com/method/messages.markAsRead", {"peer_id": "1", "mark_conversation_as_read": "1"}),
    "webhook": ("shop.example.com/hook", TOLD | {"type": "read"}),
    "bitrix24": (
        "acme.bitrix24.com/rest/imconnector.send.status.reading.json",
        {
            "CONNECTOR": "",
            "LINE": "",
            "MESSAGES": [
                {"im": {"chat_id": "m1", "message_id": "a"}, "message": {"id": ["m1:a"]}, "chat": {"id": "U1"}},
            ],
        },
    ),
}
NUMBERS = frozenset({"messenger", "instagram", "max", "vk"})
BY_BOTO = "aws_whatsapp"


def play(request: httpx.Request) -> httpx.Response:
    """Answer as any of the providers, a question for a token or a channel too."""
    if request.url.path.rstrip("/").endswith(("/token", "/stable_token")):
        return httpx.Response(200, json={"access_token": "G", "expires_in": 3600})
    return httpx.Response(200, json={"id": "D", "ok": True})


def shown(channel: str, word: str, outbox: Outbox) -> httpx.Request:
    """Show what an agent does, and return the last request."""
    door = Door(channel=channel, connection="shop", address="1" if channel in NUMBERS else "U1")
    ids = ("m1:a",) if channel == "bitrix24" else ("m1", "m2")
    attention = Attention(door=door, message_ids=ids, read_token="R")
    connection = Connection(id=f"shop-{channel}-{word}", channel=channel, settings=SETTINGS, secret=SECRETS)
    getattr(channels.signals(channel), word)(attention, connection, new_client(outbox.transport()))
    return outbox.requests[-1]


def body_of(request: httpx.Request) -> JsonValue:
    """Return a body's fields, without what all calls of a provider have."""
    if not request.content:
        return None
    if request.headers["content-type"].startswith("application/x-www-form-urlencoded"):
        return {name: value for name, value in parse_qsl(request.content.decode()) if name not in {"access_token", "v"}}
    told: dict[str, JsonValue] = json.loads(request.content)
    return {name: value for name, value in told.items() if name != "auth"}


def test_every_channel_that_shows_something_is_here() -> None:
    """Each has a case; what goes through AWS has a test of its own."""
    sends = {each: channels.manifest(each).sends for each in channels.ids()}
    assert {each for each in sends if "typing" in sends[each]} == {*TYPING, BY_BOTO}
    assert {each for each in sends if "read" in sends[each]} == {*SEEN, BY_BOTO}


@pytest.mark.parametrize(
    ("channel", "word", "case"),
    [(each, "typing", TYPING[each]) for each in TYPING] + [(each, "seen", SEEN[each]) for each in SEEN],
)
def test_what_an_agent_does_is_shown(channel: str, word: str, case: tuple[str, JsonValue]) -> None:
    """At the provider's own address, with the connection's token."""
    request = shown(channel, word, Outbox(play))
    assert str(request.url) == f"https://{case[0]}"
    assert body_of(request) == case[1]


@pytest.mark.parametrize("channel", TYPING)
def test_a_provider_that_refuses_is_no_surprise(channel: str) -> None:
    """Whoever asked learns it by an error of ours."""
    outbox = Outbox(lambda request: play(request) if "token" in request.url.path else httpx.Response(403))
    with pytest.raises((NotFoundError, UnavailableError)):
        shown(channel, "typing", outbox)


@pytest.mark.parametrize("channel", ["messenger", "instagram"])
def test_in_public_nothing_is_shown(channel: str) -> None:
    """Beneath a comment nobody sees who types."""
    outbox = Outbox(play)
    attention = Attention(door=Door(channel=channel, connection="shop", address="comment:1_2"))
    connection = Connection(id="shop", channel=channel)
    channels.signals(channel).typing(attention, connection, new_client(outbox.transport()))
    assert outbox.requests == []


def test_what_goes_through_aws_is_written_as_for_the_cloud_api(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest message is marked as read; without one, nothing is asked."""
    sent: list[bytes] = []

    class Social:
        def send_whatsapp_message(self, *, message: bytes, **_: object) -> dict[str, str]:
            sent.append(message)
            return {"messageId": "a"}

    monkeypatch.setattr(f"channels.{BY_BOTO}.signals.client", lambda _: Social())
    connection = Connection(id="shop", channel=BY_BOTO, settings={"phone_number_id": "phone-number-id-1"})
    door, http = Door(channel=BY_BOTO, connection="shop", address="48500100200"), new_client(Outbox(play).transport())
    channels.signals(BY_BOTO).seen(Attention(door=door), connection, http)
    channels.signals(BY_BOTO).seen(Attention(door=door, message_ids=("m1", "m2")), connection, http)
    assert [json.loads(each) for each in sent] == [READ]
