"""Two conversations that are one matter: one goes on, and shows what the other one holds."""

from datetime import datetime

from pydantic import JsonValue

from transom.core import lifecycle
from transom.errors import InvalidError
from transom.model import Conversation, Frozen, Participant, State

MOST_JOINED = 20


class Joined(Frozen):
    """Both conversations once they are joined, and for each what that changed."""

    source: Conversation
    target: Conversation
    source_changes: dict[str, JsonValue]
    target_changes: dict[str, JsonValue]


def join(source: Conversation, target: Conversation, now: datetime) -> Joined:
    """Close one conversation into another, in which its writers take part from then on; refuse what cannot be."""
    _check(source, target)
    gone_on = lifecycle.on_customer_message(target, now) if not source.state.is_done else target
    if gone_on is None or target.state is State.CLOSED:
        raise _refused(f"{target.code} is closed")
    after = gone_on.model_copy(
        update={
            "joined": (*target.joined, *source.timelines),
            "participants": _participants(source, target),
            "last_message_at": max(source.last_message_at, target.last_message_at),
        }
    )
    closed = source.model_copy(
        update={"joined_into": target.id, "joined": (), "state": State.CLOSED, "solved_at": source.solved_at or now}
    )
    return Joined(
        source=closed,
        target=after,
        source_changes={"joined_into": {"from": None, "to": target.code}, **_moved(source, closed)},
        target_changes={"joined": {"from": None, "to": source.code}, **_moved(target, after)},
    )


def _check(source: Conversation, target: Conversation) -> None:
    if source.id == target.id:
        raise _refused("a conversation is not joined with itself")
    if source.joined_into:
        raise _refused(f"{source.code} is joined already")
    if len(target.joined) + len(source.timelines) > MOST_JOINED:
        raise _refused(f"{target.code} has as many joined conversations as one can have")


def _participants(source: Conversation, target: Conversation) -> tuple[Participant, ...]:
    """Return who took part in either, and the other's customer where mail reaches them."""
    customer = Participant(address=source.door.address.lower(), name=source.contact_name)
    by_mail = (customer,) if source.door.channel == target.door.channel and "@" in customer.address else ()
    known = {each.address: each for each in (*target.participants, *by_mail, *source.participants)}
    known.pop(target.door.address.lower(), None)
    return tuple(known.values())


def _moved(before: Conversation, after: Conversation) -> dict[str, JsonValue]:
    return {} if before.state is after.state else {"state": {"from": before.state, "to": after.state}}


def _refused(reason: str) -> InvalidError:
    return InvalidError(f"These conversations cannot be joined: {reason}.", fields={"into": reason})
