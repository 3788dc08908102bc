"""The OpenAPI 3.1 document, made from the declared routes and their models."""

import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus

from pydantic import BaseModel, JsonValue, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from api.endpoint import Endpoint
from api.views import FileLink, Problem

type Json = dict[str, JsonValue]
type Schemas = dict[str, Json]

_COMPONENT = "#/components/schemas/{model}"
_PATH_PARAMETER = re.compile(r"{(\w+)}")
_SCHEMAS = TypeAdapter(Schemas)
_INFO: Json = {
    "title": "Transom",
    "version": "1",
    "summary": "The desk's conversations, timelines, contacts and configuration.",
    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
}
_USER_POOL: Json = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "An id token of the desk's user pool.",
}


class _Untitled(GenerateJsonSchema):
    """Schemas whose fields carry no titles: they would only repeat the names."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's signature
        return False


def document(endpoints: Iterable[Endpoint]) -> Json:
    """Return the whole document."""
    ordered = sorted(endpoints, key=lambda each: (each.path, each.method))
    schemas = _schemas(ordered)
    paths: dict[str, Json] = {}
    for endpoint in ordered:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    queries = {endpoint.query.__name__ for endpoint in ordered if endpoint.query}
    return {
        "openapi": "3.1.0",
        "info": _INFO,
        "servers": [{"url": "/"}],
        "paths": {**paths},
        "components": {
            "schemas": {name: schema for name, schema in schemas.items() if name not in queries},
            "securitySchemes": {"UserPool": _USER_POOL},
        },
    }


def _operation(endpoint: Endpoint, schemas: Schemas) -> Json:
    operation: Json = {
        "operationId": endpoint.view.__name__,
        "tags": [endpoint.resource],
        "summary": endpoint.summary,
        "security": [{"UserPool": []}] if endpoint.role else [],
        "responses": _responses(endpoint),
    }
    if parameters := [*_path(endpoint), *_headers(endpoint), *_query(endpoint, schemas)]:
        operation["parameters"] = parameters
    if endpoint.body:
        operation["requestBody"] = {"required": True, "content": _content("application/json", endpoint.body)}
    if endpoint.role:
        operation["x-transom-role"] = endpoint.role.value
    return operation


def _responses(endpoint: Endpoint) -> Json:
    answer: Json = {
        "description": HTTPStatus(endpoint.status).phrase,
        "content": _content("application/json", endpoint.answer),
    }
    if "version" in endpoint.answer.model_fields:
        answer["headers"] = {"ETag": {"description": "The version, in quotes.", "schema": {"type": "string"}}}
    if endpoint.answer is FileLink:
        answer["headers"] = {"Location": {"description": "Where it lies.", "schema": {"type": "string"}}}
    problem: Json = {"description": "What went wrong", "content": _content("application/problem+json", Problem)}
    return {str(endpoint.status): answer, "default": problem}


def _path(endpoint: Endpoint) -> Iterator[JsonValue]:
    for name in _PATH_PARAMETER.findall(endpoint.path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _headers(endpoint: Endpoint) -> Iterator[JsonValue]:
    schema: Json = {"type": "string", "maxLength": 128}
    if endpoint.is_conditional:
        told = "The `ETag` that the change is meant for."
        yield {"name": "If-Match", "in": "header", "required": True, "description": told, "schema": schema}
    if endpoint.is_idempotent:
        told = "Names this attempt: the same key with the same body answers the same item."
        yield {"name": "Idempotency-Key", "in": "header", "required": False, "description": told, "schema": schema}


def _query(endpoint: Endpoint, schemas: Schemas) -> Iterator[JsonValue]:
    if endpoint.query is None:
        return
    properties = _SCHEMAS.validate_python(schemas[endpoint.query.__name__].get("properties", {}))
    for name, schema in properties.items():
        description = schema.pop("description", None)
        told: Json = {"description": description} if description else {}
        yield {"name": name, "in": "query", "required": False, **told, "schema": _without_null(schema)}


def _without_null(schema: Json) -> JsonValue:
    """Return the schema without the alternative null, which a query cannot say."""
    match schema.get("anyOf"):
        case [wanted, {"type": "null"}]:
            return wanted
    return schema


def _content(mime: str, model: type[BaseModel]) -> Json:
    return {mime: {"schema": {"$ref": _COMPONENT.format(model=model.__name__)}}}


def _schemas(endpoints: list[Endpoint]) -> Schemas:
    answers = {endpoint.answer for endpoint in endpoints} | {Problem}
    inputs = {model for endpoint in endpoints for model in (endpoint.body, endpoint.query) if model}
    wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [(model, "serialization") for model in answers]
    wanted += [(model, "validation") for model in inputs]
    wanted.sort(key=lambda pair: pair[0].__name__)
    _, schema = models_json_schema(wanted, ref_template=_COMPONENT, schema_generator=_Untitled)
    return dict(sorted(_SCHEMAS.validate_python(schema["$defs"]).items()))
