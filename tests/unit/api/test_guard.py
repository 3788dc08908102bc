"""The guard: who may call which route, and what a refusal says."""

from itertools import product

import pytest

from api.endpoint import ENDPOINTS, Endpoint
from tests.unit.api.caller import Answer, call, user_claims
from tests.unit.api.desk import USERS
from transom.model import Role
from transom.store import Store

PLACES = {"conversation_id": "K7QM2XWD", "contact_id": "nobody", "quarantined_id": "nothing", "form": "none"}
GUARDED = [endpoint for endpoint in ENDPOINTS if endpoint.role]


def _call(endpoint: Endpoint, role: Role | None, *, has_token: bool = True) -> Answer:
    claims = user_claims(USERS[role or Role.AGENT], role) if has_token else None
    return call(endpoint.method, endpoint.path.format(**PLACES), claims=claims)


def _name(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


@pytest.mark.parametrize(("endpoint", "role"), list(product(GUARDED, Role)), ids=str)
def test_a_route_opens_from_its_role_upwards(store: Store, endpoint: Endpoint, role: Role) -> None:
    """Each role passes the guard of exactly the routes that its rank includes."""
    assert endpoint.role is not None
    assert (_call(endpoint, role).status == 403) is not role.includes(endpoint.role)


@pytest.mark.parametrize("endpoint", GUARDED, ids=_name)
def test_a_route_needs_a_token(store: Store, endpoint: Endpoint) -> None:
    """Without a token every route but the public ones says who should sign in, and nothing else."""
    answer = _call(endpoint, None, has_token=False)
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json["code"] == "unauthentic"


@pytest.mark.parametrize("endpoint", GUARDED, ids=_name)
def test_a_token_without_a_role_opens_nothing(store: Store, endpoint: Endpoint) -> None:
    """Someone who signed in and is in no group may do nothing."""
    assert _call(endpoint, None).status == 403


def test_the_public_routes_are_these() -> None:
    """A route is open to everyone on purpose only."""
    assert {_name(endpoint) for endpoint in ENDPOINTS if endpoint.role is None} == {
        "GET /v1/openapi.json",
        "POST /v1/forms/{form}",
        "POST /v1/forms/{form}/uploads",
    }
