"""What a department is written."""

import pytest

from tests.unit.core.desk import DOOR
from tests.unit.core.test_requests import ASKING, HOUR, opened, said, the_request
from transom.core.letters import letter
from transom.model import EntryName

QUESTION = "Did 10428 leave? " + "It is urgent. " * 20


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Please answer by Monday, 16 November, at 13:00 (UTC+1)."),
        ("pl", "Prosimy o odpowiedź do"),
        ("ru-RU", "Пожалуйста, ответьте до"),
        ("pt", "Please answer by"),
    ],
)
def test_it_speaks_the_desk_s_language(language: str, words: str) -> None:
    """Or English where the desk's is not known; the deadline is in the department's own zone."""
    desk = ASKING.model_copy(update={"brand": ASKING.brand.model_copy(update={"language": language})})
    waiting = opened(desk)
    assert words in letter(said(), the_request(waiting), waiting, desk, QUESTION).text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (EntryName.REQUEST_OPENED, "asks Warehouse:"),
        (EntryName.REQUEST_ASKED, "And now?"),
        (EntryName.REQUEST_REASSIGNED, "This is yours from now on:"),
        (EntryName.REQUEST_BREACHED, "This is overdue, and yours from now on:"),
        (EntryName.REQUEST_CANCELLED, "No answer is needed any more:"),
    ],
)
def test_each_step_has_its_words(name: EntryName, words: str) -> None:
    """The question stands in all of them but in one that asks anew."""
    waiting = opened()
    text = letter(said(name, HOUR, "And now?"), the_request(waiting), waiting, ASKING, QUESTION).text
    assert words in text
    assert (QUESTION.strip() in text) is (name is not EntryName.REQUEST_ASKED)


def test_the_customer_is_named_only_where_that_is_meant() -> None:
    """Neither in the subject, which is short, nor in the text."""
    waiting = opened(contact_name="Olga Nowak", subject="Olga's order")
    request = the_request(waiting)
    plain = letter(said(), request, waiting, ASKING, QUESTION)
    assert "Olga" not in plain.subject + plain.text
    assert DOOR.address not in plain.text
    assert len(plain.subject) < 100
    meant = letter(said(), request.model_copy(update={"shows_customer": True}), waiting, ASKING, QUESTION)
    assert meant.text.endswith("Customer: Olga Nowak <77>")
