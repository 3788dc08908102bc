"""What an agent sets on a conversation, and the activity that tells it."""

from pydantic import JsonValue

from api.bodies import ConversationChange
from api.call import Call
from transom.core import lifecycle
from transom.errors import ConflictError, InvalidError, StaleError
from transom.ids import new_ulid
from transom.model import ActorKind, Conversation, Desk, Entry, EntryName

type Differences = dict[str, JsonValue]


def change(call: Call, conversation_id: str, version: int, wanted: ConversationChange) -> Conversation:
    """Set what is wanted on this version of a conversation; what is so already is not written."""
    _check_names(call.desk, wanted)
    before = call.store.conversations.get(conversation_id)
    if before.version != version:
        raise _stale()
    after = _changed(before, wanted, call)
    differences = _differences(before, after, wanted)
    if not differences:
        return before
    try:
        return call.store.conversations.save(before, after, (_entry(before, differences, call),))
    except ConflictError:
        raise _stale() from None


def _check_names(desk: Desk, wanted: ConversationChange) -> None:
    fields: dict[str, str] = {}
    if wanted.team is not None and wanted.team not in {team.id for team in desk.teams}:
        fields["team"] = "there is no such team"
    if wanted.assignee is not None and wanted.assignee not in {user.id for user in desk.users}:
        fields["assignee"] = "there is no such user"
    if fields:
        raise InvalidError("The desk does not have what the change names.", fields=fields)


def _changed(before: Conversation, wanted: ConversationChange, call: Call) -> Conversation:
    values = {name: getattr(wanted, name) for name in wanted.model_fields_set - {"state"}}
    if "tags" in values:
        values["tags"] = tuple(dict.fromkeys(values["tags"]))
    after = before.model_copy(update=values)
    return lifecycle.change(after, wanted.state, actor=ActorKind.AGENT, now=call.now) if wanted.state else after


def _differences(before: Conversation, after: Conversation, wanted: ConversationChange) -> Differences:
    """Return, for each field that the change touches, what it was and what it is."""
    fields = wanted.model_fields_set
    old, new = (each.model_dump(mode="json", include=fields) for each in (before, after))
    return {name: {"from": old[name], "to": new[name]} for name in sorted(fields) if old[name] != new[name]}


def _entry(before: Conversation, differences: Differences, call: Call) -> Entry:
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
