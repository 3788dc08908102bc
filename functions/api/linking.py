"""Links between conversations, as the table stands."""

from api.bodies import NewLink
from api.call import Call
from api.changes import entry
from api.named import named
from transom.contention import insist
from transom.core import linking
from transom.model import Conversation


def link(call: Call, conversation_id: str, wanted: NewLink) -> Conversation:
    """Link a conversation with another one, named by its id or its code, and return it."""

    def attempt() -> Conversation:
        one, other = call.store.conversations.get(conversation_id), named(call, wanted.to)
        return _save(call, (one, other), linking.link(one, other, wanted.kind))

    return insist(attempt)


def unlink(call: Call, conversation_id: str, other_id: str) -> Conversation:
    """Remove the link between two conversations, and return the first."""

    def attempt() -> Conversation:
        one, other = (call.store.conversations.get(each) for each in (conversation_id, other_id))
        return _save(call, (one, other), linking.unlink(one, other))

    return insist(attempt)


def _save(call: Call, before: linking.Pair, after: linking.Pair) -> Conversation:
    entries = (
        entry(
            was,
            {
                "link": {
                    "from": _told(was, other),
                    "to": _told(now, other),
                }
            },
            call,
        )
        for was, now, other in zip(before, after, before[::-1], strict=True)
    )
    call.store.conversations.save_both(before, after, *entries)
    return call.store.conversations.get(before[0].id)


def _told(one: Conversation, other: Conversation) -> str | None:
    kind = linking.kind_of(one, other)
    return f"{kind} {other.code}" if kind else None
