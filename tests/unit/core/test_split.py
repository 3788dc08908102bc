"""Cutting long texts."""

from hypothesis import given
from hypothesis import strategies as st

from transom.core.split import split, width


def test_it_cuts_at_paragraphs_first() -> None:
    """A line's or a word's end is taken only where no paragraph ends in the later half."""
    assert split("one two three\n\nfour\nfive six", 20) == ["one two three", "four\nfive six"]
    assert split("one two three\nfour five", 16) == ["one two three", "four five"]
    assert split("one two three four", 9) == ["one two", "three", "four"]


def test_a_word_that_ends_at_the_limit_stays_whole() -> None:
    """The boundary may be the first character that does not fit."""
    assert split("abcd efgh", 4) == ["abcd", "efgh"]


def test_an_emoji_is_two_wide_and_never_halved() -> None:
    """Three units hold one of two emojis."""
    assert split("📦📦", 3) == ["📦", "📦"]


def test_nothing_makes_no_part() -> None:
    """White space alone is nothing."""
    assert split(" \n ", 10) == []


@given(st.text(alphabet=st.sampled_from("ab 📦\n"), max_size=200), st.integers(2, 50))
def test_all_that_is_written_arrives_in_order(text: str, limit: int) -> None:
    """Only white space at the cuts is dropped, and no part is over the limit or empty."""
    parts = split(text, limit)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part.strip() and width(part) <= limit for part in parts)
