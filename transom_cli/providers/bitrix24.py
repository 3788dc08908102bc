"""A Bitrix24 portal, as far as the desk calls it: an open line, and the operator who writes in it."""

from http import HTTPStatus
from urllib.parse import urlencode

from pydantic import JsonValue

from transom.channel import OutboundFile
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

CHAT = 1807
TOKEN = "played-bitrix-token"  # noqa: S105 - a token of the played provider
MAX_NAME = 25


def written(scene: Scene) -> Outgoing:
    """Return the event that tells of the operator's message."""
    at = int(scene.at.timestamp())
    item = "data[MESSAGES][0]"
    fields = {
        "event": "ONIMCONNECTORMESSAGEADD",
        "event_handler_id": "555",
        "data[CONNECTOR]": scene.settings.get("connector", "transom"),
        "data[LINE]": scene.settings.get("line", "107"),
        f"{item}[im][chat_id]": str(CHAT),
        f"{item}[im][message_id]": str(scene.message_id),
        f"{item}[message][user_id]": str(scene.number),
        f"{item}[message][text]": f"[b]{scene.author}:[/b] [br]{scene.text}".replace("\n", "[br]"),
        f"{item}[chat][id]": str(scene.number),
        "ts": str(at),
        "auth[domain]": scene.settings.get("portal", "example.bitrix24.com"),
        "auth[member_id]": scene.settings.get("member_id", ""),
        "auth[application_token]": scene.secret.get("application_token", ""),
    }
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return Outgoing(body=urlencode(fields).encode(), headers=headers)


def _grant(call: Call) -> Answer:
    names = ("client_id", "client_secret", "refresh_token")
    if call.form.get("grant_type") != "refresh_token" or not all(
        call.knows(name, call.form.get(name, "")) for name in names
    ):
        return _refuse(HTTPStatus.BAD_REQUEST, "invalid_grant", "Invalid refresh token")
    refresh = call.form["refresh_token"]
    return Answer(
        body={"access_token": TOKEN, "refresh_token": refresh, "expires_in": 3600, "domain": "oauth.bitrix.info"}
    )


def _send(call: Call) -> Answer:
    if refusal := _refusal(call):
        return refusal
    match call.json_body:
        case {"MESSAGES": [{"user": dict(user), "message": dict(message), "chat": {"id": str(chat)}}]}:
            return _sent(user, message, chat)
        case _:
            return _refuse(HTTPStatus.BAD_REQUEST, "MESSAGES", "Argument 'MESSAGES' is null or empty")


def _sent(user: dict[str, JsonValue], message: dict[str, JsonValue], chat: str) -> Answer:
    text, name = message.get("text", ""), user.get("name", "")
    files = _files(message.get("files"))
    is_named = isinstance(name, str) and len(name) <= MAX_NAME and not any(letter.isdigit() for letter in name)
    if not user.get("id") or not is_named or not message.get("id") or not (text or files):
        return _refuse(
            HTTPStatus.BAD_REQUEST, "IMCONNECTOR_NOT_ALL_THE_REQUIRED_DATA", "Not all required data was provided"
        )
    session: JsonValue = {"ID": "3267", "CHAT_ID": str(CHAT)}
    result: JsonValue = {
        "user": "1670",
        "message": {**message},
        "chat": {"id": chat},
        "SUCCESS": True,
        "session": session,
    }
    body: JsonValue = {"result": {"SUCCESS": True, "DATA": {"RESULT": [result]}}}
    return Answer(body=body, sent=Sent(to=chat, text=str(text), files=files))


def _files(files: JsonValue) -> tuple[OutboundFile, ...]:
    """Return the files as the portal would fetch them; here their addresses alone."""
    if not isinstance(files, list):
        return ()
    known = [file for file in files if isinstance(file, dict)]
    return tuple(
        OutboundFile(
            name=str(file.get("name", "")), mime="application/octet-stream", content=b"", link=str(file.get("url", ""))
        )
        for file in known
    )


def _confirm(call: Call) -> Answer:
    return _refusal(call) or Answer(body={"result": {"SUCCESS": True, "DATA": []}})


def _wait(call: Call) -> Answer:
    return _refusal(call) or Answer(body={"result": {"process_id": None, "events": []}})


def _clear(call: Call) -> Answer:
    return _refusal(call) or Answer(body={"result": True})


def _refusal(call: Call) -> Answer | None:
    if call.json_body.get("auth") == TOKEN:
        return None
    return _refuse(HTTPStatus.UNAUTHORIZED, "expired_token", "The access token provided has expired.")


def _refuse(status: HTTPStatus, error: str, description: str) -> Answer:
    return Answer(status=status, body={"error": error, "error_description": description})


ENDPOINTS = (
    Endpoint("POST", "/oauth/token/", _grant),
    Endpoint("POST", "/rest/imconnector.send.messages.json", _send),
    Endpoint("POST", "/rest/imconnector.send.status.delivery.json", _confirm),
    Endpoint("POST", "/rest/imconnector.send.status.reading.json", _confirm),
    Endpoint("POST", "/rest/event.offline.get.json", _wait),
    Endpoint("POST", "/rest/event.offline.clear.json", _clear),
)
