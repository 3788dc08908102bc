"""The timeline of a conversation, and what agents add to it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import channels
from api import uploads
from api.bodies import NewMessage, TimelineQuery
from api.call import Call
from api.endpoint import endpoint
from api.present import timeline_item
from api.views import TimelineItem, TimelinePage
from transom import replies
from transom.core.window import opened
from transom.errors import InvalidError
from transom.model import Conversation
from transom.replies import Draft

READERS = 8
"""Long texts and HTML stand in the bucket: as many are read at once."""


@endpoint("GET", "/v1/conversations/{conversation_id}/timeline")
def list_timeline(call: Call, conversation_id: str, query: TimelineQuery) -> TimelinePage:
    """List what happened in a conversation: the newest first, or what came after an item, oldest first."""
    call.store.conversations.get(conversation_id)
    page = call.store.timeline.page(conversation_id, limit=query.limit, cursor=query.cursor, after=query.after)
    with ThreadPoolExecutor(READERS) as readers:
        return TimelinePage(items=tuple(readers.map(timeline_item, page.items)), next=page.next)


@endpoint("POST", "/v1/conversations/{conversation_id}/messages", status=202)
def add_message(call: Call, conversation_id: str, body: NewMessage, idempotency_key: str | None) -> TimelineItem:
    """Answer the customer through the door they came by, or leave a note among colleagues."""
    conversation = call.store.conversations.get(conversation_id)
    draft = Draft(
        text=body.text,
        attachments=tuple(uploads.attachments(uploads.agent_folder(call.user.id), body.attachments)),
        key=idempotency_key,
        answers=_answered(call, conversation_id, body.reply_to) if body.reply_to else None,
    )
    if body.type == "message":
        _check_window(conversation, call.now)
    write = replies.note if body.type == "note" else replies.queue
    entry = write(call.store, conversation, draft, actor=call.actor, now=call.now)
    return timeline_item(call.store.timeline.get(conversation_id, entry.id))


def _answered(call: Call, conversation_id: str, message_id: str) -> str | None:
    return call.store.timeline.get(conversation_id, message_id).entry.provider_message_id


def _check_window(conversation: Conversation, now: datetime) -> None:
    """Refuse an answer that the provider would refuse: the customer has been silent for too long."""
    manifest = channels.manifest(conversation.door.channel)
    window = opened(manifest.window, conversation.last_customer_message_at)
    if window and not window.is_open(now) and window.after != "template":
        raise InvalidError(
            f"{manifest.label} takes no answer any more, since the customer's last message is too old.",
            fields={"text": "wait until the customer writes again, or answer by another channel"},
        )
