"""What is known of a customer's doors."""

from transom.model import Conversation, Door
from transom.store import Store


def behind(store: Store, conversation: Conversation, door: Door) -> Conversation:
    """Return the conversation in which the customer was last heard by a door."""
    if door == conversation.door:
        return conversation
    identity = store.identities.find(door)
    return store.conversations.get(identity.conversation_id) if identity else conversation
