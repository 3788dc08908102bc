"""End User Messaging, as far as the desk calls it: one address, whose header names the operation."""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from uuid import NAMESPACE_URL, uuid5

from pydantic import JsonValue

from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

TYPE = {"content-type": "application/x-amz-json-1.0"}
PHONE = re.compile(r"\+?[1-9][0-9]{1,18}")
IDENTITY = re.compile(r"[A-Za-z0-9_:/+-]{1,256}")
STORED = re.compile(r"s3://[a-z0-9.-]{3,63}/.+")
FETCHED = re.compile(r"(https://|s3://).{1,1992}")
MAX_TEXT = 1600


def operate(call: Call) -> Answer:
    """Answer one of the operations that send."""
    if not call.headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 "):
        return _refused("MissingAuthenticationTokenException", "Missing Authentication Token")
    operation = call.headers.get("x-amz-target", "").rpartition(".")[2]
    given = call.json_body
    if operation not in CONTENTS:
        return _refused("UnknownOperationException", "")
    to, content = str(given.get("DestinationPhoneNumber", "")), CONTENTS[operation](given)
    if not (PHONE.fullmatch(to) and IDENTITY.fullmatch(str(given.get("OriginationIdentity", ""))) and content):
        return _refused("ValidationException", 'Validation failed - Reason="FIELD_VALIDATION_FAILED"')
    known = str(uuid5(NAMESPACE_URL, f"{call.at}{call.body!r}"))
    return Answer(body={"MessageId": known}, headers=TYPE, sent=Sent(to=to, text=content))


def _text(given: Mapping[str, JsonValue]) -> str:
    text = given.get("MessageBody")
    return text if isinstance(text, str) and len(text) <= MAX_TEXT and text.strip() else ""


def _media(given: Mapping[str, JsonValue]) -> str:
    match given.get("MediaUrls"):
        case [str(url)] if STORED.fullmatch(url):
            return f"{_text(given)}\n{url}".strip()
    return ""


def _rcs(given: Mapping[str, JsonValue]) -> str:
    match given.get("RcsMessageContent"):
        case {"Content": {"FileMessage": {"FileUrl": str(url)}}} if FETCHED.fullmatch(url):
            return url
        case {"Content": {"TextMessage": {"Body": str(text)}}}:
            return text
    return ""


CONTENTS = {"SendTextMessage": _text, "SendMediaMessage": _media, "SendRcsMessage": _rcs}


def _refused(code: str, message: str) -> Answer:
    return Answer(status=HTTPStatus.BAD_REQUEST, body={"__type": code, "Message": message}, headers=TYPE)


SETTINGS = {"identity": "+48223070001"}
ENDPOINTS = (Endpoint("POST", "/", operate),)


def written(scene: Scene) -> Outgoing:
    """Return what the topic tells of an SMS."""
    return notice(scene, "+15550100")


def notice(scene: Scene, recipient: str) -> Outgoing:
    """Return what a topic tells of a message to one of ours, by default to the first that the connection names."""
    told = {
        "originationNumber": f"+155{scene.number:08d}",
        "destinationNumber": scene.settings.get("numbers", "").partition(",")[0].strip() or recipient,
        "messageKeyword": "KEYWORD_EXAMPLE",
        "messageBody": scene.text,
        "inboundMessageId": str(uuid5(NAMESPACE_URL, f"{scene.number}.{scene.message_id}")),
        "previousPublishedMessageId": "",
    }
    return Outgoing(body=json.dumps(told, ensure_ascii=False).encode())
