"""What an agent sets on a conversation, and the activity that tells it."""

from collections.abc import Iterable

from pydantic import JsonValue

from api.bodies import ConversationChange, NewParticipant
from api.call import Call
from transom.core import lifecycle, offers, states
from transom.core.mailboxes import without_plus
from transom.errors import ConflictError, InvalidError, StaleError
from transom.ids import new_ulid
from transom.model import ActorKind, Conversation, Desk, Entry, EntryName, Participant

_MOVING = {"state", "workspace_state", "snoozed_until"}
"""What is set by a transition."""

type Differences = dict[str, JsonValue]


def change(call: Call, conversation_id: str, version: int, wanted: ConversationChange) -> Conversation:
    """Set what is wanted on this version of a conversation; what is so already is not written."""
    _check_names(call.desk, wanted)
    before = call.store.conversations.family(conversation_id)
    if before.version != version:
        raise _stale()
    after = offers.settled(before, _changed(before, wanted, call), call.actor)
    differences = _differences(before, after, wanted)
    if not differences:
        return before
    try:
        return call.store.conversations.save(before, after, (entry(before, differences, call),))
    except ConflictError:
        raise _stale() from None


def _check_names(desk: Desk, wanted: ConversationChange) -> None:
    fields: dict[str, str] = {}
    if wanted.team is not None and wanted.team not in {team.id for team in desk.teams}:
        fields["team"] = "there is no such team"
    if wanted.assignee is not None and wanted.assignee not in {user.id for user in desk.users}:
        fields["assignee"] = "there is no such user"
    ours = {each.settings.get("address", "").lower() for each in desk.connections}
    if any(without_plus(each.address) in ours for each in wanted.participants or ()):
        fields["participants"] = "an address of the desk itself takes part anyway"
    if fields:
        raise InvalidError("The desk does not have what the change names.", fields=fields)


def _changed(before: Conversation, wanted: ConversationChange, call: Call) -> Conversation:
    values = {name: getattr(wanted, name) for name in wanted.model_fields_set - _MOVING}
    if "participants" in values:
        values["participants"] = _participants(before, values["participants"])
    if "tags" in values:
        values["tags"] = tuple(dict.fromkeys(values["tags"]))
    team = wanted.team if "assignee" not in values else None
    after = (offers.moved(before, team, call.desk) if team else before).model_copy(update=values)
    if "workspace_state" in wanted.model_fields_set:
        after = states.change(after, wanted.workspace_state, call.desk, actor=ActorKind.AGENT, now=call.now)
    if wanted.state is None and wanted.snoozed_until is None:
        return after
    moved = lifecycle.change(
        after,
        wanted.state or before.state,
        call.desk,
        actor=ActorKind.AGENT,
        now=call.now,
        until=wanted.snoozed_until,
    )
    return states.plain(moved)


def _participants(before: Conversation, wanted: Iterable[NewParticipant]) -> tuple[Participant, ...]:
    """Return who is wanted to read along, each once; the customer does so anyway."""
    found = {each.address.lower(): each for each in wanted if each.address.lower() != before.door.address.lower()}
    return tuple(Participant(**each.model_dump() | {"address": address}) for address, each in found.items())


def _differences(before: Conversation, after: Conversation, wanted: ConversationChange) -> Differences:
    """Return, for each field that the change touches, what it was and what it is; another team may end who has it."""
    fields = wanted.model_fields_set | {"assignee", "state", "workspace_state"}
    old, new = (each.model_dump(mode="json", include=fields) for each in (before, after))
    return {name: {"from": old[name], "to": new[name]} for name in sorted(fields) if old[name] != new[name]}


def entry(before: Conversation, differences: Differences, call: Call) -> Entry:
    """Return the activity that tells what an agent changed."""
    return Entry(
        id=new_ulid(call.now),
        name=EntryName.CONVERSATION_CHANGED,
        conversation_id=before.id,
        at=call.now,
        actor=call.actor,
        data=differences,
        correlation_id=call.correlation_id,
    )


def _stale() -> StaleError:
    return StaleError("The conversation changed meanwhile; read it again.")
