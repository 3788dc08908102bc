"""Under which of a provider's ids a message is filed."""

from transom.model import Door, Entry
from transom.store import Reference, Store


def known(store: Store, door: Door, provider_message_id: str) -> Reference | None:
    """Return the message that a provider's id stands for, if it was ever seen."""
    found = store.references.find(door.channel, door.connection, [provider_message_id]).get(provider_message_id)
    return None if found is None or found.is_gone else found


def reference(door: Door, provider_message_id: str, entry: Entry) -> Reference:
    """Return the place of an entry's message under a provider's id."""
    return Reference(
        channel=door.channel,
        connection=door.connection,
        provider_message_id=provider_message_id,
        conversation_id=entry.conversation_id,
        message_id=entry.about or entry.id,
        raw_key=entry.raw_key,
    )
