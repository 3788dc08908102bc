"""Meta's Cloud API, played: takes a number's messages and files, and calls the webhook when a customer has written."""

import json
from http import HTTPStatus

from pydantic import Field, JsonValue, ValidationError

from transom.channel import OutboundFile
from transom.core.split import width
from transom.model import Frozen
from transom.provider.proof import hmac_hex
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_UPLOAD = 100_000_000
INVALID_PARAMETER, INVALID_TOKEN = 100, 190
LIMITS = {
    "image": 5_000_000,
    "video": 16_000_000,
    "audio": 16_000_000,
    "document": MAX_UPLOAD,
    "sticker": 500_000,
}
ACCOUNT = "102290129340398"
TEMPLATES: dict[str, dict[str, JsonValue]] = {
    "answer_ready": {"type": "BODY", "text": "Here is the answer to your question: {{1}}"},
    "order_sent": {"type": "BODY", "text": "Dear {{1}}, your order is on its way and arrives on {{2}}."},
}
TRACK: JsonValue = {
    "type": "BUTTONS",
    "buttons": [{"type": "URL", "text": "Track", "url": "https://shop.example.com/t/{{1}}"}],
}

shelf: dict[str, OutboundFile] = {}
"""What was uploaded, by its id."""


class Text(Frozen):
    """The words of a message."""

    body: str = ""


class Media(Frozen):
    """A file that was uploaded before."""

    id: str = ""
    caption: str = ""
    filename: str = ""


class Location(Frozen):
    """A place."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    name: str = ""


class FullName(Frozen):
    """Somebody's name, of which one part is wanted beside the whole."""

    formatted: str = Field(alias="formatted_name", min_length=1)
    first: str = Field(alias="first_name", min_length=1)


class Phone(Frozen):
    """A number."""

    phone: str = Field(min_length=1)


class Contact(Frozen):
    """Somebody's card."""

    name: FullName
    phones: tuple[Phone, ...] = Field(min_length=1)


class Parameter(Frozen):
    """What stands in a template for a variable."""

    text: str = ""


class Component(Frozen):
    """A part of a template."""

    type: str = ""
    parameters: tuple[Parameter, ...] = ()


class Template(Frozen):
    """A template by its name."""

    name: str
    components: tuple[Component, ...] = ()

    @property
    def fault(self) -> str:
        """Return what is wrong with it."""
        if self.name not in TEMPLATES:
            return "(#132001) Template name does not exist in the translation"
        given = sum(len(part.parameters) for part in self.components if part.type == "body")
        wanted = str(TEMPLATES[self.name]["text"]).count("{{")
        return "" if given == wanted else "(#132000) Number of parameters does not match the expected number of params"


class Message(Frozen):
    """What a customer is to get."""

    product: str = Field(alias="messaging_product", pattern="^whatsapp$")
    to: str = ""
    recipient: str = ""
    type: str = "text"
    text: Text = Field(default_factory=Text)
    template: Template | None = None
    image: Media | None = None
    video: Media | None = None
    audio: Media | None = None
    document: Media | None = None
    sticker: Media | None = None
    location: Location | None = None
    contacts: tuple[Contact, ...] = ()

    @property
    def receiver(self) -> str:
        """Return the customer's number or id."""
        return self.to or self.recipient

    @property
    def sent(self) -> Sent | None:
        """Return what the outbox lists: no reaction, which is put to another message."""
        return (
            None
            if self.type == "reaction"
            else Sent(to=self.receiver, text=self.words, files=(self.file,) if self.file else ())
        )

    @property
    def media(self) -> Media | None:
        """Return the file, if the type is one of a file."""
        media = (self.image, self.video, self.audio, self.document, self.sticker)
        return dict(zip(LIMITS, media, strict=True)).get(self.type)

    @property
    def file(self) -> OutboundFile | None:
        """Return the file as it was uploaded."""
        return shelf.get(self.media.id) if self.media else None

    @property
    def words(self) -> str:
        """Return what the customer reads."""
        if self.template:
            said = [each.text for part in self.template.components for each in part.parameters]
            return f"[{self.template.name}] {' '.join(said)}"
        if self.location:
            return f"{self.location.name} {self.location.latitude}, {self.location.longitude}".strip()
        if self.contacts:
            return ", ".join(f"{each.name.formatted} {each.phones[0].phone}" for each in self.contacts)
        return self.media.caption if self.media else self.text.body

    @property
    def fault(self) -> str:
        """Return what is wrong with it."""
        if not self.receiver:
            return "The parameter to is required."
        if self.type == "text" and not 0 < width(self.text.body) <= MAX_TEXT:
            return "Param text['body'] must be at most 4096 characters long."
        if self.type in LIMITS and (self.file is None or len(self.file.content) > LIMITS[self.type]):
            return f"Param {self.type}['id'] is not a valid whatsapp business account media attachment ID"
        if self.type in {"template", "location", "contacts"}:
            is_there = self.template or self.location or self.contacts
            return (self.template.fault if self.template else "") if is_there else f"Param {self.type} is missing."
        if self.media and width(self.media.caption) > MAX_CAPTION:
            return f"Param {self.type}['caption'] must be at most 1024 characters long."
        return "" if self.type in {"text", "reaction", *LIMITS} else "Param type is not a valid message type."


