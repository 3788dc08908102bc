"""Meta's Graph API for a page, played: takes messages and comments, and calls the webhook."""

import json
from http import HTTPStatus

from pydantic import Field, JsonValue, ValidationError

from transom.channel import OutboundFile
from transom.core.split import width
from transom.model import Frozen, MediaKind
from transom.provider.proof import hmac_hex
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 2000
MAX_COMMENT = 8000
ACTIONS = frozenset({"typing_on", "mark_seen"})
INVALID_PARAMETER, INVALID_TOKEN = 100, 190


class Recipient(Frozen):
    """Who is to get a message: a customer, or who wrote a comment or a post."""

    id: str = ""
    comment_id: str = ""
    post_id: str = ""

    @property
    def known(self) -> str:
        """Return whichever id is given."""
        return self.id or self.comment_id or self.post_id


class Payload(Frozen):
    """Where a file lies, if it is not in the call itself."""

    url: str = ""


class Attached(Frozen):
    """A file."""

    type: str
    payload: Payload = Field(default_factory=Payload)


class Content(Frozen):
    """What is in a message."""

    text: str = ""
    attachment: Attached | None = None


class Acted(Frozen):
    """What a customer is shown of a page."""

    recipient: Recipient


class Message(Frozen):
    """A message, as the fields of a form or as JSON."""

    recipient: Recipient
    message: Content


def send_message(call: Call) -> Answer:
    """Take a page's message."""
    return answered(call, "page_token", MAX_TEXT)


def answered(call: Call, secret: str, max_text: int) -> Answer:
    """Take a message of a page or an account."""
    if not is_known(call, secret):
        return refusal(INVALID_TOKEN, "Invalid OAuth access token.", HTTPStatus.UNAUTHORIZED)
    if not call.form and call.json_body.get("sender_action") in ACTIONS:
        return Answer(body={"recipient_id": Acted.model_validate_json(call.body).recipient.known})
    try:
        message = _read(call)
    except ValidationError as error:
        return refusal(INVALID_PARAMETER, f"(#100) Invalid parameter {error.errors()[0]['loc']}")
    files, text = _files(call, message.message), message.message.text
    if not message.recipient.known or not (text or files) or width(text) > max_text:
        return refusal(
            INVALID_PARAMETER, "(#100) Length of param message[text] must be less than or equal to the limit"
        )
    known = f"m_played{int(call.at.timestamp() * 1_000_000)}"
    sent = Sent(to=message.recipient.known, text=text, files=files)
    return Answer(body={"recipient_id": message.recipient.known, "message_id": known}, sent=sent)


def _read(call: Call) -> Message:
    if not call.form:
        return Message.model_validate_json(call.body)
    recipient = Recipient.model_validate_json(call.form.get("recipient", ""))
    return Message(recipient=recipient, message=Content.model_validate_json(call.form.get("message", "")))


def _files(call: Call, content: Content) -> tuple[OutboundFile, ...]:
    attached = content.attachment
    if attached is None:
        return ()
    if uploaded := call.files.get("filedata"):
        return (uploaded,)
    mime = "image/jpeg" if attached.type == "image" else "application/octet-stream"
    link = attached.payload.url
    return (
        (OutboundFile(name=attached.type, mime=mime, content=b"", kind=MediaKind.of(mime), link=link),) if link else ()
    )


def comment(call: Call) -> Answer:
    """Take a page's answer to a comment."""
    return commented(call, "page_token", MAX_COMMENT)


def commented(call: Call, secret: str, max_text: int) -> Answer:
    """Take a public answer of a page or an account."""
    text = call.json_body.get("message")
    if not is_known(call, secret):
        return refusal(INVALID_TOKEN, "Invalid OAuth access token.", HTTPStatus.UNAUTHORIZED)
    if not isinstance(text, str) or not 0 < width(text) <= max_text:
        return refusal(INVALID_PARAMETER, "(#100) Param message is missing or too long.")
    thread = call.parameters.get("thread", "mention")
    known = f"{thread}_{int(call.at.timestamp() * 1_000_000)}"
    return Answer(body={"id": known}, sent=Sent(to=f"comment:{thread}", text=text))


def profile(call: Call) -> Answer:
    """Tell who has written to a page."""
    return introduced(call, "page_token")


def introduced(call: Call, secret: str) -> Answer:
    """Tell who has written to a page or an account."""
    if not is_known(call, secret):
        return refusal(INVALID_TOKEN, "Invalid OAuth access token.", HTTPStatus.UNAUTHORIZED)
    user = call.parameters["user"]
    if not (user.isdecimal() and user.startswith("7")):
        return refusal(INVALID_PARAMETER, "(#100) Unsupported get request.")
    number = int(user[1:])
    return Answer(body={"name": call.name_of(number), "profile_pic": call.picture_of(number), "id": user})


def is_known(call: Call, secret: str) -> bool:
    """Tell whether a call bears the token of a connection."""
    return call.knows(secret, call.headers.get("authorization", "").removeprefix("Bearer "))


def refusal(code: int, told: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Answer:
    """Return how the Graph API says no."""
    return Answer(status=status, body={"error": {"message": told, "type": "OAuthException", "code": code}})


def told(scene: Scene, kind: str, account: str) -> Outgoing:
    """Return the signed webhook of a customer's private text to a page or an account."""
    at = int(scene.at.timestamp() * 1000)
    item: JsonValue = {
        "sender": {"id": f"7{scene.number:015d}"},
        "recipient": {"id": account},
        "timestamp": at,
        "message": {"mid": f"m_played{scene.number}A{scene.message_id}", "text": scene.text},
    }
    call: JsonValue = {"object": kind, "entry": [{"id": account, "time": at, "messaging": [item]}]}
    body = json.dumps(call).encode()
    signature = f"sha256={hmac_hex(scene.secret['app_secret'], body)}"
    return Outgoing(body=body, headers={"Content-Type": "application/json", "X-Hub-Signature-256": signature})


def written(scene: Scene) -> Outgoing:
    """Return the webhook of a customer's text to the page."""
    return told(scene, "page", scene.settings.get("page_id", ""))


ENDPOINTS = (
    Endpoint("GET", "/{user}", profile),
    Endpoint("POST", "/{page}/messages", send_message),
    Endpoint("POST", "/{thread}/comments", comment),
)
