"""The API's description is valid, complete and current; that answers keep to it, each unit test of the API checks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from api import export
from api.app import handler
from api.endpoint import ENDPOINTS

GATEWAY = export.ROOT / "infra" / "api.json"
DOCUMENT = export.ROOT / "docs" / "openapi.json"


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text())
    return content


def _routes(content: dict[str, Any]) -> set[tuple[str, str]]:
    return {(path, method) for path, methods in content["paths"].items() for method in methods if method != "options"}


@pytest.mark.parametrize("path", [GATEWAY, DOCUMENT], ids=lambda path: path.name)
def test_the_committed_file_is_what_the_routes_say(path: Path) -> None:
    """Who changes a route or a model runs `python -m api.export`."""
    assert path.read_text() == export.exports()[path]


def test_the_document_is_valid() -> None:
    """Generators of clients can read it: it is OpenAPI 3.1."""
    document = _read(DOCUMENT)
    assert document["openapi"].startswith("3.1")
    validate(document)


@pytest.mark.parametrize("path", [GATEWAY, DOCUMENT], ids=lambda path: path.name)
def test_every_route_is_in_it(path: Path) -> None:
    """What the app answers and what is told of it are the same routes."""
    served = {(route, method.lower()) for route, methods in handler.routes.items() for method in methods}
    assert _routes(_read(path)) == served


def test_the_gateway_asks_for_a_token_where_the_app_does() -> None:
    """A route that needs a role is behind the user pool, and a public one is not."""
    definition = _read(GATEWAY)
    assert definition["securityDefinitions"]["UserPool"]["x-amazon-apigateway-authorizer"]["providerARNs"] == [
        {"Fn::Sub": "${UserPool.Arn}"}
    ]
    for endpoint in ENDPOINTS:
        security = definition["paths"][endpoint.path][endpoint.method.lower()].get("security")
        assert security == ([{"UserPool": []}] if endpoint.role else None), endpoint.path


def test_the_gateway_hands_every_route_to_the_app() -> None:
    """Each method is a proxy integration with the one function."""
    definition = _read(GATEWAY)
    for path, method in _routes(definition):
        integration = definition["paths"][path][method]["x-amazon-apigateway-integration"]
        assert (integration["type"], integration["uri"]) == ("aws_proxy", {"Fn::Sub": export.INVOKE})


def test_other_origins_are_let_in_by_name_only() -> None:
    """A browser elsewhere may use the public routes; the rest is for the desk's own domain, and cookies for nobody."""
    definition = _read(GATEWAY)
    public = {endpoint.path for endpoint in ENDPOINTS if endpoint.role is None}
    for path, methods in definition["paths"].items():
        integration = methods["options"]["x-amazon-apigateway-integration"]
        headers = integration["responses"]["default"]["responseParameters"]
        origin = headers["method.response.header.Access-Control-Allow-Origin"]
        assert origin == ("'*'" if path in public else {"Fn::Sub": f"'{export.ORIGIN}'"}), path
        assert not any("Credentials" in header for header in headers)


def test_what_the_gateway_refuses_by_itself_is_a_problem_document() -> None:
    """Callers read one shape of error, whoever refuses them."""
    refusals = _read(GATEWAY)["x-amazon-apigateway-gateway-responses"]
    assert {"UNAUTHORIZED", "THROTTLED", "REQUEST_TOO_LARGE", "DEFAULT_5XX"} <= refusals.keys()
    for refusal in refusals.values():
        problem = json.loads(refusal["responseTemplates"]["application/json"])
        assert problem["status"] == refusal["statusCode"]


def test_no_answer_has_a_place_for_a_secret() -> None:
    """What a connection's settings and secrets hold cannot be in any answer: no model has a field for it."""
    document = _read(DOCUMENT)
    asked = {ref.rpartition("/")[2] for ref in _references(document, "requestBody")}
    answered = [schema for name, schema in document["components"]["schemas"].items() if name not in asked]
    fields = {field for schema in answered for field in schema.get("properties", {})}
    assert asked
    assert fields.isdisjoint(
        {"secret", "secrets", "previous_secret", "settings", "key", "raw_key", "provider_media_id"}
    )


def _references(tree: object, place: str, *, is_inside: bool = False) -> Iterator[str]:
    """Yield the schemas that are named anywhere under a key."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if is_inside and key == "$ref":
                yield str(value)
            yield from _references(value, place, is_inside=is_inside or key == place)
    elif isinstance(tree, list):
        for value in tree:
            yield from _references(value, place, is_inside=is_inside)
