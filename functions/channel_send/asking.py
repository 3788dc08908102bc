"""Mails to departments: they tell what an agent asks, and lead back to the request, never to the customer."""

from channel_send.files import file
from transom.aws import blobs
from transom.channel import Letterhead, OutboundMessage
from transom.core import requests
from transom.core.letters import letter
from transom.model import Entry, EntryName, Participant
from transom.store import Store

_HANDS_OVER = {EntryName.REQUEST_REASSIGNED, EntryName.REQUEST_BREACHED}


def is_meant(message: Entry) -> bool:
    """Tell whether an entry is a mail to a department."""
    return message.name is not EntryName.MESSAGE_QUEUED and "mailed_to" in message.data


def addressed(store: Store, message: Entry, outbound: OutboundMessage) -> OutboundMessage:
    """Return the mail as it leaves: to all who are asked, in the thread of the request's first one."""
    conversation, desk = store.conversations.get(message.conversation_id), store.desk.load()
    request = requests.get(conversation, str(message.data["request"]))
    first = store.timeline.get(message.conversation_id, request.entry_id)
    words = letter(message, request, conversation, desk, _whole(first.entry))
    to = message.data["mailed_to"]
    copies = [str(each) for each in to if each != outbound.door.address] if isinstance(to, list) else []
    sent = (each.provider_message_id for each in first.beneath if each.provider_message_id)
    return outbound.model_copy(
        update={
            "request_id": request.id,
            "subject": words.subject,
            "text": words.text,
            "html": None,
            "files": tuple(map(file, (first.entry if message.name in _HANDS_OVER else message).attachments)),
            "references": () if first.entry.id == message.id else tuple(sent),
            "copies": tuple(Participant(address=each) for each in copies),
            "letterhead": Letterhead(name=desk.brand.name),
        }
    )


def _whole(entry: Entry) -> str:
    return blobs.get(entry.text_key).decode() if entry.text_key else entry.text or ""
