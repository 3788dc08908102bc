"""Two conversations that are one matter: one goes on, and shows what the other one holds."""

from datetime import datetime

from pydantic import JsonValue

from transom.core import lifecycle, sla, states
from transom.errors import InvalidError
from transom.model import Aside, Category, Clock, Conversation, Desk, Frozen, Joint, Matter, Participant, State

MOST_JOINED = 20
_RESTING = {Matter.SNOOZE, Matter.CLOSING, Matter.CLOCKS}
"""What comes up of how a conversation rests, and for how long it may."""


class Joined(Frozen):
    """Both conversations once they are joined, and for each what that changed."""

    source: Conversation
    target: Conversation
    source_changes: dict[str, JsonValue]
    target_changes: dict[str, JsonValue]


def join(source: Conversation, target: Conversation, desk: Desk, now: datetime) -> Joined:
    """Close one conversation into another, in which its writers take part from then on; refuse what cannot be."""
    _check(source, target)
    gone_on = target if source.state.is_done else _going_on(source, target, desk, now)
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
            "joint": Joint(at=now, source=_aside(source), target=_aside(target)),
            "state": State.MERGED,
            "workspace_state": None,
            "snoozed_until": None,
            "agenda": {each: at for each, at in source.agenda.items() if each is Matter.SENDING},
        }
    )
    return Joined(
        source=merged,
        target=after,
        source_changes={"joined_into": {"from": None, "to": target.code}, **states.told(source, merged)},
        target_changes={"joined": {"from": None, "to": source.code}, **states.told(target, after)},
    )


def part(source: Conversation, target: Conversation) -> Joined:
    """Undo a join: each conversation stands by itself again, and the other's writers no longer take part.

    The other one rests as it did before, unless something was said or set in it since.
    """
    joint = source.joint
    if source.joined_into != target.id or joint is None:
        raise _refused(f"{source.code} is not joined", verb="parted")
    if target.joined_into:
        raise _refused(f"{target.code} goes on in another one itself; part that first", verb="parted")
    brought = {source.door.address.lower(), *(each.address for each in source.participants)}
    alone = source.model_copy(update={"joined_into": None, "joint": None, **dict(joint.source)})
    after = target.model_copy(
        update={
            "joined": tuple(each for each in target.joined if each not in source.timelines),
            "participants": tuple(each for each in target.participants if each.address not in brought),
            **(_rested(target, joint.target) if _is_untouched(target, joint) else {}),
        }
    )
    return Joined(
        source=alone,
        target=after,
        source_changes={"joined_into": {"from": target.code, "to": None}, **states.told(source, alone)},
        target_changes={"joined": {"from": source.code, "to": None}, **states.told(target, after)},
    )


def _aside(conversation: Conversation) -> Aside:
    return Aside(**{name: getattr(conversation, name) for name in Aside.model_fields})


def _going_on(source: Conversation, target: Conversation, desk: Desk, now: datetime) -> Conversation:
    """Return the conversation that goes on, reopened if it rested, with how long either customer has waited."""
    since = [each.unanswered_since for each in (source, target) if each.unanswered_since]
    update = {"unanswered_since": min(since, default=None), "clocks": _clocks(source, target)}
    return sla.remeasured(lifecycle.reopened(target, now).model_copy(update=update), desk, now)


def _clocks(source: Conversation, target: Conversation) -> tuple[Clock, ...]:
    """Return the clocks of the one that goes on, each begun when the other's was if that runs for longer."""
    running = {each.target: each for each in source.clocks if each.is_running}

    def elder(clock: Clock) -> Clock:
        other = running.get(clock.target, clock)
        return other if clock.is_running and other.started_at < clock.started_at else clock

    return tuple(map(elder, target.clocks)) or source.clocks


def _rested(target: Conversation, before: Aside) -> dict[str, object]:
    """Return what a join changed of the conversation that goes on, as it was; what came up there since stays."""
    kept = {each: at for each, at in target.agenda.items() if each not in _RESTING}
    again = {each: at for each, at in before.agenda.items() if each in _RESTING}
    return {**dict(before), "agenda": kept | again}


def _is_untouched(target: Conversation, joint: Joint) -> bool:
    """Tell whether a conversation stands as a join left it."""
    told = [at for at in (target.last_reply_at, target.last_customer_message_at) if at]
    return target.state in {State.REOPENED, joint.target.state} and max(told, default=joint.at) <= joint.at


def _check(source: Conversation, target: Conversation) -> None:
    if source.id == target.id:
        raise _refused("a conversation is not joined with itself")
    if source.joined_into:
        raise _refused(f"{source.code} is joined already")
    if target.state.category is Category.OUT or target.state is State.CLOSED:
        raise _refused(f"{target.code} is {target.state}")
    if any(each.is_open for each in source.requests):
        raise _refused(f"{source.code} waits for a department; let its requests be answered, or cancel them")
    if not all(each.is_automatic for each in source.scheduled):
        raise _refused(f"an answer of {source.code} has not left yet; take it back first")
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
