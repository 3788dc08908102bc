"""What a configuration cannot leave behind: states of the desk's own that conversations are in."""

from transom.core import states
from transom.errors import InvalidError, NotFoundError
from transom.model import Conversation, Desk
from transom.model.workspace import WorkspaceState
from transom.store import Store
from transom.store.page import MAX_LIMIT


def check_states(store: Store, desk: Desk) -> None:
    """Refuse a configuration in which a state goes, or is like another one, while conversations are in it."""
    try:
        present = store.desk.load()
    except NotFoundError:
        return
    fields: dict[str, str] = {}
    for state, remedy in states.unsettled(present, desk):
        if example := _in(store, state, present):
            fields[f"states.{state.id}"] = f"conversations are in it, such as {example.code}; {remedy}"
    if fields:
        raise InvalidError("The configuration leaves conversations in states that go.", fields=fields)


def _in(store: Store, state: WorkspaceState, desk: Desk) -> Conversation | None:
    teams, cursor = [team.id for team in desk.teams], None
    while True:
        page = store.conversations.page(teams=teams, state=state.like, limit=MAX_LIMIT, cursor=cursor)
        if found := next((each for each in page.items if each.workspace_state == state.id), None):
            return found
        if (cursor := page.next) is None:
            return None
