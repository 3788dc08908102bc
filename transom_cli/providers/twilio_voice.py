"""Twilio Voice, played: it makes calls, hands out recordings, and lets customers speak to the menu."""

import binascii
from base64 import b64decode
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlencode
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring
from pydantic import JsonValue

from transom.provider.proof import hmac_base64
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

REQUIRED = {"To": 21201, "From": 21213, "Twiml": 21205}
MAX_TWIML = 4000


def _call(call: Call) -> Answer:
    if not _is_known(call):
        return _error(HTTPStatus.UNAUTHORIZED, 20003, "Authenticate")
    for field, code in REQUIRED.items():
        if not call.form.get(field):
            return _error(HTTPStatus.BAD_REQUEST, code, f"No '{field}' is given")
    if len(call.form["Twiml"]) > MAX_TWIML:
        return _error(HTTPStatus.BAD_REQUEST, 21601, "Twiml is too long")
    try:
        spoken = " ".join(say.text or "" for say in fromstring(call.form["Twiml"]).iter("Say"))
    except ParseError:
        return _error(HTTPStatus.BAD_REQUEST, 12100, "Document parse failure")
    to, sid = call.form["To"], _sid("CA", f"{call.at.isoformat()} {call.form}")
    body: dict[str, JsonValue] = {
        "sid": sid,
        "account_sid": call.parameters["account"],
        "to": to,
        "from": call.form["From"],
        "status": "queued",
        "direction": "outbound-api",
        "api_version": "2010-04-01",
    }
    return Answer(status=HTTPStatus.CREATED, body=body, sent=Sent(to=to, text=spoken))


def _recording(call: Call) -> Answer:
    if not _is_known(call):
        return _error(HTTPStatus.UNAUTHORIZED, 20003, "Authenticate")
    return Answer(headers={"content-type": "audio/mpeg"}, content=b"ID3\x04played recording")


def _is_known(call: Call) -> bool:
    scheme, _, given = call.headers.get("authorization", "").partition(" ")
    try:
        account, _, token = b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return False
    return scheme == "Basic" and account == call.parameters["account"] and call.knows("auth_token", token)


def _error(status: HTTPStatus, code: int, message: str) -> Answer:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return Answer(status=status, body={"code": code, "message": message, "more_info": more, "status": status.value})


def _sid(prefix: str, seed: str) -> str:
    return prefix + sha256(seed.encode()).hexdigest()[:32]


def written(scene: Scene) -> Outgoing:
    """Return what Twilio tells when a caller has said something to the menu."""
    return step(scene, "step=menu", SpeechResult=scene.text, Confidence="0.93")


def step(scene: Scene, query: str, **told: str) -> Outgoing:
    """Return what Twilio tells at a step of a call, sent to the address with this query."""
    form = {
        "AccountSid": scene.settings.get("account_sid", ""),
        "ApiVersion": "2010-04-01",
        "CallSid": _sid("CA", f"{scene.number} {scene.message_id}"),
        "CallStatus": "in-progress",
        "CallerName": scene.author,
        "Direction": "inbound",
        "From": f"+48{scene.number:09d}",
        "To": scene.settings.get("number", ""),
        **told,
    }
    address = f"{scene.url}?{query}" if query else scene.url
    signed = address + "".join(name + form[name] for name in sorted(form))
    headers = {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-twilio-signature": hmac_base64(scene.secret.get("auth_token", ""), signed.encode(), "sha1"),
    }
    return Outgoing(body=urlencode(form).encode(), headers=headers, query=query)


def recording(scene: Scene) -> dict[str, str]:
    """Return what Twilio tells of a voicemail."""
    sid, account = _sid("RE", f"{scene.number} {scene.message_id}"), scene.settings.get("account_sid", "")
    url = f"{scene.settings.get('base_url', '')}/2010-04-01/Accounts/{account}/Recordings/{sid}"
    return {"RecordingSid": sid, "RecordingUrl": url, "RecordingDuration": "12"}


ENDPOINTS = (
    Endpoint("POST", "/2010-04-01/Accounts/{account}/Calls.json", _call),
    Endpoint("GET", "/2010-04-01/Accounts/{account}/Recordings/{recording}", _recording),
)
