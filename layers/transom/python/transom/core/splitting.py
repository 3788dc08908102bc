"""Messages that are another matter: they go on in a conversation of their own, and stay readable where they came in."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue

from transom.core import sla
from transom.errors import InvalidError
from transom.model import ANSWERS, Category, Conversation, Desk, Direction, Entry, EntryName, Frozen, State

MOST_MESSAGES = 20
_TOLD = ("state", "team", "assignee")
"""What the ledger goes by."""
_SPLIT = ANSWERS | {EntryName.MESSAGE_RECEIVED, EntryName.NOTE_ADDED}


class Choice(Frozen):
    """Which messages become a matter of their own, and how it is called."""

    messages: tuple[Entry, ...]
    remaining: tuple[Entry, ...] = ()
    """What stays, at least since the last answer: it tells whether the customer still waits there."""
    subject: str = ""


class Divided(Frozen):
    """The conversation that messages left, the one that they began, and for each what that changed."""

    source: Conversation
    begun: Conversation
    source_changes: dict[str, JsonValue]
    begun_changes: dict[str, JsonValue]


def split(source: Conversation, choice: Choice, desk: Desk, now: datetime, *, new_id: str, preview: str) -> Divided:
    """Let chosen messages of a conversation begin one of their own; refuse what cannot be."""
    _check(source, choice.messages)
    begun = _begun(source, sorted(choice.messages, key=lambda each: each.id), desk, now, new_id)
    begun = begun.model_copy(update={"subject": choice.subject or source.subject, "preview": preview})
    gone = source.split_off | {each.id: new_id for each in choice.messages}
    after = source.model_copy(update={"split_off": gone, "unanswered_since": _unanswered(source, choice.remaining)})
    return Divided(
        source=after,
        begun=begun,
        source_changes={"split_off": {"from": None, "to": begun.code}, "messages": [*begun.brought]},
        begun_changes={
            "split_from": {"from": None, "to": source.code},
            "messages": [*begun.brought],
            **{name: {"from": None, "to": value} for name in _TOLD if (value := getattr(begun, name))},
        },
    )


def _begun(source: Conversation, chosen: Sequence[Entry], desk: Desk, now: datetime, new_id: str) -> Conversation:
    asked = [each for each in chosen if _is_asked(each)]
    replies = [each.at for each in chosen if _is_reply(each)]
    waiting = [each.at for each in asked if not replies or each.at > max(replies)]
    begun = Conversation(
        id=new_id,
        state=State.OPEN if waiting or not replies else State.WAITING_CUSTOMER,
        priority=source.priority,
        team=source.team,
        assignee=source.assignee,
        skills=source.skills,
        weight=source.weight,
        known_by=source.known_by,
        language=source.language,
        contact_id=source.contact_id,
        contact_name=source.contact_name,
        customer=source.customer,
        tags=source.tags,
        door=source.door,
        other_door=source.other_door,
        audience=source.audience,
        participants=source.participants,
        split_from=source.id,
        brought=tuple(each.id for each in chosen),
        created_at=min((each.at for each in asked), default=now),
        last_message_at=max(each.at for each in chosen),
        last_customer_message_at=max((each.at for each in asked), default=None),
        first_response_at=min((at for at in replies if asked and at >= asked[0].at), default=None),
        last_reply_at=max(replies, default=None),
        messages=len(asked),
        replies=len(replies),
        unanswered_since=min(waiting, default=None),
    )
    return sla.follow(begun, asked[0].model_copy(update={"is_first": True}), desk) if asked else begun


def _check(source: Conversation, chosen: Sequence[Entry]) -> None:
    scheduled = {each.message_id for each in source.scheduled}
    if source.joined_into or source.state.category is Category.OUT:
        raise _refused(f"the conversation is {source.state}")
    if not 0 < len(chosen) <= MOST_MESSAGES:
        raise _refused(f"choose between one message and {MOST_MESSAGES}")
    for each in chosen:
        if each.name not in _SPLIT:
            raise _refused(f"{each.id} is no message")
        if each.id in source.split_off:
            raise _refused(f"{each.id} went on in another conversation already")
        if each.id in scheduled:
            raise _refused(f"{each.id} has not left yet; take it back first")


def _unanswered(source: Conversation, remaining: Sequence[Entry]) -> datetime | None:
    since = source.unanswered_since
    if since is None:
        return None
    answered = source.last_reply_at
    waiting = [each.at for each in remaining if _is_asked(each) and (answered is None or each.at > answered)]
    return max(min(waiting), since) if waiting else None


def _is_asked(entry: Entry) -> bool:
    return entry.name is EntryName.MESSAGE_RECEIVED and not entry.is_automatic


def _is_reply(entry: Entry) -> bool:
    return entry.direction is Direction.OUTBOUND and not entry.is_automatic


def _refused(reason: str) -> InvalidError:
    return InvalidError(f"The messages cannot be split off: {reason}.", fields={"messages": reason})
