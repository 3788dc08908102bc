"""The API's own description."""

from api.call import Call
from api.endpoint import ENDPOINTS, endpoint
from api.openapi import document
from api.views import OpenApi


@endpoint("GET", "/v1/openapi.json", role=None)
def get_openapi(call: Call) -> OpenApi:  # noqa: ARG001 - every view takes its call
    """Return this description of the API."""
    return OpenApi(document(ENDPOINTS))
