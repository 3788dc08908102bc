"""Bitrix24's events: an operator of the portal writes to the desk."""

from collections.abc import Iterator
from mimetypes import guess_type

from channels.bitrix24 import bbcode, php
from channels.bitrix24.events import ADDED, CHANGED, Event, File, Message, fetched, posted
from transom.channel import (
    Connection,
    InboundDeletion,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    Request,
    Response,
    Sender,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Attachment, Door, MediaKind
from transom.provider.proof import check
from transom.provider.reading import batch, each, unsupported

KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}
SYSTEM = "0"
"""The user that stands for the portal itself."""


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: Bitrix24 asks no question before it sends."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the event carries the application's token, and comes from the portal."""
    try:
        auth = php.branch(php.tree(request.body), "auth")
    except UnreadableError:
        raise UnauthenticError("the body is no form") from None
    check(php.leaf(auth, "application_token"), connection.secrets("application_token"), "the token is wrong")
    if portal := connection.settings.get("member_id"):
        check(php.leaf(auth, "member_id"), [portal], "the event is of another portal")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what operators wrote, changed and deleted; the page of a poll holds many events."""
    events = fetched(request.body) if request.method == "GET" else posted(request.body)
    found = batch(each(events, "event of Bitrix24's", lambda event: _told(event, connection)))
    if len(found) == 1 and isinstance(found[0], InboundMessage) and not _says(found[0]):
        raise UnreadableError("a message with neither text nor files")
    return [event.model_copy(update={"text": unsupported("message")}) if _is_mute(event) else event for event in found]


def _says(message: InboundMessage) -> bool:
    return bool(message.text or message.attachments)


def _is_mute(event: InboundEvent) -> bool:
    return isinstance(event, InboundMessage) and not _says(event)


def _told(event: Event, connection: Connection) -> Iterator[InboundEvent]:
    if event.is_of(connection):
        what = "message of Bitrix24's"
        yield from each(event.told.messages, what, lambda message: _of_message(message, event, connection))


def _of_message(message: Message, event: Event, connection: Connection) -> Iterator[InboundEvent]:
    door = Door(channel=connection.channel, connection=connection.id, address=message.chat.id)
    if event.name == ADDED:
        yield _message(message, door, event)
    elif event.name == CHANGED:
        yield _edit(message, door, event)
    else:
        yield InboundDeletion(provider_message_id=message.im.key, door=door, occurred_at=event.at)


def _message(message: Message, door: Door, event: Event) -> InboundMessage:
    name, text = bbcode.author(message.message.text or "")
    return InboundMessage(
        provider_message_id=message.im.key,
        door=door,
        sender=Sender(address=message.message.user_id or door.address, name=name),
        text=bbcode.plain(text),
        attachments=tuple(_attachments(message.message.files)),
        occurred_at=event.at,
        is_machine=message.message.user_id == SYSTEM,
        is_to_confirm=True,
    )


def _edit(message: Message, door: Door, event: Event) -> InboundEdit:
    return InboundEdit(
        provider_message_id=message.im.key,
        edit_id=f"{message.im.key}@{int(event.at.timestamp())}",
        door=door,
        text=bbcode.plain(bbcode.author(message.message.text or "")[1]),
        occurred_at=event.at,
    )


def _attachments(files: tuple[File, ...]) -> Iterator[Attachment]:
    for index, file in enumerate(files):
        name = file.name.replace("\\", "/").rpartition("/")[2] or "file"
        mime = guess_type(name)[0] or "application/octet-stream"
        kind = KINDS.get(file.type) or KINDS.get(mime.partition("/")[0], MediaKind.FILE)
        yield Attachment(id=str(index), kind=kind, name=name, mime=mime, provider_media_id=file.link or None)
