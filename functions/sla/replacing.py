"""States of the desk's own that were replaced: what is in them goes over, some conversations in each minute."""

from datetime import datetime

from sla.sweeping import sweep
from transom.contention import insist
from transom.core import states
from transom.ids import new_ulid
from transom.model import Conversation, Desk
from transom.model.workspace import WorkspaceState
from transom.store import Page, Store
from transom.store.page import MAX_LIMIT


def replace(store: Store, desk: Desk, now: datetime) -> int:
    """Put some conversations into the states that replace theirs, until all are; returns how many went over."""
    retired = [each for each in desk.states if each.replaced_by]
    version = store.desk.version() if retired else 0
    teams, changed = [team.id for team in desk.teams], 0
    for state in retired:

        def read(cursor: str | None, state: WorkspaceState = state) -> Page[Conversation]:
            return store.conversations.page(teams=teams, state=state.like, limit=MAX_LIMIT, cursor=cursor)

        def act(each: Conversation, state: WorkspaceState = state) -> bool:
            return each.workspace_state == state.id and _replaced(store, each.id, desk, now)

        # with each configuration all is looked through again: a state may have been in use once more between two
        changed += sweep(store, f"STATE#{state.id}", f"{state.replaced_by} {version}", read, act)
    return changed


def _replaced(store: Store, conversation_id: str, desk: Desk, now: datetime) -> bool:
    def attempt() -> bool:
        before = store.conversations.get(conversation_id)
        after, entries = states.replaced(before, desk, now, new_ulid)
        if after != before:
            store.conversations.save(before, after, entries)
        return after != before

    return insist(attempt)
