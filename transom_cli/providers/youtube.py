"""The YouTube Data API, as far as the desk calls it: viewers' comments, and the replies to them."""

import json
from http import HTTPStatus

from pydantic import JsonValue

from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 10_000
TOKEN = "played-youtube-token"  # noqa: S105 - a token of the played provider

shelf: list[dict[str, JsonValue]] = []
"""The threads that viewers have begun, oldest first."""


def written(scene: Scene) -> Outgoing:
    """Return the thread that the viewer begins."""
    at = scene.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    name = f"Ugz{scene.number:08d}{scene.message_id:012d}AaABAg"
    snippet: dict[str, JsonValue] = {
        "videoId": "dQEx4mpl3Vd",
        "textDisplay": scene.text,
        "authorDisplayName": f"@{scene.author}",
        "authorChannelId": {"value": f"UC{scene.number:022d}"},
        "publishedAt": at,
        "updatedAt": at,
    }
    top: JsonValue = {"kind": "youtube#comment", "id": name, "snippet": snippet}
    about: JsonValue = {"videoId": "dQEx4mpl3Vd", "topLevelComment": top, "canReply": True, "totalReplyCount": 0}
    return Outgoing(body=json.dumps({"kind": "youtube#commentThread", "id": name, "snippet": about}).encode())


def _keep(call: Call) -> Answer:
    shelf.append(call.json_body)
    return Answer(status=HTTPStatus.CREATED, body=call.json_body)


def _grant(call: Call) -> Answer:
    names = ("client_id", "client_secret", "refresh_token")
    if call.form.get("grant_type") != "refresh_token" or not all(
        call.knows(name, call.form.get(name, "")) for name in names
    ):
        return Answer(
            status=HTTPStatus.BAD_REQUEST, body={"error": "invalid_grant", "error_description": "Bad Request"}
        )
    return Answer(body={"access_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"})


def _list(call: Call) -> Answer:
    if not _is_known(call):
        return _refuse(HTTPStatus.UNAUTHORIZED, "authError", "Invalid Credentials")
    newest = list(reversed(shelf))[: int(call.query.get("maxResults", "20"))]
    info: JsonValue = {"totalResults": len(newest), "resultsPerPage": 100}
    return Answer(body={"kind": "youtube#commentThreadListResponse", "pageInfo": info, "items": [*newest]})


def _replies(call: Call) -> Answer:
    if not _is_known(call):
        return _refuse(HTTPStatus.UNAUTHORIZED, "authError", "Invalid Credentials")
    return Answer(body={"kind": "youtube#commentListResponse", "pageInfo": {"resultsPerPage": 100}, "items": []})


def _reply(call: Call) -> Answer:
    if not _is_known(call):
        return _refuse(HTTPStatus.UNAUTHORIZED, "authError", "Invalid Credentials")
    match call.json_body:
        case {"snippet": {"parentId": str(parent), "textOriginal": str(text)}} if parent and text:
            return _posted(call, parent, text)
        case _:
            return _refuse(HTTPStatus.BAD_REQUEST, "commentTextRequired", "The comment has no text or no parent.")


def _posted(call: Call, parent: str, text: str) -> Answer:
    if len(text) > MAX_TEXT:
        return _refuse(HTTPStatus.BAD_REQUEST, "commentTextTooLong", "The comment is too long.")
    snippet: JsonValue = {"parentId": parent, "textOriginal": text, "textDisplay": text}
    name = f"{parent}.{int(call.at.timestamp() * 1000)}"
    return Answer(body={"kind": "youtube#comment", "id": name, "snippet": snippet}, sent=Sent(to=parent, text=text))


def _is_known(call: Call) -> bool:
    return call.headers.get("authorization") == f"Bearer {TOKEN}"


def _refuse(status: HTTPStatus, reason: str, message: str) -> Answer:
    errors: JsonValue = [{"message": message, "domain": "youtube", "reason": reason}]
    return Answer(status=status, body={"error": {"code": int(status), "message": message, "errors": errors}})


ENDPOINTS = (
    Endpoint("POST", "/customer", _keep),
    Endpoint("POST", "/token", _grant),
    Endpoint("GET", "/commentThreads", _list),
    Endpoint("GET", "/comments", _replies),
    Endpoint("POST", "/comments", _reply),
)
