"""What a missed target does to a conversation."""

from collections.abc import Callable, Sequence
from datetime import datetime

from transom.core import lifecycle, notifying, offers, states
from transom.errors import InvalidError
from transom.model import Actor, ActorKind, BreachAction, Conversation, Desk, Entry, EntryName, Policy, Priority, Target

_ACTOR = Actor.system("sla")
_RANKS = list(Priority)


def act(
    conversation: Conversation,
    policy: Policy,
    desk: Desk,
    missed: Sequence[Target],
    now: datetime,
    new_id: Callable[[datetime], str],
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return the conversation after the policy's actions for the missed targets, and the entries that tell them."""
    wanted = [action for action in policy.on_breach if any(_is_for(action, target) for target in missed)]
    after = conversation
    for action in wanted:
        after = _moved(_changed(after, action), action, desk, now)
    entries = [_entry(conversation, new_id(now), now, text=action.note) for action in wanted if action.note]
    for action in wanted:
        told = action.notify and notifying.notified(
            action.notify, after, desk, entry_id=new_id(now), actor=_ACTOR, at=now, data={"targets": [*missed]}
        )
        entries += [told] if told else []
    if after != conversation:
        entries.insert(0, _entry(conversation, new_id(now), now, after=after))
    return after, tuple(entries)


def _is_for(action: BreachAction, target: Target) -> bool:
    return not action.targets or target in action.targets


def _changed(conversation: Conversation, action: BreachAction) -> Conversation:
    """Raise the priority, never lower it; add the tags; another team has nobody on the matter yet."""
    values: dict[str, object] = {"tags": tuple(dict.fromkeys((*conversation.tags, *action.tags)))}
    if action.priority:
        values["priority"] = max(conversation.priority, action.priority, key=_RANKS.index)
    if action.team and action.team != conversation.team:
        values |= {"team": action.team, "assignee": None}
    if action.assignee:
        values["assignee"] = action.assignee
    return offers.settled(conversation, conversation.model_copy(update=values), _ACTOR)


def _moved(conversation: Conversation, action: BreachAction, desk: Desk, now: datetime) -> Conversation:
    """Move it to the action's state; where that cannot be reached from its own, the rest is done all the same."""
    if action.state is None:
        return conversation
    try:
        moved = lifecycle.change(conversation, action.state, desk, actor=ActorKind.BOT, now=now)
    except InvalidError:
        return conversation
    return offers.settled(conversation, states.plain(moved), _ACTOR)


def _entry(
    before: Conversation, entry_id: str, now: datetime, *, text: str | None = None, after: Conversation | None = None
) -> Entry:
    fields = {"priority", "tags", "team", "assignee", "state", "workspace_state"}
    old, new = (each.model_dump(mode="json", include=fields) for each in (before, after or before))
    return Entry(
        id=entry_id,
        name=EntryName.CONVERSATION_CHANGED if after else EntryName.NOTE_ADDED,
        conversation_id=before.id,
        at=now,
        actor=_ACTOR,
        text=text,
        data={name: {"from": old[name], "to": new[name]} for name in sorted(fields) if old[name] != new[name]},
    )
