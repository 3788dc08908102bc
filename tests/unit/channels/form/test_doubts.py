"""What looks like a machine's."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.form.doubts import Written, is_paid, key, links, stamp

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
WRITTEN = Written(form="contact", email="zoe@example.com", message="One leg is missing.")


def paid(written: Written = WRITTEN, at: datetime = NOW) -> str:
    """Return a stamp as a browser works for it."""
    tries = (f"{int(at.timestamp())}:{number:x}" for number in count())
    return next(each for each in tries if is_paid(written, each))


def test_a_stamp_is_for_one_message_and_one_hour() -> None:
    """Nobody else's message and no other one goes by it."""
    given = paid()
    assert stamp(WRITTEN, given, NOW + timedelta(minutes=59)) is None
    assert stamp(WRITTEN, given, NOW + timedelta(hours=1, seconds=1)) == "the stamp is not of now"
    assert stamp(WRITTEN, given, NOW - timedelta(minutes=11)) == "the stamp is not of now"
    other = WRITTEN.model_copy(update={"message": "Buy now"})
    assert stamp(other, given, NOW) == "the stamp was not worked for"


@given(st.text(max_size=90))
def test_anything_else_is_no_stamp(text: str) -> None:
    """Whatever is written there is told, and never breaks."""
    assert stamp(WRITTEN, text, NOW) is not None


@pytest.mark.parametrize(("number", "is_doubted"), [(0, False), (4, False), (5, True)])
def test_many_links_are_an_advertisement(number: int, *, is_doubted: bool) -> None:
    """Somebody who shows where it broke needs a few."""
    message = "See https://shop.example/a and " * number
    assert (links(WRITTEN.model_copy(update={"message": message})) is not None) is is_doubted


def test_the_same_message_has_the_same_key() -> None:
    """Whoever sends it, in whatever case and with whatever blanks; another form's is another."""
    again = WRITTEN.model_copy(update={"email": "x@example.org", "message": "one  leg is MISSING.\n"})
    assert key(again) == key(WRITTEN)
    assert key(WRITTEN.model_copy(update={"form": "jobs"})) != key(WRITTEN)
