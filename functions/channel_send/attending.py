"""What shows a customer that an agent is there: they type, or have read; whatever fails is left out."""

from datetime import datetime
from typing import TYPE_CHECKING

import channels
from transom.aws.queues import Job, JobKind
from transom.channel import Attention
from transom.connections import connect
from transom.errors import TransomError
from transom.log import logger
from transom.model import Conversation, EntryName
from transom.store import Store

if TYPE_CHECKING:
    import httpx

MOST_MESSAGES = 20
log = logger("channel_send")


def show(store: Store, job: Job, now: datetime) -> str:
    """Show what an agent does, unless that is over; returns what came of it."""
    if job.until and now > job.until:
        return "too_late"
    from transom import http  # noqa: PLC0415 - httpx is slow to import

    try:
        _show(store, job, http.client())
    except TransomError as error:
        log.info("signal_missed", kind=job.kind, code=error.code, conversation_id=job.conversation_id)
        return "missed"
    return "shown"


def _show(store: Store, job: Job, http: "httpx.Client") -> None:
    conversation = store.conversations.get(job.conversation_id)
    signals = channels.signals(conversation.door.channel)
    tell = signals.typing if job.kind is JobKind.TYPING else signals.seen
    tell(_attention(store, conversation), connect(store.desk.connection(conversation.door.connection)), http)


def _attention(store: Store, conversation: Conversation) -> Attention:
    """Return the customer's door, and what came by it of late."""
    page = store.timeline.page(conversation.id, limit=MOST_MESSAGES, joined=conversation.joined)
    came = [
        moment.entry
        for moment in reversed(page.items)
        if moment.entry.name is EntryName.MESSAGE_RECEIVED and moment.entry.door == conversation.door
    ]
    return Attention(
        door=conversation.door,
        message_ids=tuple(entry.provider_message_id for entry in came if entry.provider_message_id),
        read_token=came[-1].read_token if came else None,
    )
