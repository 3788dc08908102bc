from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from transom.ids import derived_ulid, new_code, new_ulid

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_ulids_of_one_moment_keep_their_order() -> None:
    """Ids made one after another at the same moment sort in that order."""
    made = [new_ulid(NOON) for _ in range(100)]
    assert made == sorted(set(made))


@given(st.timedeltas(timedelta(milliseconds=1), timedelta(days=9000)), st.text(), st.text())
def test_a_derived_ulid_sorts_by_its_moment(later: timedelta, one: str, other: str) -> None:
    """Whatever the seeds, the later moment has the greater id."""
    assert derived_ulid(NOON, one) < derived_ulid(NOON + later, other)


@given(st.text(), st.text())
def test_a_derived_ulid_is_the_seeds_own(one: str, other: str) -> None:
    """The same seed gives the same id, and another seed another."""
    assert (derived_ulid(NOON, one) == derived_ulid(NOON, other)) is (one == other)


def test_a_code_is_eight_crockford_characters() -> None:
    """Codes have no letters that are taken for digits."""
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 8 and not set(code) & set("ILOU") and code.isalnum() for code in codes)
