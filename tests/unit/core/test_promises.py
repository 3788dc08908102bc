from datetime import datetime, timedelta

import pytest

from tests.unit.core.desk import DESK, MONDAY, conversation
from transom.core import agenda, promises
from transom.ids import derived_ulid
from transom.model import Conversation, Entry, EntryName, Matter, Promised, State

HOUR = timedelta(hours=1)


def promised(**fields: object) -> Conversation:
    """Return a conversation whose customer was promised an answer within an hour."""
    return promises.given(conversation(**fields), Promised(until=MONDAY + HOUR, made_at=MONDAY))


def judged(known: Conversation, now: datetime) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return what the check does at a moment."""
    return agenda.tick(known, DESK, now, lambda at: derived_ulid(at, "test"))


def test_an_answer_in_time_keeps_the_promise() -> None:
    """It is judged at the next check after the answer, and nothing is sent."""
    known = promises.answered(promised(first_response_at=MONDAY + HOUR / 2))
    assert known.due_at == MONDAY + HOUR / 2
    after, entries = judged(known, MONDAY + HOUR / 2)
    assert [entry.name for entry in entries] == [EntryName.PROMISE_KEPT]
    assert after.promise is not None
    assert (after.promise.is_kept, after.due_at) == (True, None)


def test_a_promise_that_slips_is_told_once() -> None:
    """The customer gets one update, in their language, which is no first response; an answer later brings no second."""
    after, (broken, update) = judged(promised(language="de"), MONDAY + HOUR)
    assert (broken.name, update.name, update.is_automatic) == (EntryName.PROMISE_BROKEN, EntryName.MESSAGE_QUEUED, True)
    assert str(update.text).startswith("Es tut uns leid")
    assert judged(after, MONDAY + 2 * HOUR) == (after, ())
    late = promises.answered(after.model_copy(update={"first_response_at": MONDAY + 3 * HOUR}))
    assert judged(late, MONDAY + 3 * HOUR) == (late, ())


def test_an_answer_after_the_time_is_too_late() -> None:
    """When nobody checked in between, the promise is broken all the same, and no update comes after the answer."""
    after, entries = judged(promised(first_response_at=MONDAY + 2 * HOUR), MONDAY + 3 * HOUR)
    assert [entry.name for entry in entries] == [EntryName.PROMISE_BROKEN]
    assert after.promise is not None
    assert after.promise.is_kept is False


@pytest.mark.parametrize(("way", "offer"), [("email", "by e-mail"), ("phone", "by phone"), (None, None)])
def test_another_way_is_offered_if_one_is_known(way: str | None, offer: str | None) -> None:
    """What is not known is not offered, and no address is told to who may be somebody else."""
    known = promised()
    assert known.promise is not None
    offered = known.model_copy(update={"promise": known.promise.model_copy(update={"other_way": way})})
    _, (_, update) = judged(offered, MONDAY + HOUR)
    assert ("If you would rather" in str(update.text)) is (offer is not None)
    assert (offer or "") in str(update.text)


def test_a_closed_matter_asks_for_no_answer() -> None:
    """Spam, and what was solved without an answer, neither keeps nor breaks a promise."""
    after, entries = judged(promised(state=State.SPAM), MONDAY + HOUR)
    assert entries == ()
    assert Matter.PROMISE not in after.agenda
