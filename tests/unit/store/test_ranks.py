"""Where records stand in their order."""

from hypothesis import given
from hypothesis import strategies as st

from transom.store.ranks import kept

IDS = st.lists(st.sampled_from("abcdefghijkl"), unique=True)


def test_one_more_between_others_moves_none() -> None:
    """At the beginning, in the middle and at the end."""
    first = kept("bdf", {})
    assert first == {"b": "001", "d": "002", "f": "003"}
    assert kept("abcdfg", first) == first | {"a": "0005", "c": "0015", "g": "004"}


def test_one_that_moves_moves_alone() -> None:
    """The others keep their ranks."""
    first = kept("abcd", {})
    moved = kept("dabc", first)
    assert {each for each in "abcd" if moved[each] != first[each]} == {"d"}


def test_where_no_room_is_left_all_are_numbered_anew() -> None:
    """Before the first of all, as older desks have it, and after very many in one gap."""
    assert kept("ab", {"b": "000"}) == {"a": "001", "b": "002"}
    ids, known = ["a", "z"], kept("az", {})
    for number in range(200):
        ids.insert(1, f"n{number}")
        known = kept(ids, known)
        assert sorted(ids, key=lambda each: f"{known[each]}#") == ids


@given(IDS, IDS)
def test_whatever_changes_the_order_is_the_one_that_is_wanted(before: list[str], after: list[str]) -> None:
    """The keys sort as the records stand, and nothing of what stays the same is told as a change."""
    first = kept(before, {})
    found = kept(after, first)
    assert sorted(after, key=lambda each: f"{found[each]}#{each}") == after
    assert kept(after, found) == found
