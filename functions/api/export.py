"""`python -m api.export` writes the files that follow from the routes: `infra/api.json` and `docs/openapi.json`."""

import json
from pathlib import Path

from chalice.app import CORSConfig, RouteEntry
from chalice.deploy.swagger import CFNSwaggerGenerator
from pydantic import JsonValue, TypeAdapter

from api.app import build
from api.endpoint import ENDPOINTS
from api.openapi import document
from api.problem import MIME
from api.views import Problem
from transom.errors import (
    ForbiddenError,
    NotFoundError,
    ThrottledError,
    TooLargeError,
    TransomError,
    UnauthenticError,
    UnavailableError,
)

type Json = dict[str, JsonValue]

ROOT = Path(__file__).parents[2]
ORIGIN = "https://${DomainName}"
INVOKE = (
    "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${ApiFunction.Arn}/invocations"
)
_JSON = TypeAdapter(Json)

REFUSALS: dict[str, tuple[type[TransomError], str]] = {
    "UNAUTHORIZED": (UnauthenticError, "sign in first"),
    "ACCESS_DENIED": (ForbiddenError, "this may not be called"),
    "MISSING_AUTHENTICATION_TOKEN": (NotFoundError, "there is no such route"),
    "RESOURCE_NOT_FOUND": (NotFoundError, "there is no such route"),
    "REQUEST_TOO_LARGE": (TooLargeError, "the request is too large"),
    "THROTTLED": (ThrottledError, "too many requests; try again later"),
    "INTEGRATION_FAILURE": (UnavailableError, "the desk does not answer; try again"),
    "INTEGRATION_TIMEOUT": (UnavailableError, "the desk took too long; try again"),
    "DEFAULT_5XX": (TransomError, "something broke here"),
}
"""What the gateway answers by itself, as the problem documents that the app would give."""


class GatewayDefinition(CFNSwaggerGenerator):
    """Chalice's own definition of the API, with the names that our template has."""

    def _uri(self, lambda_arn: str | None = None) -> str:  # noqa: ARG002 - Chalice's signature
        return INVOKE

    def _generate_route_method(self, view: RouteEntry) -> Json:
        method = _JSON.validate_python(super()._generate_route_method(view))
        return method | {"consumes": ["application/json"]}

    def _add_preflight_request(self, cors: CORSConfig, methods: list[str], swagger_for_path: Json) -> None:
        super()._add_preflight_request(cors, sorted(methods), swagger_for_path)


def _substituted(value: JsonValue) -> JsonValue:
    """Let CloudFormation fill in every text that names a parameter or a resource."""
    match value:
        case str() if "${" in value:
            return {"Fn::Sub": value}
        case dict():
            return {key: _substituted(item) for key, item in value.items()}
        case list():
            return [_substituted(item) for item in value]
        case _:
            return value


def gateway_definition() -> JsonValue:
    """Return what `infra/api.json` holds."""
    made = _JSON.validate_python(GatewayDefinition().generate_swagger(build(ORIGIN)))
    made.pop("x-amazon-apigateway-binary-media-types")  # bodies are JSON; files go to the bucket directly
    refusals: Json = {name: _refusal(kind(detail)) for name, (kind, detail) in REFUSALS.items()}
    return _substituted(made | {"x-amazon-apigateway-gateway-responses": refusals})


def _refusal(error: TransomError) -> Json:
    return {
        "statusCode": error.status,
        "responseParameters": {
            "gatewayresponse.header.Content-Type": f"'{MIME}'",
            "gatewayresponse.header.Access-Control-Allow-Origin": "'*'",
        },
        "responseTemplates": {"application/json": Problem.of(error).model_dump_json()},
    }


def exports() -> dict[Path, str]:
    """Return what each file is to hold."""
    made = {ROOT / "infra" / "api.json": gateway_definition(), ROOT / "docs" / "openapi.json": document(ENDPOINTS)}
    return {path: json.dumps(content, indent=2, ensure_ascii=False) + "\n" for path, content in made.items()}


if __name__ == "__main__":
    for path, content in exports().items():
        path.write_text(content)
