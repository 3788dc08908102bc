"""Joining two conversations, as the table stands."""

from api.call import Call
from api.changes import entry
from transom.contention import insist
from transom.core import joining
from transom.errors import NotFoundError
from transom.intake import placing
from transom.model import Conversation


def join(call: Call, conversation_id: str, into: str) -> Conversation:
    """Close a conversation into another one, named by its id or its code, and return that."""
    wanted = into.replace("-", "").upper()

    def attempt() -> Conversation:
        source = call.store.conversations.get(conversation_id)
        target = placing.current(call.store, wanted)
        if target is None:
            raise NotFoundError(f"There is no conversation {into}.")
        joined = joining.join(source, target, call.desk, call.now)
        entries = (
            entry(source, joined.source_changes, call),
            entry(target, joined.target_changes, call),
        )
        call.store.conversations.save_both((source, target), (joined.source, joined.target), *entries)
        return call.store.conversations.get(target.id)

    return insist(attempt)


def part(call: Call, conversation_id: str) -> Conversation:
    """Undo the join of a conversation, and return it as it stands by itself."""

    def attempt() -> Conversation:
        source = call.store.conversations.get(conversation_id)
        target = call.store.conversations.get(source.joined_into or source.id)
        parted = joining.part(source, target)
        entries = (
            entry(source, parted.source_changes, call),
            entry(target, parted.target_changes, call),
        )
        call.store.conversations.save_both((source, target), (parted.source, parted.target), *entries)
        return call.store.conversations.get(source.id)

    return insist(attempt)
