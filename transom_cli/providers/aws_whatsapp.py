"""AWS End User Messaging Social, played: takes messages of the Cloud API, and tells a topic what customers write."""

import binascii
import json
from base64 import b64decode
from http import HTTPStatus

from pydantic import JsonValue

from transom.channel import OutboundFile
from transom.model import MediaKind
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene
from transom_cli.providers.whatsapp import TEMPLATES, entry, is_read_mark, kept, taken, told_of

META_ID = "106540352242922"


def send_message(call: Call) -> Answer:
    """Take a message."""
    if not _is_signed(call):
        return _refused("AccessDeniedException", "Missing Authentication Token", HTTPStatus.FORBIDDEN)
    given = call.json_body
    try:
        written = b64decode(str(given.get("message", "")), validate=True)
    except binascii.Error:
        return _refused("ValidationException", "message is no base64")
    if not given.get("originationPhoneNumberId") or not given.get("metaApiVersion"):
        return _refused("ValidationException", "a required field is missing")
    message = None if is_read_mark(written) else taken(written)
    if isinstance(message, str):
        return _refused("InvalidParametersException", message)
    return Answer(
        body={"messageId": f"played-{int(call.at.timestamp() * 1_000_000)}"}, sent=message.sent if message else None
    )


def upload(call: Call) -> Answer:
    """Keep the address of a file, and give it an id."""
    if not _is_signed(call):
        return _refused("AccessDeniedException", "Missing Authentication Token", HTTPStatus.FORBIDDEN)
    match call.json_body.get("sourceS3PresignedUrl"):
        case {"url": str(url), "headers": {"Content-Type": str(mime)}}:
            file = OutboundFile(name="file", mime=mime, content=b"", kind=MediaKind.of(mime), link=url)
            return Answer(body={"mediaId": kept(file)})
    return _refused("InvalidParametersException", "sourceS3PresignedUrl is missing")


def templates(call: Call) -> Answer:
    """List the templates of the business account."""
    if not _is_signed(call) or not call.query.get("id"):
        return _refused("AccessDeniedException", "Missing Authentication Token", HTTPStatus.FORBIDDEN)
    told: list[JsonValue] = [{"metaTemplateId": name, "templateStatus": "APPROVED"} for name in TEMPLATES]
    return Answer(body={"templates": told})


def template(call: Call) -> Answer:
    """Tell one template."""
    if not _is_signed(call):
        return _refused("AccessDeniedException", "Missing Authentication Token", HTTPStatus.FORBIDDEN)
    name = call.query.get("metaTemplateId", "")
    if name not in TEMPLATES:
        return _refused("ResourceNotFoundException", "no such template", HTTPStatus.NOT_FOUND)
    return Answer(body={"template": json.dumps(told_of(name))})


def _is_signed(call: Call) -> bool:
    return call.headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 ")


def _refused(code: str, told: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Answer:
    return Answer(status=status, body={"message": told}, headers={"x-amzn-errortype": code})


def written(scene: Scene) -> Outgoing:
    """Return what the topic tells when a customer has written to the connection's number."""
    name = scene.settings.get("phone_number_id", "").rpartition("/")[2].removeprefix("phone-number-id-")
    arn = f"arn:aws:social-messaging:eu-central-1:123456789012:phone-number-id/{name}"
    event: dict[str, JsonValue] = {
        "context": {"MetaWabaIds": [], "MetaPhoneNumberIds": [{"metaPhoneNumberId": META_ID, "arn": arn}]},
        "whatsAppWebhookEntry": json.dumps(entry(scene, META_ID)),
        "aws_account_id": "123456789012",
        "message_timestamp": scene.at.isoformat(),
        "messageId": f"played-{scene.message_id}",
    }
    return Outgoing(body=json.dumps(event).encode())


SETTINGS = {"waba_id": "waba-played"}
ENDPOINTS = (
    Endpoint("GET", "/v1/whatsapp/template/list", templates),
    Endpoint("GET", "/v1/whatsapp/template", template),
    Endpoint("POST", "/v1/whatsapp/send", send_message),
    Endpoint("POST", "/v1/whatsapp/media", upload),
)
