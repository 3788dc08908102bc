"""The files that leave with a message."""

from transom.aws import blobs
from transom.channel import OutboundFile
from transom.errors import NotFoundError
from transom.model import Attachment, MediaKind


def file(attachment: Attachment) -> OutboundFile:
    """Return a stored attachment with its bytes."""
    if attachment.key is None:
        raise NotFoundError(f"the attachment {attachment.id} was never stored")
    return OutboundFile(
        name=attachment.name,
        mime=attachment.mime,
        content=blobs.get(attachment.key),
        link=blobs.link(attachment.key, attachment.name),
        is_image=attachment.kind is MediaKind.IMAGE,
    )
