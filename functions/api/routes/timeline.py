"""The timeline of a conversation, and what agents add to it."""

from api.answers import answer
from api.bodies import NewMessage, TimelineQuery
from api.call import Call
from api.endpoint import endpoint
from api.present import timeline_item
from api.views import TimelineItem, TimelinePage


@endpoint("GET", "/v1/conversations/{conversation_id}/timeline")
def list_timeline(call: Call, conversation_id: str, query: TimelineQuery) -> TimelinePage:
    """List what happened in a conversation: the newest first, or what came after an item, oldest first."""
    call.store.conversations.get(conversation_id)
    page = call.store.timeline.page(conversation_id, limit=query.limit, cursor=query.cursor, after=query.after)
    return TimelinePage(items=tuple(timeline_item(moment) for moment in page.items), next=page.next)


@endpoint("POST", "/v1/conversations/{conversation_id}/messages", status=202)
def add_message(
    call: Call, conversation_id: str, body: NewMessage, idempotency_key: str | None
) -> TimelineItem:
    """Answer the customer through the door they came by, or leave a note among colleagues."""
    return timeline_item(answer(call, conversation_id, body, idempotency_key))
