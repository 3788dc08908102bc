"""Calls of the REST API as API Gateway hands them to the function."""

import json
from collections.abc import Mapping
from importlib import import_module
from typing import cast
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, JsonValue

from transom.model import Role, User
from transom.model.base import Frozen


class ApiAnswer(Frozen):
    """What the API answered."""

    status: int = Field(alias="statusCode")
    headers: dict[str, str] = {}
    body: str = ""

    @property
    def fields(self) -> dict[str, JsonValue]:
        """Return the body's fields."""
        return cast("dict[str, JsonValue]", json.loads(self.body))


def rest_event(
    method: str, address: str, body: JsonValue, *, user: User | None, headers: Mapping[str, str]
) -> dict[str, object]:
    """Return the event of one request."""
    path, query = urlsplit(address).path, parse_qs(urlsplit(address).query)
    resource, parameters = _route(path)
    context: dict[str, object] = {"resourcePath": resource, "httpMethod": method, "requestId": "test", "identity": {}}
    if user:
        context["authorizer"] = {"claims": _claims(user)}
    return {
        "resource": resource,
        "path": path,
        "httpMethod": method,
        "headers": {"content-type": "application/json", **headers},
        "multiValueHeaders": {},
        "multiValueQueryStringParameters": query or None,
        "pathParameters": parameters,
        "stageVariables": None,
        "requestContext": context,
        "body": None if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }


def _claims(user: User) -> dict[str, str]:
    groups = ",".join(role for role in Role if user.role.includes(role))
    return {"email": user.email, "custom:user_id": user.id, "cognito:groups": groups}


def _route(path: str) -> tuple[str, dict[str, str]]:
    """Return the declared route that a path meets, and what stands in its places."""
    parts = path.split("/")
    routes = cast("list[str]", sorted(import_module("api.app").handler.routes))
    for route in routes:
        places = route.split("/")
        if len(places) == len(parts) and all(
            place == part or place.startswith("{") for place, part in zip(places, parts, strict=True)
        ):
            found = zip(places, parts, strict=True)
            return route, {place[1:-1]: part for place, part in found if place.startswith("{")}
    raise LookupError(path)