def send_message(call: Call) -> Answer:
    """Take a message."""
    if not _is_known(call):
        return _refusal(HTTPStatus.UNAUTHORIZED, INVALID_TOKEN, "Invalid OAuth access token.")
    if is_read_mark(call.body):
        return Answer(body={"success": True})
    message = taken(call.body)
    if isinstance(message, str):
        return _refusal(HTTPStatus.BAD_REQUEST, INVALID_PARAMETER, message)
    known: list[JsonValue] = [{"id": f"wamid.played{int(call.at.timestamp() * 1_000_000)}"}]
    contacts: list[JsonValue] = [{"input": message.receiver, "user_id": message.receiver}]
    return Answer(
        body={"messaging_product": "whatsapp", "contacts": contacts, "messages": known},
        sent=message.sent,
    )


def is_read_mark(body: bytes) -> bool:
    """Tell whether a body marks a customer's message as read."""
    return b'"status"' in body and b'"message_id"' in body


def taken(body: bytes) -> Message | str:
    """Return the message that a body holds, or what is wrong with it."""
    try:
        message = Message.model_validate_json(body)
    except ValidationError as error:
        return f"Invalid parameter {error.errors()[0]['loc']}"
    return message.fault or message


def templates(call: Call) -> Answer:
    """List the templates of the business account."""
    if not _is_known(call):
        return _refusal(HTTPStatus.UNAUTHORIZED, INVALID_TOKEN, "Invalid OAuth access token.")
    told: list[JsonValue] = [told_of(name) for name in TEMPLATES]
    return Answer(body={"data": told, "paging": {"cursors": {"before": "B", "after": "A"}}})


def told_of(name: str) -> JsonValue:
    """Return a template as Meta tells it."""
    components: list[JsonValue] = [TEMPLATES[name], TRACK] if name == "order_sent" else [TEMPLATES[name]]
    told: dict[str, JsonValue] = {"name": name, "language": "en", "status": "APPROVED", "category": "UTILITY"}
    return told | {"components": components}


def upload(call: Call) -> Answer:
    """Keep a file, and give it an id."""
    file = call.files.get("file")
    if not _is_known(call):
        return _refusal(HTTPStatus.UNAUTHORIZED, INVALID_TOKEN, "Invalid OAuth access token.")
    if file is None or call.form.get("messaging_product") != "whatsapp" or not call.form.get("type"):
        return _refusal(HTTPStatus.BAD_REQUEST, INVALID_PARAMETER, "(#100) The parameter file is required.")
    if len(file.content) > MAX_UPLOAD:
        return _refusal(HTTPStatus.BAD_REQUEST, INVALID_PARAMETER, "(#100) Param file must be smaller.")
    return Answer(body={"id": kept(file)})


def kept(file: OutboundFile) -> str:
    """Keep a file, and return its id."""
    known = str(1_000_000_000 + len(shelf))
    shelf[known] = file
    return known


def _is_known(call: Call) -> bool:
    return call.knows("access_token", call.headers.get("authorization", "").removeprefix("Bearer "))


def _refusal(status: HTTPStatus, code: int, told: str) -> Answer:
    return Answer(status=status, body={"error": {"message": told, "type": "OAuthException", "code": code}})


def entry(scene: Scene, number: str) -> dict[str, JsonValue]:
    """Return the entry of a customer's text, to one of the company's numbers."""
    user, phone = f"PL.{scene.number:020d}", f"48{scene.number:09d}"
    message: JsonValue = {
        "from": phone,
        "from_user_id": user,
        "id": f"wamid.played{scene.number}A{scene.message_id}",
        "timestamp": str(int(scene.at.timestamp())),
        "type": "text",
        "text": {"body": scene.text},
    }
    contact: JsonValue = {"profile": {"name": scene.author}, "wa_id": phone, "user_id": user}
    value: dict[str, JsonValue] = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "48225550100", "phone_number_id": number},
        "contacts": [contact],
        "messages": [message],
    }
    return {"id": ACCOUNT, "changes": [{"value": value, "field": "messages"}]}


def written(scene: Scene) -> Outgoing:
    """Return the webhook of a customer's text."""
    told = entry(scene, scene.settings.get("phone_number_id", ""))
    body = json.dumps({"object": "whatsapp_business_account", "entry": [told]}).encode()
    signature = f"sha256={hmac_hex(scene.secret['app_secret'], body)}"
    return Outgoing(body=body, headers={"Content-Type": "application/json", "X-Hub-Signature-256": signature})


SETTINGS = {"waba_id": ACCOUNT}
ENDPOINTS = (
    Endpoint("POST", "/{number}/messages", send_message),
    Endpoint("POST", "/{number}/media", upload),
    Endpoint("GET", "/{account}/message_templates", templates),
)
