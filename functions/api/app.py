"""The Chalice app: every declared route with the guard around its view."""

from chalice.app import Chalice, CognitoUserPoolAuthorizer, CORSConfig

from api.endpoint import ENDPOINTS, Endpoint
from api.guard import guarded
from api.routes import (  # noqa: F401 - imported for the routes that they declare
    automations,
    bulk,
    channels,
    clocks,
    companies,
    configuration,
    contacts,
    conversations,
    departments,
    drafts,
    files,
    forms,
    journeys,
    macros,
    mail_counts,
    me,
    notices,
    openapi,
    quarantine,
    requests,
    states,
    suppressions,
    teams,
    timeline,
    uploads,
    users,
)
from transom.settings import settings

HEADERS = ["If-Match", "Idempotency-Key"]
EXPOSED = ["ETag", "Retry-After", "X-Correlation-Id"]
PREFLIGHT_SECONDS = 7_200

USER_POOL = CognitoUserPoolAuthorizer("UserPool", provider_arns=["${UserPool.Arn}"])


def build(origin: str) -> Chalice:
    """Return the app for a console that is served from this origin."""
    app = Chalice(app_name="transom", configure_logs=False)
    for endpoint in ENDPOINTS:
        app.route(
            endpoint.path,
            methods=[endpoint.method],
            content_types=[],  # a body is read as JSON, whatever it is called
            authorizer=USER_POOL if endpoint.role else None,
            cors=_cors(endpoint, origin),
        )(guarded(endpoint, app))
    return app


def _cors(endpoint: Endpoint, origin: str) -> CORSConfig | None:
    """Let the console call from its origin, and everyone what needs no token; cookies are never involved."""
    allowed = origin if endpoint.role else "*"
    if not allowed:
        return None
    return CORSConfig(allow_origin=allowed, allow_headers=HEADERS, expose_headers=EXPOSED, max_age=PREFLIGHT_SECONDS)


handler = build(settings().origin)
