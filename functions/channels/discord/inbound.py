"""Discord's interactions: proves their sender by Ed25519, opens the form, and takes what was filled in."""

import json
from collections.abc import Iterator
from datetime import timedelta

from pydantic import JsonValue, ValidationError

from channels.discord import form
from channels.discord.interactions import Interaction, Kind, Question
from channels.discord.markup import plain
from transom.channel import Connection, InboundEvent, InboundMessage, Request, Response, Sender, header
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Attachment, Door, MediaKind
from transom.provider import proof
from transom.provider.reading import from_seconds, read

TOLERANCE = timedelta(minutes=5)
PONG = 1
CHOICES = 8
AVATARS = "https://cdn.discordapp.com/avatars"
_KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


def handshake(request: Request, connection: Connection) -> Response | None:
    """Answer a ping, and open the form where a customer asks for it; Discord checks that a forged one is refused."""
    try:
        question = Question.model_validate_json(request.body)
    except ValidationError:
        return None
    if question.type == Kind.MODAL_SUBMIT:
        return None
    verify(request, connection)
    if question.type == 0 or question.event is not None:
        return Response(status=204)
    return _answer(request, question.type, connection)


def _answer(request: Request, kind: int, connection: Connection) -> Response | None:
    match kind:
        case Kind.PING:
            return _json({"type": PONG})
        case Kind.AUTOCOMPLETE:
            return _json({"type": CHOICES, "data": {"choices": []}})
        case Kind.COMMAND | Kind.COMPONENT:
            return _form(request, connection)
        case _:
            return None


def _form(request: Request, connection: Connection) -> Response | None:
    try:
        interaction = Interaction.model_validate_json(request.body)
    except ValidationError:
        return None
    return _json(form.modal(interaction, connection.settings))


def _json(content: dict[str, JsonValue]) -> Response:
    return Response(headers={"content-type": "application/json"}, body=json.dumps(content))


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the app's key made the signature, within the last five minutes."""
    stamp = header(request.headers, "x-signature-timestamp")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= len("9999999999")):
        raise UnauthenticError("the request tells no time")
    proof.check_time(from_seconds(int(stamp)), request.received_at, TOLERANCE)
    signature, content = header(request.headers, "x-signature-ed25519"), stamp.encode() + request.body
    if not any(_is_signed(key, signature, content) for key in connection.secrets("public_key")):
        raise UnauthenticError("the signature is wrong")


def _is_signed(key: str, signature: str, content: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - only functions with the crypto layer have it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - the same

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), content)
    except (ValueError, InvalidSignature):
        return False
    return True


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the message in a form that was sent; what else a customer did was answered by the handshake."""
    question = read(Question, request.body, "interaction of Discord")
    if question.type == 0 or question.event is not None:
        return []
    match question.type:
        case Kind.PING | Kind.COMMAND | Kind.COMPONENT | Kind.AUTOCOMPLETE:
            return []
        case Kind.MODAL_SUBMIT:
            return [_message(read(Interaction, request.body, "interaction of Discord"), connection)]
        case _:
            raise UnreadableError(f"an interaction of an unknown kind: {question.type}")


def _message(interaction: Interaction, connection: Connection) -> InboundMessage:
    sender, attachments = _sender(interaction), tuple(_attachments(interaction))
    written = "\n".join(plain(field.value) for field in interaction.data.fields if field.value).strip()
    if not written and not attachments:
        raise UnreadableError("a form without text or files")
    return InboundMessage(
        provider_message_id=interaction.id,
        door=Door(channel=connection.channel, connection=connection.id, address=sender.address),
        sender=sender,
        text="\n\n".join(part for part in (written, form.about(interaction)) if part),
        attachments=attachments,
        occurred_at=interaction.at,
        references=(interaction.message.id,) if interaction.message else (),
        is_machine=interaction.person is not None and interaction.person.bot,
    )


def _sender(interaction: Interaction) -> Sender:
    person = interaction.person
    if person is None:
        raise UnreadableError("an interaction of nobody")
    return Sender(
        address=person.id,
        name=interaction.nick or person.global_name or person.username,
        username=person.username or None,
        language=interaction.locale,
        avatar=f"{AVATARS}/{person.id}/{person.avatar}.png" if person.avatar else None,
        is_verified=True,
    )


def _attachments(interaction: Interaction) -> Iterator[Attachment]:
    chosen = [item for field in interaction.data.fields for item in field.values]
    known = interaction.data.resolved.attachments
    for index, file in enumerate(known[item] for item in dict.fromkeys(chosen) if item in known):
        mime = (file.content_type or "application/octet-stream").partition(";")[0].strip()
        yield Attachment(
            id=str(index),
            kind=_KINDS.get(mime.partition("/")[0], MediaKind.FILE),
            name=file.filename.replace("/", "_").replace("\\", "_"),
            mime=mime,
            size=file.size,
            provider_media_id=file.url,
        )
