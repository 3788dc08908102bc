"""The Play Developer API, as far as the desk calls it: customers' reviews, and the replies to them."""

import json
from http import HTTPStatus
from urllib.parse import unquote

from pydantic import JsonValue, ValidationError

from transom.model.base import Frozen
from transom_cli.providers import keys
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 350
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TOKEN = "played-play-token"  # noqa: S105 - a token of the played provider

shelf: list[dict[str, JsonValue]] = []
"""The reviews that customers have written, oldest first."""


class Key(Frozen):
    """The part of a service account's key file that proves it."""

    client_email: str
    private_key: str


def secrets() -> dict[str, str]:
    """Return the key file of the service account that the desk signs as."""
    account = {"client_email": "reviews@example-shop.iam.gserviceaccount.com", "private_key": keys.pem(keys.rsa())}
    return {"service_account": json.dumps(account)}


def written(scene: Scene) -> Outgoing:
    """Return the review that the customer writes: its first line is the title."""
    title, _, body = scene.text.partition("\n")
    comment = {
        "text": f"{title}\t{body}" if body else f"\t{title}",
        "lastModified": {"seconds": str(int(scene.at.timestamp())), "nanos": 0},
        "starRating": 3,
        "reviewerLanguage": "en",
    }
    review = {
        "reviewId": f"gp:{scene.number:08d}{scene.message_id:012d}",
        "authorName": scene.author,
        "comments": [{"userComment": comment}],
    }
    return Outgoing(body=json.dumps(review).encode())


def _keep(call: Call) -> Answer:
    shelf.append(call.json_body)
    return Answer(status=HTTPStatus.CREATED, body=call.json_body)


def _grant(call: Call) -> Answer:
    keys = (secret.get("service_account", "") for secret in call.secrets)
    is_known = any(_is_signed(call.form.get("assertion", ""), key) for key in keys)
    if call.form.get("grant_type") != GRANT or not is_known:
        return Answer(
            status=HTTPStatus.BAD_REQUEST, body={"error": "invalid_grant", "error_description": "Invalid JWT."}
        )
    return Answer(body={"access_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"})


def _list(call: Call) -> Answer:
    if not _is_known(call):
        return _refuse(HTTPStatus.UNAUTHORIZED, "Request had invalid authentication credentials.")
    newest = list(reversed(shelf))[: int(call.query.get("maxResults", "10"))]
    return Answer(body={"reviews": [*newest]} if newest else {})


def _reply(call: Call) -> Answer:
    review, _, verb = unquote(call.parameters.get("action", "")).rpartition(":")
    text = call.json_body.get("replyText")
    if not _is_known(call):
        return _refuse(HTTPStatus.UNAUTHORIZED, "Request had invalid authentication credentials.")
    if verb != "reply":
        return _refuse(HTTPStatus.NOT_FOUND, "Not found.")
    if not isinstance(text, str) or not text or len(text) > MAX_TEXT:
        return _refuse(HTTPStatus.BAD_REQUEST, "The reply text is empty or too long.")
    edited: JsonValue = {"seconds": str(int(call.at.timestamp())), "nanos": 0}
    return Answer(body={"result": {"replyText": text, "lastEdited": edited}}, sent=Sent(to=review, text=text))


def _is_known(call: Call) -> bool:
    return call.headers.get("authorization") == f"Bearer {TOKEN}"


def _is_signed(assertion: str, file: str) -> bool:
    import jwt  # noqa: PLC0415 - it brings cryptography, which only this provider and few others need
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey  # noqa: PLC0415 - the same
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - the same

    try:
        account = Key.model_validate_json(file)
        key = load_pem_private_key(account.private_key.encode(), None)
        if not isinstance(key, RSAPrivateKey):
            return False
        claims = jwt.decode(assertion, key.public_key(), algorithms=["RS256"], options={"verify_aud": False})
        return bool(claims.get("iss") == account.client_email and claims.get("scope"))
    except (ValueError, TypeError, ValidationError, jwt.PyJWTError):
        return False


def _refuse(status: HTTPStatus, message: str) -> Answer:
    name = status.name if status is not HTTPStatus.UNAUTHORIZED else "UNAUTHENTICATED"
    return Answer(status=status, body={"error": {"code": int(status), "message": message, "status": name}})


ENDPOINTS = (
    Endpoint("POST", "/customer", _keep),
    Endpoint("POST", "/token", _grant),
    Endpoint("GET", "/androidpublisher/v3/applications/{package}/reviews", _list),
    Endpoint("POST", "/androidpublisher/v3/applications/{package}/reviews/{action}", _reply),
)
