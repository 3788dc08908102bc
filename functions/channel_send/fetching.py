"""What a message refers to at its provider: media that it handed out by reference, and who wrote."""

from datetime import datetime

import channels
from channel_send.confirming import confirm
from channel_send.introducing import introduce
from transom.aws import blobs
from transom.connections import connect
from transom.core.delivery import AttachmentState, present
from transom.errors import NotFoundError, TransomError
from transom.ids import new_ulid
from transom.model import Actor, Attachment, Entry, EntryName
from transom.store import Store


def fetch(store: Store, conversation_id: str, message_id: str, now: datetime) -> None:
    """Store what a message refers to; what will never come is lost, and for what may come later the job fails."""
    message, pending = _pending(store, conversation_id, message_id)
    introduce(store, message, now)
    confirm(store, message)
    failures = [failure for attachment in pending if (failure := _fetch(store, message, attachment, now))]
    if failures:
        raise failures[0]


def give_up(store: Store, conversation_id: str, message_id: str, reason: str, now: datetime) -> None:
    """Write down that what is still missing will not come."""
    message, pending = _pending(store, conversation_id, message_id)
    for attachment in pending:
        _tell(store, message, attachment, EntryName.ATTACHMENT_LOST, now, reason=reason)


def _pending(store: Store, conversation_id: str, message_id: str) -> tuple[Entry, list[Attachment]]:
    moment = store.timeline.get(conversation_id, message_id)
    shown = present(moment.entry, moment.beneath).attachments
    return moment.entry, [item.attachment for item in shown if item.state is AttachmentState.PENDING]


def _fetch(store: Store, message: Entry, attachment: Attachment, now: datetime) -> TransomError | None:
    """Fetch one file; returns the failure that another attempt may mend."""
    try:
        stored = _store(store, message, attachment)
    except TransomError as error:
        if error.retriable:
            return error
        _tell(store, message, attachment, EntryName.ATTACHMENT_LOST, now, reason=error.message)
        return None
    _tell(store, message, stored, EntryName.ATTACHMENT_STORED, now)
    return None


def _store(store: Store, message: Entry, attachment: Attachment) -> Attachment:
    from transom import http  # noqa: PLC0415 - httpx is slow to import, and most jobs fetch nothing

    if message.door is None:
        raise NotFoundError(f"the message {message.id} has no door that it came by")
    connection = connect(store.desk.connection(message.door.connection))
    file = channels.fetching(message.door.channel).fetch(attachment, connection, http.client())
    key = f"media/{message.id}/{attachment.id}"
    size = blobs.put_file(key, file.body, file.mime)
    return attachment.model_copy(update={"key": key, "name": file.name, "mime": file.mime, "size": size})


def _tell(
    store: Store, message: Entry, attachment: Attachment, name: EntryName, now: datetime, *, reason: str = ""
) -> None:
    store.timeline.append(
        Entry(
            id=new_ulid(now),
            name=name,
            conversation_id=message.conversation_id,
            about=message.id,
            at=now,
            actor=Actor.system("channel_send"),
            attachments=(attachment,),
            data={"reason": reason} if reason else {},
            correlation_id=message.correlation_id,
            causation_id=message.id,
        )
    )
