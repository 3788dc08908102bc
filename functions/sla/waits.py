"""The history of waiting times, which the next customers are told from."""

from transom.core import estimates
from transom.core.terms import Terms
from transom.events import Event
from transom.store import Store


def learn(store: Store, event: Event) -> None:
    """Count how long the customer waited, when the event is the conversation's first response."""
    entry = event.entry
    if not entry.is_answer:
        return
    conversation = store.conversations.get(entry.conversation_id)
    if conversation.first_response_at != entry.at or not conversation.last_customer_message_at:
        return
    desk = store.desk.load()
    team = conversation.team or desk.brand.default_team
    terms = Terms.of(desk, team, conversation)
    wait = estimates.waited(conversation, terms)
    if wait is not None:
        grains = estimates.grains(conversation.created_at, terms)
        store.waits.record(team, conversation.id, wait, grains, entry.at)
