"""The guard: who may call which route, and what a refusal says."""

from http import HTTPStatus
from io import StringIO
from logging import StreamHandler

import pytest

from api.app import handler
from api.endpoint import ENDPOINTS, Endpoint
from api.gateway import Claims
from api.guard import log
from tests.unit.api.caller import Answer, call, event, signed_in, user_claims
from tests.unit.api.desk import DESK, USERS
from transom.errors import UnavailableError
from transom.model import Conversation, Role
from transom.store import Store

pytestmark = pytest.mark.usefixtures("store")

PLACES = {
    "conversation_id": "K7QM2XWD",
    "company_id": "nobody",
    "contact_id": "nobody",
    "other_id": "nothing",
    "message_id": "nobody",
    "request_id": "nothing",
    "department_id": "none",
    "quarantined_id": "nothing",
    "form": "none",
    "address": "olga@example.org",
    "channel_id": "none",
    "part": "nothing",
    "record_id": "none",
    "team_id": "none",
    "macro_id": "none",
}
GUARDED = [endpoint for endpoint in ENDPOINTS if endpoint.role]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """Return what is written to the log."""
    stream = StringIO()
    assert isinstance(log.registered_handler, StreamHandler)
    monkeypatch.setattr(log.registered_handler, "stream", stream)
    return stream


def _name(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


def _call(endpoint: Endpoint, claims: dict[str, str] | None) -> Answer:
    return call(endpoint.method, endpoint.path.format(**PLACES), claims=claims)


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_its_routes_and_no_others(role: Role) -> None:
    """Each role passes the guard of exactly the routes that its rank includes."""
    opened = {_name(each) for each in GUARDED if _call(each, signed_in(role)).status != HTTPStatus.FORBIDDEN}
    assert opened == {_name(each) for each in GUARDED if each.role and role.includes(each.role)}


def test_no_route_opens_without_a_token() -> None:
    """Every route but the public ones says to sign in, and nothing else."""
    for endpoint in GUARDED:
        answer = _call(endpoint, None)
        assert (answer.status, answer.json["code"]) == (401, "unauthentic"), _name(endpoint)
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_no_route_opens_to_a_token_without_a_role() -> None:
    """Someone who signed in and is in no group may do nothing."""
    claims = user_claims(USERS[Role.ADMIN], None)
    assert {_name(each) for each in GUARDED if _call(each, claims).status != HTTPStatus.FORBIDDEN} == set()


@pytest.mark.parametrize(
    ("role", "routes"),
    [
        (
            Role.LEAD,
            {
                "DELETE /v1/suppressions/{address}",
                "GET /v1/mail-counts",
                "GET /v1/quarantine",
                "GET /v1/teams/{team_id}/promises",
                "DELETE /v1/quarantine/{quarantined_id}",
                "POST /v1/quarantine/{quarantined_id}/retry",
            },
        ),
        (
            Role.ADMIN,
            {
                "GET /v1/channel-kinds",
                "POST /v1/channels",
                "PATCH /v1/channels/{channel_id}",
                "POST /v1/channels/{channel_id}/test",
                "POST /v1/contacts/{contact_id}/erase",
                "GET /v1/settings/{part}",
                "PUT /v1/settings/{part}/{record_id}",
                "DELETE /v1/settings/{part}/{record_id}",
                "GET /v1/audit",
                "POST /v1/rules/dry-run",
            },
        ),
    ],
)
def test_what_agents_must_not_do_is_stated(role: Role, routes: set[str]) -> None:
    """Here too, not only where the route is declared."""
    assert {_name(endpoint) for endpoint in GUARDED if endpoint.role is role} == routes


def test_the_public_routes_are_these() -> None:
    """A route is open to everyone on purpose only."""
    assert {_name(endpoint) for endpoint in ENDPOINTS if endpoint.role is None} == {
        "GET /v1/files/{secret}",
        "GET /v1/openapi.json",
        "POST /v1/forms/{form}",
        "POST /v1/forms/{form}/uploads",
    }


def test_a_token_of_somebody_who_left_opens_nothing() -> None:
    """A token that outlives its user's place at the desk is refused."""
    assert call("GET", "/v1/me", claims=user_claims("gone", Role.ADMIN)).status == 403


def test_a_token_without_our_id_is_known_by_its_address() -> None:
    """A user pool that knows no custom attribute still tells who it is, whatever the address's case."""
    claims = {"email": "ANA@northwind.example", "cognito:groups": "agent"}
    assert call("GET", "/v1/me", claims=claims).json["id"] == "ana"


def test_our_id_outweighs_the_address() -> None:
    """A token whose id is nobody's does not fall back to its address."""
    assert call("GET", "/v1/me", claims=signed_in() | {"custom:user_id": "gone"}).status == 403


@pytest.mark.parametrize("groups", ["agent,lead", "[agent lead]", "lead", ["agent", "lead"]])
def test_groups_are_read_however_the_gateway_writes_them(groups: object) -> None:
    """The highest of several groups counts, in each of the gateway's ways to write a list."""
    assert Claims.model_validate({"cognito:groups": groups}).role is Role.LEAD


def test_unknown_fields_are_named() -> None:
    """A typing error in a body or a query is told by its name, so that it is not silently lost."""
    told = call("PUT", "/v1/me/presence", claims=signed_in(), body={"state": "online", "sate": 1})
    assert told.status == 422
    assert [error["field"] for error in told.json["errors"]] == ["sate"]
    asked = call("GET", "/v1/conversations", claims=signed_in(), query={"sate": "open"})
    assert [error["field"] for error in asked.json["errors"]] == ["sate"]


@pytest.mark.parametrize("body", [None, "", "{", "[]", '"text"', "null"])
def test_a_body_that_is_no_object_is_a_problem(body: str | None) -> None:
    """Whatever comes instead of a JSON object is answered with a problem document about the body."""
    answer = call("PUT", "/v1/me/presence", claims=signed_in(), body=body)
    assert answer.status == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in answer.json["errors"]] == ["body"]


