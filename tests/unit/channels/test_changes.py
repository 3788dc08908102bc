"""What each channel asks its provider for when an agent changes what was said."""

import json
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl

import httpx
import pytest
from pydantic import JsonValue

import channels
from transom.channel import Accepted, Connection, OutboundChange, Receipt, Refused, RetryAfter
from transom.http import new_client
from transom.model import Door
from transom.testing.fakes import Outbox

type Kind = Literal["edit", "deletion", "reaction"]

SETTINGS = {"phone_number_id": "N", "target_url": "https://shop.example.com/hook", "tenant_id": "t"}
FIELDS = ("token", "access_token", "bot_token", "app_password")
SECRETS = dict.fromkeys(FIELDS, "T") | {"signing_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
BY_BOTO = "aws_whatsapp"


class Asked(NamedTuple):
    """One call: its method, address and body."""

    method: str
    url: str
    body: JsonValue = None


TELEGRAM = "api.telegram.org/botT"
SLACK = "slack.com/api"
DISCORD = "discord.com/api/v10/channels/D/messages/7"
TEAMS = "smba.trafficmanager.net/teams/v3/conversations/a%3A1/activities/7"
MAX = "platform-api2.max.ru/messages?message_id=1%3A7"
PLACE: dict[str, JsonValue] = {"chat_id": "1", "message_id": 7}
TOLD: dict[str, JsonValue] = {"version": 1, "customer": "1", "thread": "", "ids": ["1:7"], "text": "", "sign": ""}
CASES: dict[tuple[str, Kind], Asked] = {
    ("telegram", "edit"): Asked("POST", f"{TELEGRAM}/editMessageText", PLACE | {"text": "Tomorrow."}),
    ("telegram", "deletion"): Asked("POST", f"{TELEGRAM}/deleteMessage", PLACE),
    ("telegram", "reaction"): Asked(
        "POST", f"{TELEGRAM}/setMessageReaction", PLACE | {"reaction": [{"type": "emoji", "emoji": "❤"}]}
    ),
    ("slack", "edit"): Asked("POST", f"{SLACK}/chat.update", {"channel": "1", "ts": "7", "text": "Tomorrow."}),
    ("slack", "deletion"): Asked("POST", f"{SLACK}/chat.delete", {"channel": "1", "ts": "7"}),
    ("slack", "reaction"): Asked("POST", f"{SLACK}/reactions.add", {"channel": "1", "timestamp": "7", "name": "heart"}),
    ("discord", "edit"): Asked("PATCH", DISCORD, {"content": "Tomorrow."}),
    ("discord", "deletion"): Asked("DELETE", DISCORD),
    ("teams", "edit"): Asked("PUT", TEAMS, {"type": "message", "text": "Tomorrow.", "textFormat": "plain"}),
    ("teams", "deletion"): Asked("DELETE", TEAMS),
    ("vk", "edit"): Asked(
        "POST", "api.vk.com/method/messages.edit", {"peer_id": "1", "cmid": "7", "message": "Tomorrow."}
    ),
    ("vk", "deletion"): Asked(
        "POST", "api.vk.com/method/messages.delete", {"peer_id": "1", "cmids": "7", "delete_for_all": "1"}
    ),
    ("vk", "reaction"): Asked(
        "POST", "api.vk.com/method/messages.sendReaction", {"peer_id": "1", "cmid": "7", "reaction_id": "1"}
    ),
    ("max", "edit"): Asked("PUT", MAX, {"text": "Tomorrow."}),
    ("max", "deletion"): Asked("DELETE", MAX),
    ("whatsapp", "reaction"): Asked(
        "POST",
        "graph.facebook.com/v25.0/N/messages",
        {
            "messaging_product": "whatsapp",
            "type": "reaction",
            "reaction": {"message_id": "1:7", "emoji": "❤️"},
            "recipient_type": "individual",
            "to": "1",
        },
    ),
    ("webhook", "edit"): Asked("POST", "shop.example.com/hook", TOLD | {"type": "edit", "text": "Tomorrow."}),
    ("webhook", "deletion"): Asked("POST", "shop.example.com/hook", TOLD | {"type": "deletion"}),
    ("webhook", "reaction"): Asked("POST", "shop.example.com/hook", TOLD | {"type": "reaction", "sign": "❤️"}),
}
IDS = {"discord": "7", "teams": "a:1:7"}


def play(request: httpx.Request) -> httpx.Response:
    """Answer as any of the providers, a question for a token or a channel too."""
    if request.url.path.endswith("/token"):
        return httpx.Response(200, json={"access_token": "G", "expires_in": 3600})
    if request.url.path.endswith("/users/@me/channels"):
        return httpx.Response(200, json={"id": "D"})
    return httpx.Response(200, json={"ok": True, "success": True, "messages": [{"id": "w"}], "response": 1})


def changed(channel: str, kind: Kind, outbox: Outbox, **more: str) -> Receipt:
    """Make a change."""
    wanted = OutboundChange(
        kind=kind,
        id="01K0000000000000000000000C",
        door=Door(channel=channel, connection="shop", address="1"),
        message_ids=(IDS.get(channel, "1:7"),),
        text="Tomorrow." if kind == "edit" else "",
        sign="❤️" if kind == "reaction" else "",
    ).model_copy(update=more)
    connection = Connection(id=f"shop-{channel}-{kind}", channel=channel, settings=SETTINGS, secret=SECRETS)
    return channels.changes(channel).change(wanted, connection, new_client(outbox.transport()))


def asked(request: httpx.Request) -> Asked:
    """Return a call without what all calls of a provider have."""
    url = str(request.url).removeprefix("https://")
    body: JsonValue = None
    if request.content and request.headers["content-type"].startswith("application/x-www-form-urlencoded"):
        fields = parse_qsl(request.content.decode())
        body = {name: value for name, value in fields if name not in {"access_token", "v"}}
    elif request.content:
        body = json.loads(request.content)
    return Asked(request.method, url, body)


def test_every_channel_that_changes_something_is_here() -> None:
    """Each has a case for what its manifest says."""
    kinds: tuple[Kind, ...] = ("edit", "deletion", "reaction")
    sent = {(each, kind) for each in channels.ids() for kind in kinds if kind in channels.manifest(each).sends}
    assert sent == {*CASES, (BY_BOTO, "reaction")}


@pytest.mark.parametrize(("channel", "kind"), CASES)
def test_a_change_is_made(channel: str, kind: Kind) -> None:
    """At the provider's own address, of the very message."""
    outbox = Outbox(play)
    assert isinstance(changed(channel, kind, outbox), Accepted)
    assert asked(outbox.requests[-1]) == CASES[channel, kind]


@pytest.mark.parametrize(("channel", "kind"), CASES)
def test_a_provider_that_refuses_or_rests_is_understood(channel: str, kind: Kind) -> None:
    """A refusal is for good; what may pass comes again."""
    paths = ("/token", "/users/@me/channels")
    for status, expected in ((403, Refused), (429, RetryAfter)):
        answer = httpx.Response(status, json={})
        outbox = Outbox(lambda request, answer=answer: play(request) if request.url.path.endswith(paths) else answer)  # type: ignore[misc]
        assert isinstance(changed(channel, kind, outbox), expected)


@pytest.mark.parametrize(
    ("channel", "kind", "answer"),
    [
        ("telegram", "edit", httpx.Response(400, json={"description": "Bad Request: message is not modified: same"})),
        ("telegram", "deletion", httpx.Response(400, json={"description": "Bad Request: message to delete not found"})),
        ("slack", "deletion", httpx.Response(200, json={"ok": False, "error": "message_not_found"})),
        ("slack", "reaction", httpx.Response(200, json={"ok": False, "error": "already_reacted"})),
    ],
)
def test_a_change_that_was_made_before_does_no_harm(channel: str, kind: Kind, answer: httpx.Response) -> None:
    """As when the job comes a second time."""
    assert isinstance(changed(channel, kind, Outbox(lambda _: answer)), Accepted)


def test_a_sign_takes_the_place_of_the_earlier_one() -> None:
    """Where an app may put several, the earlier one goes first; without a sign, it goes alone."""
    outbox = Outbox(play)
    changed("slack", "reaction", outbox, sign_before="👍")
    changed("slack", "reaction", outbox, sign_before="👍", sign="")
    changed("vk", "reaction", outbox, sign_before="👍", sign="")
    changed("telegram", "reaction", outbox, sign="")
    assert [request.url.path.rpartition("/")[2] for request in outbox.requests] == [
        "reactions.remove",
        "reactions.add",
        "reactions.remove",
        "messages.deleteReaction",
        "setMessageReaction",
    ]
    assert json.loads(outbox.requests[-1].content)["reaction"] == []


def test_what_is_said_to_all_is_changed_at_the_provider() -> None:
    """A comment on VK, and a file on Slack."""
    assert isinstance(changed("vk", "edit", Outbox(play), message_ids=("wall-1_2:3",)), Refused)  # type: ignore[arg-type]
    assert isinstance(changed("slack", "deletion", Outbox(play), message_ids=("F1",)), Refused)  # type: ignore[arg-type]


def test_a_reaction_through_aws_is_written_as_for_the_cloud_api(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the customer that it is for."""
    sent: list[bytes] = []

    class Social:
        def send_whatsapp_message(self, *, message: bytes, **_: object) -> dict[str, str]:
            sent.append(message)
            return {"messageId": "a"}

    monkeypatch.setattr(f"channels.{BY_BOTO}.changes.client", lambda _: Social())
    assert isinstance(changed(BY_BOTO, "reaction", Outbox(play)), Accepted)
    assert json.loads(sent[0]) == CASES["whatsapp", "reaction"].body
