"""What each channel asks its provider of who wrote, and how it reads the answer."""

import httpx
import pytest
from pydantic import JsonValue

import channels
from transom.channel import Connection, Profile
from transom.errors import NotFoundError, UnavailableError
from transom.http import new_client
from transom.model import Door, Person
from transom.testing.fakes import Outbox

SECRETS = dict.fromkeys(("token", "access_token", "page_token", "bot_token"), "T")
SIZES: JsonValue = [[{"file_id": "large", "width": 640}, {"file_id": "small", "width": 160}]]
META: JsonValue = {"name": "Ana Lee", "profile_pic": "https://a.fbcdn.net/1"}
LINE: JsonValue = {"displayName": "Ana", "pictureUrl": "https://profile.line-scdn.net/1", "language": "ja"}
SLACK: JsonValue = {"locale": "en-US", "profile": {"display_name": "", "real_name": "Ana Lee", "image_72": "https://p"}}
WITH_PICTURE = Profile(name="Ana Lee", picture="https://a.fbcdn.net/1")
CASES = {
    "telegram": ({"result": {"photos": SIZES}}, "api.telegram.org/botT/getUserProfilePhotos", Profile(picture="small")),
    "messenger": (META, "graph.facebook.com/v25.0/1?fields=name%2Cprofile_pic", WITH_PICTURE),
    "instagram": (META, "graph.instagram.com/v25.0/1?fields=name%2Cusername%2Cprofile_pic", WITH_PICTURE),
    "line": (
        LINE,
        "api.line.me/v2/bot/profile/1",
        Profile(name="Ana", picture="https://profile.line-scdn.net/1", language="ja"),
    ),
    "vk": (
        {"response": [{"first_name": "Ana", "last_name": "Lee", "photo_100": "https://sun1.userapi.com/1"}]},
        "api.vk.com/method/users.get",
        Profile(name="Ana Lee", picture="https://sun1.userapi.com/1"),
    ),
    "slack": (
        {"ok": True, "user": SLACK},
        "slack.com/api/users.info",
        Profile(name="Ana Lee", picture="https://p", language="en"),
    ),
}


def answering(response: httpx.Response) -> Outbox:
    """Return a provider with one answer."""
    return Outbox(lambda _: response)


def asked(channel: str, outbox: Outbox, door: str = "1") -> Profile:
    """Ask a channel who somebody is."""
    outbox.tell = lambda _: None
    connection = Connection(id="shop", channel=channel, secret=SECRETS)
    place = Door(channel=channel, connection="shop", address=door)
    return channels.profiles(channel).profile(Person(address="1"), place, connection, new_client(outbox.transport()))


def test_every_channel_that_asks_is_here() -> None:
    """Each has a case."""
    assert {channel for channel in channels.ids() if channels.has_profiles(channel)} == set(CASES)


@pytest.mark.parametrize("channel", CASES)
def test_a_profile_is_asked_for_and_read(channel: str) -> None:
    """At the provider's own address, with the connection's token."""
    body, address, profile = CASES[channel]
    outbox = Outbox(lambda _: httpx.Response(200, json=body))
    assert asked(channel, outbox) == profile
    [request] = outbox.requests
    assert str(request.url) == f"https://{address}"


@pytest.mark.parametrize("channel", CASES)
def test_a_provider_that_does_not_tell_is_no_surprise(channel: str) -> None:
    """It has its own error, one that may pass another."""
    with pytest.raises(NotFoundError):
        asked(channel, Outbox(lambda _: httpx.Response(403, json={"ok": False})))
    with pytest.raises(UnavailableError):
        asked(channel, Outbox(lambda _: httpx.Response(503)))


def test_a_member_of_a_group_is_asked_for_within_it() -> None:
    """LINE tells of who does not follow the account only so."""
    outbox = Outbox(lambda _: httpx.Response(200, json=LINE))
    asked("line", outbox, door="C9")
    asked("line", outbox, door="R9")
    assert [request.url.path for request in outbox.requests] == [
        "/v2/bot/group/C9/member/1",
        "/v2/bot/room/R9/member/1",
    ]


def test_a_refusal_of_slack_within_a_success_is_one() -> None:
    """As when the app lacks `users:read`; VK says no in the same way."""
    for channel, body in (
        ("slack", b'{"ok": false, "error": "missing_scope"}'),
        ("vk", b'{"error": {"error_code": 15}}'),
    ):
        with pytest.raises(NotFoundError):
            asked(channel, answering(httpx.Response(200, content=body)))
