"""Calls the API as API Gateway does: an event of the proxy integration in, a response out."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

from api.app import handler
from api.endpoint import ENDPOINTS
from tests.unit.api.desk import USERS
from transom.model import Role

type Json = dict[str, Any]

DOCUMENT: Json = json.loads((Path(__file__).parents[3] / "docs" / "openapi.json").read_text())


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    json: Json


def user_claims(user_id: str, role: Role | None) -> Json:
    """Return what the authorizer hands on of a user's token."""
    groups = {"cognito:groups": role.value} if role else {}
    return {"sub": "c0ffee", "email": f"{user_id}@northwind.example", "custom:user_id": user_id, **groups}


def event(
    method: str,
    path: str,
    *,
    claims: Json | None = None,
    body: object = None,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Json:
    """Return the event of one request; a body that is no text is sent as JSON."""
    resource, parameters = _matched(method, path)
    return {
        "resource": resource,
        "path": path,
        "httpMethod": method,
        "headers": {"content-type": "application/json", **(headers or {})},
        "multiValueHeaders": {},
        "queryStringParameters": dict(query) if query else None,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        "pathParameters": parameters or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource,
            "httpMethod": method,
            "requestId": "11111111-2222-3333-4444-555555555555",
            "authorizer": {"claims": claims} if claims else None,
        },
        "body": body if body is None or isinstance(body, str) else json.dumps(body),
        "isBase64Encoded": False,
    }


def call(
    method: str,
    path: str,
    *,
    claims: Json | None = None,
    body: object = None,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Make one request; whatever comes back must be what the API's document says of it."""
    request = event(method, path, claims=claims, body=body, query=query, headers=headers)
    given = handler(request, SimpleNamespace(aws_request_id="1"))
    answer = Answer(given["statusCode"], given["headers"], json.loads(given["body"]))
    _check(request["resource"], method, answer)
    return answer


def signed_in(role: Role = Role.AGENT) -> Json:
    """Return the claims of the desk's user with this role."""
    return user_claims(USERS[role], role)


def _check(resource: str, method: str, answer: Answer) -> None:
    responses = DOCUMENT["paths"][resource][method.lower()]["responses"]
    described = responses.get(str(answer.status), responses["default"])["content"][answer.headers["Content-Type"]]
    Draft202012Validator({**described["schema"], "components": DOCUMENT["components"]}).validate(answer.json)


def _matched(method: str, path: str) -> tuple[str, dict[str, str]]:
    for endpoint in sorted(ENDPOINTS, key=lambda each: each.path.count("{")):
        match = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", endpoint.path), path)
        if match and endpoint.method == method:
            return endpoint.path, match.groupdict()
    raise LookupError(f"no route {method} {path}")
