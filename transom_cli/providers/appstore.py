"""App Store Connect, as far as the desk calls it: customers' reviews, and the responses to them."""

import json
from datetime import UTC, datetime
from http import HTTPStatus

from pydantic import JsonValue

from transom_cli.providers import keys
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 5970
MAX_LIFETIME = 20 * 60
AUDIENCE = "appstoreconnect-v1"

shelf: list[dict[str, JsonValue]] = []
"""The reviews that customers have written, oldest first."""


def secrets() -> dict[str, str]:
    """Return the key that the desk signs with."""
    return {"private_key": keys.pem(keys.elliptic())}


def written(scene: Scene) -> Outgoing:
    """Return the review that the customer writes: its first line is the title."""
    title, _, body = scene.text.partition("\n")
    attributes: dict[str, JsonValue] = {
        "rating": 3,
        "title": title[:80],
        "body": body or title,
        "reviewerNickname": scene.author,
        "createdDate": scene.at.replace(microsecond=0).isoformat(),
        "territory": "USA",
    }
    review = {"type": "customerReviews", "id": f"{scene.number:08d}-{scene.message_id:012d}", "attributes": attributes}
    return Outgoing(body=json.dumps(review).encode())


def _keep(call: Call) -> Answer:
    shelf.append(call.json_body)
    return Answer(status=HTTPStatus.CREATED, body=call.json_body)


def _list(call: Call) -> Answer:
    if not _is_known(call):
        return _refuse(
            HTTPStatus.UNAUTHORIZED, "NOT_AUTHORIZED", "Provide a properly configured and signed bearer token."
        )
    newest = list(reversed(shelf))[: int(call.query.get("limit", "50"))]
    return Answer(body={"data": [*newest], "links": {"self": call.path}, "meta": {"paging": {"total": len(shelf)}}})


def _respond(call: Call) -> Answer:
    if not _is_known(call):
        return _refuse(
            HTTPStatus.UNAUTHORIZED, "NOT_AUTHORIZED", "Provide a properly configured and signed bearer token."
        )
    text, review = _asked(call.json_body)
    if not text or not review or len(text) > MAX_TEXT:
        return _refuse(
            HTTPStatus.CONFLICT, "ENTITY_ERROR.ATTRIBUTE.INVALID", "The attribute 'responseBody' is invalid."
        )
    attributes: dict[str, JsonValue] = {
        "responseBody": text,
        "lastModifiedDate": call.at.isoformat(),
        "state": "PENDING_PUBLISH",
    }
    data: JsonValue = {"type": "customerReviewResponses", "id": f"response-{review}", "attributes": attributes}
    return Answer(status=HTTPStatus.CREATED, body={"data": data}, sent=Sent(to=review, text=text))


def _asked(body: dict[str, JsonValue]) -> tuple[str, str]:
    """Return the response's text and the review's id; empty ones where the body holds none."""
    match body:
        case {
            "data": {
                "type": "customerReviewResponses",
                "attributes": {"responseBody": str(text)},
                "relationships": {"review": {"data": {"type": "customerReviews", "id": str(review)}}},
            }
        }:
            return text, review
        case _:
            return "", ""


def _is_known(call: Call) -> bool:
    """Tell whether a connection's key signed the token, for Apple and for twenty minutes at most."""
    token = call.headers.get("authorization", "").removeprefix("Bearer ")
    return any(_is_signed(token, secret.get("private_key", "")) for secret in call.secrets)


def _is_signed(token: str, private_key: str) -> bool:
    import jwt  # noqa: PLC0415 - it brings cryptography, which only this provider and few others need
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey  # noqa: PLC0415 - the same
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - the same

    try:
        key = load_pem_private_key(private_key.encode(), None)
        if not isinstance(key, EllipticCurvePrivateKey):
            return False
        claims = jwt.decode(token, key.public_key(), algorithms=["ES256"], audience=AUDIENCE)
        return bool(claims["exp"] - datetime.now(UTC).timestamp() <= MAX_LIFETIME)
    except (ValueError, TypeError, KeyError, jwt.PyJWTError):
        return False


def _refuse(status: HTTPStatus, code: str, detail: str) -> Answer:
    error: JsonValue = {"id": "0", "status": str(int(status)), "code": code, "title": status.phrase, "detail": detail}
    return Answer(status=status, body={"errors": [error]})


ENDPOINTS = (
    Endpoint("POST", "/customer", _keep),
    Endpoint("GET", "/v1/apps/{app}/customerReviews", _list),
    Endpoint("POST", "/v1/customerReviewResponses", _respond),
)
