"""Two conversations that are one matter: one goes on, and shows what the other one holds."""

from datetime import datetime

from pydantic import JsonValue

from transom.core import lifecycle, states
from transom.errors import InvalidError
from transom.model import Category, Conversation, Frozen, Matter, Participant, State

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
    if gone_on is None or target.state.category is Category.OUT or target.state is State.CLOSED:
        raise _refused(f"{target.code} is {target.state}")
    after = gone_on.model_copy(
        update={
            "joined": (*target.joined, *source.timelines),
            "participants": _participants(source, target),
            "last_message_at": max(source.last_message_at, target.last_message_at),
        }
    )
    merged = source.model_copy(
        update={
            "joined_into": target.id,
            "state": State.MERGED,
            "workspace_state": None,
            "state_before_joining": source.state,
            "snoozed_until": None,
            "agenda": {},
        }
    )
    return Joined(
        source=merged,
        target=after,
        source_changes={"joined_into": {"from": None, "to": target.code}, **states.told(source, merged)},
        target_changes={"joined": {"from": None, "to": source.code}, **states.told(target, after)},
    )


def part(source: Conversation, target: Conversation) -> Joined:
    """Undo a join: each conversation stands by itself again, and the other's writers no longer take part."""
    if source.joined_into != target.id or source.state_before_joining is None:
        raise _refused(f"{source.code} is not joined", verb="parted")
    if target.joined_into:
        raise _refused(f"{target.code} goes on in another one itself; part that first", verb="parted")
    brought = {source.door.address.lower(), *(each.address for each in source.participants)}
    was = State.OPEN if source.state_before_joining is State.SNOOZED else source.state_before_joining
    alone = source.model_copy(update={"joined_into": None, "state": was, "state_before_joining": None})
    after = target.model_copy(
        update={
            "joined": tuple(each for each in target.joined if each not in source.timelines),
            "participants": tuple(each for each in target.participants if each.address not in brought),
        }
    )
    return Joined(
        source=alone.expecting(Matter.CLOSING, alone.solved_at if was is State.SOLVED else None),
        target=after,
        source_changes={"joined_into": {"from": target.code, "to": None}, **states.told(source, alone)},
        target_changes={"joined": {"from": source.code, "to": None}},
    )


def _check(source: Conversation, target: Conversation) -> None:
    if source.id == target.id:
        raise _refused("a conversation is not joined with itself")
    if source.joined_into:
        raise _refused(f"{source.code} is joined already")
    if any(each.is_open for each in source.requests):
        raise _refused(f"{source.code} waits for a department; let its requests be answered, or cancel them")
    if len(target.joined) + len(source.timelines) > MOST_JOINED:
        raise _refused(f"{target.code} has as many joined conversations as one can have")


def _participants(source: Conversation, target: Conversation) -> tuple[Participant, ...]:
    """Return who took part in either, and the other's customer where mail reaches them."""
    customer = Participant(address=source.door.address.lower(), name=source.contact_name)
    by_mail = (customer,) if source.door.channel == target.door.channel and "@" in customer.address else ()
    known = {each.address: each for each in (*target.participants, *by_mail, *source.participants)}
    known.pop(target.door.address.lower(), None)
    return tuple(known.values())


def _refused(reason: str, verb: str = "joined") -> InvalidError:
    return InvalidError(f"These conversations cannot be {verb}: {reason}.", fields={"into": reason})
