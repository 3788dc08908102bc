"""The desk's own resources: teams, users, channels, the caller, and the quarantine."""

import boto3
import pytest

from tests.unit.api.caller import Answer, call, signed_in
from tests.unit.api.desk import OPENED, TOKEN
from transom import clock, raw
from transom.channel import Connection, Request
from transom.model import Role
from transom.store import Store
from transom.testing.cloud import ENVIRONMENT

pytestmark = pytest.mark.usefixtures("store")


def _get(path: str, role: Role = Role.AGENT) -> Answer:
    return call("GET", path, claims=signed_in(role))


def test_teams_users_and_channels_are_listed() -> None:
    """What the console offers to choose from comes from the desk's configuration."""
    assert [team["id"] for team in _get("/v1/teams").json["items"]] == ["billing", "support"]
    assert {user["id"]: user["role"] for user in _get("/v1/users").json["items"]} == {
        "admin": "admin",
        "lea": "lead",
        "ana": "agent",
    }
    channels = {channel["id"]: channel for channel in _get("/v1/channels").json["items"]}
    assert channels["demo-telegram"]["hook"] == "https://hooks.example.com/hooks/telegram/demo-telegram"
    assert channels["contact"]["hook"] is None


def test_leads_see_what_became_of_promises(store: Store) -> None:
    """By team, as they were judged; agents do not, and a team that there is not has none."""
    store.waits.judge("support", "A", clock.now(), is_kept=True)
    shown = _get("/v1/teams/support/promises", Role.LEAD).json
    assert (shown["kept"], shown["broken"]) == (1, 0)
    assert _get("/v1/teams/support/promises").status == 403
    assert _get("/v1/teams/none/promises", Role.LEAD).status == 404


def test_what_is_kept_of_customers_is_told() -> None:
    """The form for a customer is made of the desk's own fields and tiers."""
    terms = _get("/v1/contact-terms").json
    assert terms["tiers"] == ["standard", "gold"]
    assert {field["id"]: (field["type"], field["choices"]) for field in terms["fields"]} == {
        "customer-no": ("text", []),
        "plan": ("choice", ["starter", "business"]),
    }


def test_a_connections_settings_stay_inside() -> None:
    """No role reads a connection's settings, whatever somebody wrote into them."""
    for role in Role:
        answer = _get("/v1/channels", role)
        assert TOKEN not in str(answer)
        assert not any("settings" in channel for channel in answer.json["items"])


def test_presence_is_set_and_shown() -> None:
    """Who says that they are there is seen to be there by the others."""
    told = call("PUT", "/v1/me/presence", claims=signed_in(), body={"state": "online"})
    assert (told.status, told.json["state"]) == (200, "online")
    assert _get("/v1/me").json["presence"] == "online"
    others = _get("/v1/users", Role.LEAD).json["items"]
    assert {user["id"]: user["presence"] for user in others} == {"ana": "online", "lea": "off", "admin": "off"}


def test_a_ticket_opens_one_socket_for_its_user(store: Store) -> None:
    """A ticket is worth one use, by the one whom it was given to."""
    answer = call("POST", "/v1/me/socket", claims=signed_in())
    assert (answer.status, answer.json["url"]) == (201, "wss://sockets.execute-api.us-east-1.amazonaws.com/live")
    assert store.sockets.redeem_ticket(answer.json["ticket"], OPENED) == "ana"


def test_a_quarantined_request_is_shown_without_its_content_and_sent_again(store: Store) -> None:
    """A lead sees why something waits, and sends it through its channel; then it waits no more."""
    request = Request(body=b"a customer's words", received_at=OPENED)
    connection = Connection(id="demo-telegram", channel="telegram")
    record = raw.quarantine_request(store, raw.Kept.of(request, connection), "no update", OPENED)
    shown = _get("/v1/quarantine", Role.LEAD)
    assert [item["reason"] for item in shown.json["items"]] == ["no update"]
    assert "words" not in str(shown)
    retried = call("POST", f"/v1/quarantine/{record.id}/retry", claims=signed_in(Role.LEAD))
    assert retried.status == 202
    assert _get("/v1/quarantine", Role.LEAD).json["items"] == []
    spool = boto3.client("s3").list_objects_v2(Bucket=ENVIRONMENT["TRANSOM_BUCKET"], Prefix="spool/telegram/")
    assert spool["KeyCount"] == 1
    assert call("POST", f"/v1/quarantine/{record.id}/retry", claims=signed_in(Role.LEAD)).status == 404


def test_what_is_in_quarantine_can_be_looked_at_and_discarded(store: Store) -> None:
    """Its bytes are a download; discarded, it waits no more and comes in nowhere."""
    record = raw.quarantine_mail(store, b"Subject: win", "", reason="for nobody", record_id="01SPAM", now=OPENED)
    [item] = _get("/v1/quarantine", Role.LEAD).json["items"]
    assert f"{record.key}?" in item["download"]
    assert call("DELETE", f"/v1/quarantine/{record.id}", claims=signed_in(Role.AGENT)).status == 403
    assert call("DELETE", f"/v1/quarantine/{record.id}", claims=signed_in(Role.LEAD)).status == 200
    assert _get("/v1/quarantine", Role.LEAD).json["items"] == []
    assert call("DELETE", f"/v1/quarantine/{record.id}", claims=signed_in(Role.LEAD)).status == 404


def test_an_address_is_written_to_again_when_a_lead_says_so(store: Store) -> None:
    """Agents see why a mail does not go out; a lead lifts that, once."""
    path = "/v1/suppressions/olga@example.org"
    assert _get(path).status == 404
    store.suppressions.add("Olga@example.org", "550 5.1.1 no such user", OPENED)
    assert _get(path).json["reason"] == "550 5.1.1 no such user"
    assert call("DELETE", path, claims=signed_in()).status == 403
    assert call("DELETE", path, claims=signed_in(Role.LEAD)).status == 200
    assert _get(path).status == 404
    assert call("DELETE", path, claims=signed_in(Role.LEAD)).status == 404
