"""Twilio, as far as the desk calls it: the Messages resource, and the webhook of a message."""

import hashlib
from base64 import b64decode
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode

from pydantic import JsonValue

from channels.twilio_sms.callbacks import pairs
from channels.twilio_sms.inbound import sign
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 1600
MAX_MEDIA = 10
FORM = "application/x-www-form-urlencoded"


def _send(call: Call) -> Answer:
    if not _is_known(call):
        return _refused(HTTPStatus.UNAUTHORIZED, 20003, "Authenticate")
    given = parse_qs(call.body.decode(errors="replace"))
    if wrong := _wrong(call.form, given.get("MediaUrl", [])):
        return _refused(HTTPStatus.BAD_REQUEST, *wrong)
    sid = f"SM{hashlib.md5(f'{call.at}{call.body!r}'.encode(), usedforsecurity=False).hexdigest()}"
    text = "\n".join([call.form.get("Body", ""), *given.get("MediaUrl", [])]).strip()
    body: dict[str, JsonValue] = {"sid": sid, "status": "queued", "to": call.form["To"], "error_code": None}
    return Answer(status=HTTPStatus.CREATED, body=body, sent=Sent(to=call.form["To"], text=text))


def _is_known(call: Call) -> bool:
    """Tell whether the password is an account's token, or that of its key."""
    try:
        user, _, password = (
            b64decode(call.headers.get("authorization", "").removeprefix("Basic ")).decode().partition(":")
        )
    except ValueError:
        return False
    if user.startswith("AC"):
        return user == call.parameters["sid"] and call.knows("auth_token", password)
    return call.knows("api_key", user) and call.knows("api_key_secret", password)


def _wrong(form: dict[str, str], media: list[str]) -> tuple[int, str] | None:
    if not form.get("To"):
        return 21604, "A 'To' phone number is required."
    if not (form.get("From") or form.get("MessagingServiceSid")):
        return 21603, "A 'From' phone number is required."
    if not (form.get("Body") or media):
        return 21602, "Message body is required."
    if len(form.get("Body", "")) > MAX_TEXT:
        return 21617, "The concatenated message body exceeds the 1600 character limit."
    if len(media) > MAX_MEDIA:
        return 21623, "Number of media files exceeds allowed limit."
    return None


def _refused(status: int, code: int, message: str) -> Answer:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return Answer(status=status, body={"code": code, "message": message, "more_info": more, "status": int(status)})


SETTINGS = {"account_sid": "AC00000000000000000000000000000000", "sender": "+15550100"}
ENDPOINTS = (Endpoint("POST", "/2010-04-01/Accounts/{sid}/Messages.json", _send),)


def written(scene: Scene) -> Outgoing:
    """Return the webhook of an SMS."""
    account = scene.settings.get("account_sid", "AC00000000000000000000000000000000")
    sid = f"SM{scene.message_id:032x}"
    body = urlencode(
        {
            "ToCountry": "US",
            "SmsMessageSid": sid,
            "NumMedia": "0",
            "SmsSid": sid,
            "SmsStatus": "received",
            "Body": scene.text,
            "FromCountry": "US",
            "To": scene.settings.get("sender", "+15550100"),
            "NumSegments": "1",
            "MessageSid": sid,
            "AccountSid": account,
            "From": f"+155{scene.number:08d}",
            "ApiVersion": "2010-04-01",
        }
    )
    signature = sign(scene.secret.get("auth_token", ""), scene.url, pairs(body))
    return Outgoing(body=body.encode(), headers={"content-type": FORM, "x-twilio-signature": signature})
