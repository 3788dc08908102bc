"""The timeline of a conversation, and what agents add to it."""

from concurrent.futures import ThreadPoolExecutor

from api import uploads
from api.bodies import NewMessage, TimelineQuery
from api.call import Call
from api.endpoint import endpoint
from api.present import timeline_item
from api.views import TimelineItem, TimelinePage
from transom import replies

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
    write = replies.note if body.type == "note" else replies.queue
    entry = write(
        call.store,
        conversation,
        text=body.text,
        actor=call.actor,
        now=call.now,
        attachments=uploads.attachments(uploads.agent_folder(call.user.id), body.attachments),
        key=idempotency_key,
    )
    return timeline_item(call.store.timeline.get(conversation_id, entry.id))
