"""A macro run by an agent."""

from api.automation_views import MacroRun, WrittenView
from api.call import Call
from api.present import conversation_view
from api.window import check_window
from transom.core.effects import Source, applied
from transom.errors import ConflictError, NotFoundError, StaleError
from transom.ids import new_ulid
from transom.model import Entry, EntryName, Macro


def run(call: Call, conversation_id: str, macro_id: str, version: int, *, is_preview: bool) -> MacroRun:
    """Do what a macro says in one write, or return what that would be."""
    macro = _macro(call, macro_id)
    before = call.store.conversations.family(conversation_id)
    if before.version != version:
        raise _stale()
    source = Source(actor=call.actor, at=call.now, correlation_id=call.correlation_id)
    after, entries = applied([macro.then], before, call.desk, source, lambda _: new_ulid(call.now))
    if any(entry.name is EntryName.MESSAGE_QUEUED for entry in entries):
        check_window(call, before)
    if entries and not is_preview:
        try:
            after = call.store.conversations.save(before, after, entries)
        except ConflictError:
            raise _stale() from None
    return MacroRun(conversation=conversation_view(after, call.now), written=tuple(map(written, entries)))


def written(entry: Entry) -> WrittenView:
    """Show what an entry says."""
    is_change = entry.name is EntryName.CONVERSATION_CHANGED
    return WrittenView(name=entry.name, text=entry.text, changes=entry.data if is_change else {})


def _macro(call: Call, macro_id: str) -> Macro:
    found = next((each for each in call.desk.macros if each.id == macro_id), None)
    if found is None:
        raise NotFoundError(f"There is no macro {macro_id}.")
    return found


def _stale() -> StaleError:
    return StaleError("The conversation changed meanwhile; read it again.")
