"""The items of a chat, as message streaming tells them."""

from channels.connect.doors import chat_door
from channels.connect.updates import Item, Upload
from transom.channel import Connection, InboundDelivery, InboundEvent, InboundMessage, Sender
from transom.model import Attachment, DeliveryState, MediaKind
from transom.provider.reading import unsupported

CUSTOMER = "CUSTOMER"
TEXTS = frozenset({"text/plain", "text/markdown"})
KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


def events(item: Item, connection: Connection) -> list[InboundEvent]:
    """Return a customer's message, or what became of one of ours; what agents and systems write tells nothing."""
    match item.type.upper():
        case "MESSAGE" | "ATTACHMENT" if item.role == CUSTOMER:
            return [_message(item, connection)]
        case "MESSAGEMETADATA" | "EVENT" if item.metadata:
            return _receipts(item, connection)
        case _:
            return []


def _message(item: Item, connection: Connection) -> InboundMessage:
    is_text = item.content_type.partition(";")[0] in TEXTS
    text = item.content if is_text and item.content else ""
    attachments = tuple(_attachment(item, upload) for upload in item.attachments if upload.status != "REJECTED")
    return InboundMessage(
        provider_message_id=item.id,
        door=chat_door(item.first_id, connection),
        sender=Sender(address=item.first_id, name=item.name or ""),
        text=text if text.strip() or attachments else unsupported(item.content_type),
        attachments=attachments,
        occurred_at=item.at,
    )


def _attachment(item: Item, upload: Upload) -> Attachment:
    return Attachment(
        id=upload.id,
        kind=KINDS.get(upload.mime.partition("/")[0], MediaKind.FILE),
        name=upload.name.replace("\\", "/").rpartition("/")[2] or "file",
        mime=upload.mime,
        provider_media_id=f"{item.first_id} {upload.id}",
    )


def _receipts(item: Item, connection: Connection) -> list[InboundEvent]:
    if item.metadata is None:
        return []
    told = [(DeliveryState.DELIVERED, receipt.delivered_at) for receipt in item.metadata.receipts]
    told += [(DeliveryState.READ, receipt.read_at) for receipt in item.metadata.receipts]
    door = chat_door(item.first_id, connection)
    return [
        InboundDelivery(provider_message_id=item.metadata.message_id, door=door, state=state, occurred_at=at)
        for state, at in told
        if at
    ]
