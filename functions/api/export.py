"""Writes what API Gateway is told about the routes: `python -m api.export` keeps `infra/api.json` current."""

import json
from pathlib import Path

from chalice.app import Chalice, CORSConfig, RouteEntry
from chalice.deploy.swagger import CFNSwaggerGenerator
from pydantic import JsonValue, TypeAdapter

from api.app import build
from api.endpoint import ENDPOINTS
from api.openapi import document

ROOT = Path(__file__).parents[2]
GATEWAY = ROOT / "infra" / "api.json"
DOCUMENT = ROOT / "docs" / "openapi.json"
ORIGIN = "https://${DomainName}"
INVOKE = (
    "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${ApiFunction.Arn}/invocations"
)

type Json = dict[str, JsonValue]

_JSON = TypeAdapter(Json)


class GatewayDefinition(CFNSwaggerGenerator):  # type: ignore[misc]  # Chalice ships no types
    """Chalice's own definition, with the names of our template and our errors."""

    def definition(self, app: Chalice) -> Json:
        """Return the definition of the whole API."""
        made = _JSON.validate_python(self.generate_swagger(app))
        del made["x-amazon-apigateway-binary-media-types"]  # our bodies are JSON
        return made | {"x-amazon-apigateway-gateway-responses": GATEWAY_RESPONSES}

    def _uri(self, lambda_arn: str | None = None) -> Json:  # noqa: ARG002 - Chalice's signature
        return {"Fn::Sub": INVOKE}

    def _generate_route_method(self, view: RouteEntry) -> Json:
        method = _JSON.validate_python(super()._generate_route_method(view))
        return method | {"consumes": ["application/json"]}

    def _add_preflight_request(self, cors: CORSConfig, methods: list[str], swagger_for_path: dict[str, Json]) -> None:
        super()._add_preflight_request(cors, sorted(methods), swagger_for_path)
        preflight = swagger_for_path["options"]["x-amazon-apigateway-integration"]


def _gateway_response(status: int, code: str, title: str) -> Json: ...
