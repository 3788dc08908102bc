"""Taking a conversation, as the table stands."""

from api.call import Call
from transom.contention import insist
from transom.core import offers
from transom.ids import new_ulid
from transom.model import Conversation, Entry, EntryName


def take(call: Call, conversation_id: str) -> Conversation:
    """Make a conversation the caller's; what is theirs for good already is not written."""

    def attempt() -> Conversation:
        before = call.store.conversations.get(conversation_id)
        after = offers.take(before, call.actor)
        entry = Entry(
            id=new_ulid(call.now),
            name=EntryName.OFFER_TAKEN,
            conversation_id=before.id,
            at=call.now,
            actor=call.actor,
            data={"user_id": call.user.id},
            correlation_id=call.correlation_id,
        )
        return before if after == before else call.store.conversations.save(before, after, (entry,))

    return insist(attempt)
