"""Phrases that are looked for in one pass."""

from transom.core.lexicon import Found, Lexicon
from transom.core.words import words

LEXICON = Lexicon({"court": "to court|lawyer*", "money": "money back|charge* back"})


def _found(text: str) -> list[Found[str]]:
    return list(LEXICON.found_in(words(text)))


def test_phrases_are_found_with_their_place() -> None:
    """Each stands with what it means, where it begins, and as it was written."""
    assert _found("My money back, or off to court!") == [Found("money", 1, "money back"), Found("court", 5, "to court")]


def test_a_star_stands_for_any_ending() -> None:
    """It is an ending of its own word alone, and may be none."""
    assert [each.said for each in _found("lawyer, lawyers")] == ["lawyer", "lawyers"]
    assert [each.said for each in _found("charged back")] == ["charged back"]
    assert _found("law and money, backwards") == []


def test_a_phrase_ends_with_the_text() -> None:
    """What was cut off in the middle of a phrase is not found."""
    assert _found("I want my money") == []
