"""Connecting a channel from the console."""

import json
from contextlib import suppress

import boto3
import pytest

from tests.unit.api.caller import Answer, call, signed_in
from tests.unit.api.desk import DESK
from transom import settings
from transom.model import ConnectionSpec, EntryName, Role
from transom.model.menu import LineMenu
from transom.store import Health, Store

SECRET_ID = "transom/test/line"
SECRETS = {"channel_secret": "s3cret-value", "access_token": "t0ken-value"}
LINE = {"id": "shop-line", "channel": "line", "name": "Shop on LINE", "team": "support", "secrets": SECRETS}


@pytest.fixture(autouse=True)
def _deployed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the deployment have LINE and Telegram, LINE with its empty secret."""
    store.desk.apply(DESK)
    monkeypatch.setenv("TRANSOM_CHANNELS", "line  telegram twilio_voice ")
    settings.settings.cache_clear()
    manager = boto3.client("secretsmanager")
    with suppress(manager.exceptions.ResourceExistsException):
        manager.create_secret(Name=SECRET_ID)
    manager.put_secret_value(SecretId=SECRET_ID, SecretString="{}")


def connect(**changes: object) -> Answer:
    """Connect LINE as an admin."""
    return call("POST", "/v1/channels", claims=signed_in(Role.ADMIN), body=LINE | changes)


def kept() -> dict[str, object]:
    """Return what is in the channel's secret."""
    bundle: dict[str, object] = json.loads(
        boto3.client("secretsmanager").get_secret_value(SecretId=SECRET_ID)["SecretString"]
    )
    return bundle


def test_the_form_is_made_from_the_manifest() -> None:
    """Only what is deployed is offered, with each field's help."""
    kinds = call("GET", "/v1/channel-kinds", claims=signed_in(Role.ADMIN)).json["items"]
    assert [kind["id"] for kind in kinds] == ["line", "telegram", "twilio_voice"]
    assert {field["name"] for field in kinds[0]["secret_fields"]} == set(SECRETS)
    assert all(field["help"] for kind in kinds for field in kind["secret_fields"])


def test_a_channel_is_connected_and_its_secrets_stay_inside() -> None:
    """They are in Secrets Manager, and in no answer; the webhook's address is there to be pasted."""
    answer = connect()
    assert answer.status == 201
    assert answer.json["hook"].endswith("/hooks/line/shop-line")
    assert kept() == {"shop-line": {"current": SECRETS, "previous": {}}}
    listed = call("GET", "/v1/channels", claims=signed_in(Role.ADMIN))
    assert "shop-line" in str(listed.json)
    for value in SECRETS.values():
        assert value not in str((answer.json, listed.json))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": "viber"}, "channel"),
        ({"secrets": {"channel_secret": "x"}}, "secrets.access_token"),
        ({"secrets": {**SECRETS, "password": "x"}}, "secrets.password"),
        ({"settings": {"colour": "x"}}, "settings.colour"),
        ({"team": "nobody"}, "team"),
        ({"brand": "nobody"}, "brand"),
        ({"id": "Shop LINE"}, "id"),
    ],
)
def test_what_the_channel_cannot_use_is_refused_by_its_field(changes: dict[str, object], field: str) -> None:
    """And nothing is half-written."""
    answer = connect(**changes)
    assert answer.status == 422
    assert field in {error["field"] for error in answer.json["errors"]}
    assert kept() == {}


def test_an_id_is_taken_once() -> None:
    """The second leaves the first one's secrets alone."""
    connect()
    assert connect(secrets=dict.fromkeys(SECRETS, "other")).status == 409
    assert kept() == {"shop-line": {"current": SECRETS, "previous": {}}}


def test_a_secret_is_rotated_and_a_connection_switched_off() -> None:
    """What it was before stays accepted from the provider."""
    connect()
    change = {"is_enabled": False, "secrets": {"channel_secret": "new"}}
    answer = call("PATCH", "/v1/channels/shop-line", claims=signed_in(Role.ADMIN), body=change)
    assert (answer.status, answer.json["is_enabled"], answer.json["name"]) == (200, False, "Shop on LINE")
    assert kept() == {"shop-line": {"current": {**SECRETS, "channel_secret": "new"}, "previous": SECRETS}}


def test_a_connection_tells_how_it_does(store: Store) -> None:
    """When it was last heard of, and what was not taken."""
    connect()
    store.health.tell(Health(connection="shop-line", refused=2))
    store.health.tell(Health(connection="shop-line", refused=1, quarantined=1))
    channels = call("GET", "/v1/channels", claims=signed_in()).json["items"]
    [line] = [channel for channel in channels if channel["id"] == "shop-line"]
    assert (line["refused"], line["quarantined"], line["last_event_at"]) == (3, 1, None)


def test_a_test_message_is_queued_in_a_conversation_of_its_own(store: Store) -> None:
    """The second goes to the same conversation, since its door is known by then."""
    connect()
    answers = [
        call("POST", "/v1/channels/shop-line/test", claims=signed_in(Role.ADMIN), body={"to": "U4af49"})
        for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [202, 202]
    [conversation] = [
        each for each in store.conversations.page(teams=["support", "billing"]).items if each.door.channel == "line"
    ]
    moments = store.timeline.page(conversation.id).items
    assert [moment.entry.name for moment in moments] == [EntryName.MESSAGE_QUEUED] * 2
    assert conversation.door.address == "U4af49"


MENU = {
    "languages": {"en-GB": {}},
    "greeting": {"en-GB": "Hello."},
    "closed": {"en-GB": "We are closed."},
    "options": [{"digit": "1", "label": {"en-GB": "orders"}, "team": "support"}],
}


def test_a_line_s_menu_is_set_and_shown(store: Store) -> None:
    """It is a tree, not a text; what is wrong in it is told with its place."""
    line = ConnectionSpec(id="line", channel="twilio_voice", name="Line")
    store.desk.apply(DESK.model_copy(update={"connections": (*DESK.connections, line)}))
    nobody = MENU | {"options": [{"digit": "1", "label": {"en-GB": "orders"}, "team": "nobody"}]}
    refused = call("PATCH", "/v1/channels/line", claims=signed_in(Role.ADMIN), body={"menu": nobody})
    assert (refused.status, refused.json["errors"][0]["field"]) == (422, "menu.options.0.team")
    changed = call("PATCH", "/v1/channels/line", claims=signed_in(Role.ADMIN), body={"menu": MENU})
    assert (changed.status, changed.json["menu"]["options"][0]["team"]) == (200, "support")
    assert store.desk.connection("line").menu == LineMenu.model_validate(MENU)


def test_a_menu_is_for_telephone_lines() -> None:
    """Nobody hears one elsewhere."""
    assert connect(menu=MENU).json["errors"][0]["field"] == "menu"
