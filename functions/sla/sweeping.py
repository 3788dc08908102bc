"""Going through many conversations: some in each minute, until all have been seen."""

from collections.abc import Callable

from transom.model import Conversation
from transom.store import Page, Store
from transom.store.renewals import Renewal

PAGES = 3
"""How many pages are gone through in one minute."""

type Read = Callable[[str | None], Page[Conversation]]


def sweep(store: Store, matter: str, wording: str, read: Read, act: Callable[[Conversation], bool]) -> int:
    """Act on the conversations of the next pages, until all were seen for this wording; returns how many changed."""
    known = store.renewals.get(matter)
    renewal = known if known and known.wording == wording else Renewal(wording=wording, is_done=False)
    changed = 0
    for _ in range(PAGES):
        if renewal.is_done:
            break
        page = read(renewal.cursor)
        changed += sum(map(act, page.items))
        renewal = Renewal(wording=wording, cursor=page.next, is_done=page.next is None)
        store.renewals.set(matter, renewal)
    return changed
