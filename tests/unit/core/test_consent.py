"""Words that end the writing to a customer."""

import pytest

from transom.core.consent import wish


@pytest.mark.parametrize("text", ["STOP", " stop. ", "Unsubscribe", "opt-out", "Стоп", "QUIT!"])
def test_a_word_by_itself_forbids(text: str) -> None:
    """In any case, with any mark at its end."""
    assert wish(text) is False


@pytest.mark.parametrize("text", ["START", "unstop", "Yes"])
def test_another_allows_again(text: str) -> None:
    """Only who has stopped is affected by it."""
    assert wish(text) is True


@pytest.mark.parametrize("text", ["", "Please stop the delivery", "Where does the bus stop?", "end of story"])
def test_a_sentence_is_a_message(text: str) -> None:
    """A word within a sentence means something else."""
    assert wish(text) is None
