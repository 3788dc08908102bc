"""The archive as the table gives it: the latest first, page by page, and cut off where it is told."""

from datetime import timedelta

import pytest

from tests.unit.api.desk import DESK
from tests.unit.store.desks import NOON, conversation, put
from transom import archive
from transom.archive import Scope, past
from transom.model import Desk
from transom.store import Store

HOUR = timedelta(hours=1)
LONG_AGO = NOON - timedelta(days=30)


@pytest.fixture
def desk(store: Store, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a desk with seven conversations, an hour between each, read two at a time."""
    monkeypatch.setattr(archive, "PAGE", 2)
    put(store, *(conversation(f"AAAA000{number}", at=NOON - number * HOUR, team="support") for number in range(7)))
    return DESK


def _found(store: Store, desk: Desk, scope: Scope) -> tuple[list[str], str | None, str | None]:
    found = past(store, desk, scope)
    return [each.id[-1] for each, _ in found.lived], found.cut, found.next


def test_the_past_is_read_back_to_a_moment(store: Store, desk: Desk) -> None:
    """What is older is left out, and all of the rest is there: nothing was cut off."""
    assert _found(store, desk, Scope(NOON - 3 * HOUR, NOON, 100, 1_000)) == (list("0123"), None, None)
    assert _found(store, desk, Scope(LONG_AGO, NOON, 100, 1_000)) == (list("0123456"), None, None)


def test_as_many_conversations_as_wanted_and_the_rest_from_there(store: Store, desk: Desk) -> None:
    """The cut says up to where was looked, and its cursor goes on there."""
    found, cut, more = _found(store, desk, Scope(LONG_AGO, NOON, 3, 1_000))
    assert (found, cut) == (
        list("012"),
        f"Cut off after 3 conversations: older ones than of {NOON - 2 * HOUR:%Y-%m-%d %H:%M} were not looked at.",
    )
    assert _found(store, desk, Scope(LONG_AGO, NOON, 100, 1_000, more))[0] == list("3456")


def test_no_further_page_is_read_once_the_requests_are_spent(store: Store, desk: Desk) -> None:
    """One page always is, so that whoever goes on from the cursor comes to the end."""
    pages: list[list[str]] = []
    cursor: str | None = None
    while cursor or not pages:
        found, cut, cursor = _found(store, desk, Scope(LONG_AGO, NOON, 100, 1, cursor))
        pages.append(found)
        assert ("requests to the table" in str(cut)) is (cursor is not None)
    assert pages == [list("01"), list("23"), list("45"), list("6")]
