"""The files that leave with a message."""

from datetime import datetime

from transom.aws import blobs
from transom.channel import OutboundFile
from transom.errors import NotFoundError
from transom.ids import new_secret
from transom.model import Attachment
from transom.settings import settings
from transom.store import Store

SECRET_LENGTH = 32


def file(attachment: Attachment) -> OutboundFile:
    """Return a stored attachment with its bytes."""
    if attachment.key is None:
        raise NotFoundError(f"the attachment {attachment.id} was never stored")
    return OutboundFile(
        name=attachment.name,
        mime=attachment.mime,
        content=blobs.get(attachment.key),
        kind=attachment.kind,
        key=attachment.key,
        link=blobs.link(attachment.key, attachment.name),
    )


def address(store: Store, sent: OutboundFile, now: datetime) -> str:
    """Return a new address of the desk's by which a customer reads a file, for a month."""
    secret = new_secret(SECRET_LENGTH)
    store.links.issue(secret, sent.key, sent.name, now)
    return f"{settings().require('desk')}/v1/files/{secret}"