def test_a_huge_body_is_refused_before_it_is_read() -> None:
    """A megabyte is more than any body of ours."""
    assert call("PUT", "/v1/me/presence", claims=signed_in(), body="x" * 1_000_001).status == 413


def test_an_endless_name_is_nobodys() -> None:
    """A path that no id can be is not asked of the table."""
    assert call("GET", "/v1/contacts/" + "x" * 3_000, claims=signed_in()).status == 404


def test_a_table_that_is_away_is_told_with_a_time_to_come_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller learns that trying again helps, and nothing of what is behind."""

    def away() -> None:
        raise UnavailableError("The table does not answer; try again.")

    monkeypatch.setattr(store.desk, "load", away)
    answer = call("GET", "/v1/teams", claims=signed_in())
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")


def test_a_bug_says_nothing_of_itself(store: Store, monkeypatch: pytest.MonkeyPatch, written: StringIO) -> None:
    """An error that nobody foresaw answers 500 without its text, which is in the log."""

    def broken() -> None:
        raise RuntimeError("the secret ingredient")

    monkeypatch.setattr(store.desk, "load", broken)
    answer = call("GET", "/v1/teams", claims=signed_in())
    assert (answer.status, answer.json["code"]) == (500, "internal")
    assert "ingredient" not in str(answer)
    assert "ingredient" in written.getvalue()


def test_each_call_is_one_line_without_what_was_said(opened: Conversation, written: StringIO) -> None:
    """The log tells route, status, caller and correlation id, and neither body nor address."""
    path = f"/v1/conversations/{opened.id}/messages"
    answer = call("POST", path, claims=signed_in(), body={"text": "a private answer"})
    lines = written.getvalue().splitlines()
    told = [line for line in lines if "request_answered" in line]
    assert len(told) == 1
    assert all(part in told[0] for part in ('"status":202', '"user_id":"ana"', answer.headers["X-Correlation-Id"]))
    assert not any("private" in line or "northwind.example" in line for line in lines)


def test_answers_are_kept_by_nobody() -> None:
    """A shared cache between desk and console keeps no customer's words."""
    assert call("GET", "/v1/me", claims=signed_in()).headers["Cache-Control"] == "no-store"


def test_no_route_opens_to_other_origins_with_credentials() -> None:
    """What a page elsewhere may read without a token is open to it; nothing is open with cookies."""
    public = handler(event("GET", "/v1/openapi.json"), None)["headers"]
    assert public["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in public
    guarded = handler(event("GET", "/v1/me", claims=signed_in()), None)["headers"]
    assert "Access-Control-Allow-Origin" not in guarded


def test_the_desk_knows_every_role() -> None:
    """The matrix above covers all roles that there are."""
    assert {user.role for user in DESK.users} == set(Role)
