"""What happened of late: conversations with their timelines, oldest entry first."""

from transom.model import Conversation, Desk, Entry
from transom.store import Store
from transom.store.page import MAX_LIMIT

type Lived = tuple[Conversation, list[Entry]]


def recent(store: Store, desk: Desk, limit: int) -> list[Lived]:
    """Return the conversations with the latest activity, and the latest page of each one's timeline."""
    page = store.conversations.page(teams=[team.id for team in desk.teams], limit=limit)
    return [(conversation, _entries(store, conversation.id)) for conversation in page.items]


def _entries(store: Store, conversation_id: str) -> list[Entry]:
    moments = store.timeline.page(conversation_id, limit=MAX_LIMIT).items
    return sorted((moment.entry for moment in moments), key=lambda entry: entry.id)
