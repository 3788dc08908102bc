# ruff: noqa: RUF001 - other scripts have letters that look like Latin ones
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transom.core.words import holds, words


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("I want a REFUND!", "refund"),
        ("my Money-back guarantee", "money back"),
        ("Верните ДЕНЬГИ, пожалуйста", "деньги"),
        ("Wysłałem REKLAMACJĘ wczoraj", "reklamację"),
        ("Hauptstrasse 5", "hauptstraße"),
        ("Cafe\u0301 closed", "CAFÉ"),
        ("返金してください", "返金"),
        ("ขอคืนเงินครับ", "คืนเงิน"),
        ("मुझे हिन्दी में लिखें", "हिन्दी"),
        ("I like C++ a lot", "c++"),
        ("so 🔥🔥", "🔥"),
        ("re\u00adfund please", "refund"),
        ("no refund\nmoney  \t back", "refund money back"),
        ("ＲＥＦＵＮＤ", "refund"),
    ],
)
def test_a_phrase_is_found_whatever_its_case_and_script(text: str, phrase: str) -> None:
    """Case, width, accents' encoding, punctuation and line breaks do not hide a phrase."""
    assert holds(words(text), words(phrase))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("refunds", "refund"),
        ("prerefund", "refund"),
        ("money and back", "money back"),
        ("back money", "money back"),
        ("заказы", "заказ"),
        ("हिन्दी", "हिन्द"),
        ("C is a language", "c++"),
        ("anything", ""),
        ("what???", "???"),
    ],
)
def test_a_part_of_a_word_is_not_the_word(text: str, phrase: str) -> None:
    """Only whole words in their order count, and an empty phrase is in no text."""
    assert not holds(words(text), words(phrase))


@given(st.text(), st.text(), st.text(min_size=1))
def test_a_phrase_is_found_wherever_it_stands(before: str, after: str, phrase: str) -> None:
    """Between any two texts a phrase of words is found, in capitals too."""
    text = words(f"{before} . {phrase} . {after}")
    found = words(f". {phrase}")
    assert holds(text, found) is bool(found)


@given(st.text())
def test_words_hold_no_spaces_and_stay_as_they_are(text: str) -> None:
    """The words of the words are the same words."""
    found = words(text)
    assert all(word and not any(unicodedata.category(char) in {"Zs", "Cc"} for char in word) for word in found)
    assert words(" ".join(found)) == found
