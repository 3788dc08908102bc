"""What stops two machines that answer each other."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from transom.core.budget import AUTOMATIC, LADDER, MEMORY, MOST_REMEMBERED, SAME, Spent, refusal, remembered

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def spent(
    number: int, at: datetime = NOW, *, conversation: str = "A", text: str = "", automatic: bool = False
) -> Spent:
    """Return a message to one address."""
    return Spent(
        message_id=str(number),
        conversation_id=conversation,
        at=at,
        digest=text or str(number),
        is_automatic=automatic,
    )


def test_an_address_gets_three_automatic_answers_a_day() -> None:
    """Whatever they are about; what an agent writes is not counted among them, and goes on."""
    sent = [spent(each, conversation=str(each), automatic=True) for each in range(AUTOMATIC)]
    assert refusal(sent[:-1], spent(9, conversation="9", automatic=True)) is None
    assert refusal(sent, spent(9, conversation="9", automatic=True))
    assert refusal(sent, spent(9)) is None
    assert refusal(sent, spent(9, NOW + MEMORY, automatic=True)) is None


def test_one_text_goes_to_an_address_three_times() -> None:
    """In one conversation; another one may need the same words."""
    sent = [spent(each, text="hello") for each in range(SAME)]
    assert refusal(sent, spent(9, text="hello"))
    assert refusal(sent, spent(9, text="hello", conversation="B")) is None
    assert refusal(sent, spent(9, text="other")) is None


@given(st.sampled_from(LADDER), st.integers(0, 3600))
def test_each_step_of_the_ladder_holds(step: tuple[int, timedelta], seconds: int) -> None:
    """So many messages within so many minutes are enough, wherever in that time they stand."""
    count, span = step
    gap = (span - timedelta(seconds=1)) / count
    sent = [spent(each, NOW + gap * each) for each in range(count)]
    last = sent[-1].at + min(timedelta(seconds=seconds), gap / 2)
    assert refusal(sent, spent(999, last))


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=2)), max_size=300))
def test_little_is_remembered(ages: list[timedelta]) -> None:
    """A day, and never more than the table's item can hold; the newest stay."""
    sent = [spent(number, NOW - age) for number, age in enumerate(sorted(ages, reverse=True))]
    kept = remembered(sent, NOW)
    assert len(kept) <= MOST_REMEMBERED
    assert all(NOW - each.at < MEMORY for each in kept)
    assert kept == tuple(each for each in sent if NOW - each.at < MEMORY)[-MOST_REMEMBERED:]
