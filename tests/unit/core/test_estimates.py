from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import DESK, MONDAY, conversation
from transom.core.estimates import BOUNDS, BUCKETS, ENOUGH, Estimate, Queue, added, bucket, estimate, grains, waited
from transom.core.terms import Terms
from transom.core.waiting import promise
from transom.model import Kind

MINUTE = timedelta(minutes=1)
GRAINS = ("chat-Mon-09", "chat-any-09", "chat", "all")
CALM = Queue(ahead=0, online=2)


def counted(*minutes: int) -> tuple[int, ...]:
    """Return the histogram of these waiting times."""
    counts = [0] * BUCKETS
    for each in minutes:
        counts[bucket(each * MINUTE)] += 1
    return tuple(counts)


def test_half_and_nine_of_ten_are_told() -> None:
    """Fifteen answers within ten minutes, and four within an hour: ten minutes to an hour."""
    history = {"chat-Mon-09": counted(*[10] * 15, *[50] * 4, 2000)}
    assert estimate(history, GRAINS, CALM) == Estimate(10 * MINUTE, 60 * MINUTE)


def test_the_most_special_part_with_enough_answers_decides() -> None:
    """Few answers of this hour say nothing: those of the hour on any day do, or all of them."""
    few, enough = counted(*[5] * (ENOUGH - 1)), counted(*[30] * ENOUGH)
    history = {"chat-Mon-09": few, "chat-any-09": enough, "all": counted(*[90] * 99)}
    assert estimate(history, GRAINS, CALM) == Estimate(30 * MINUTE, 30 * MINUTE)
    assert estimate(history | {"chat-any-09": counted()}, GRAINS, CALM) == Estimate(90 * MINUTE, 90 * MINUTE)


def test_a_kind_with_too_few_answers_goes_by_the_team_s_whole_history() -> None:
    """A chat is told the time of chats once there are enough of them, until then that of everything."""
    history = {"all": counted(*[90] * 99)}
    assert estimate(history | {"chat": counted(*[5] * ENOUGH)}, GRAINS, CALM) == Estimate(5 * MINUTE, 5 * MINUTE)
    assert estimate(history | {"chat": counted(5)}, GRAINS, CALM) == Estimate(90 * MINUTE, 90 * MINUTE)


@pytest.mark.parametrize(
    ("minutes", "queue"), [([5] * (ENOUGH - 1), CALM), ([9000] * 50, CALM), ([5] * 50, Queue(ahead=0, online=0))]
)
def test_nothing_is_told_that_is_not_known(minutes: list[int], queue: Queue) -> None:
    """Too few answers, answers beyond measure, and a team of which nobody is there, give no estimate."""
    assert estimate({"all": counted(*minutes)}, GRAINS, queue) is None


def test_a_long_queue_takes_longer() -> None:
    """Six who wait before two agents are three rounds, each of half of the answers' time."""
    history = {"all": counted(*[10] * 50)}
    assert estimate(history, GRAINS, Queue(ahead=6, online=2)) == Estimate(30 * MINUTE, 40 * MINUTE)
    assert estimate(history, GRAINS, Queue(ahead=6, online=6)) == Estimate(10 * MINUTE, 20 * MINUTE)


@given(st.lists(st.integers(1, 2880), min_size=ENOUGH, max_size=80), st.integers(0, 40), st.integers(1, 9))
def test_an_estimate_covers_what_it_says(minutes: list[int], ahead: int, online: int) -> None:
    """Nine of ten who waited are within the estimate, and its two lengths are in order."""
    found = estimate({"all": counted(*minutes)}, GRAINS, Queue(ahead, online))
    assert found is not None
    assert found.low <= found.high
    assert sum(each * MINUTE <= found.high for each in minutes) >= 0.9 * len(minutes)


def test_a_waiting_time_is_in_the_first_bucket_that_holds_it() -> None:
    """Each bound is within its own bucket; what is longer than all is in the last."""
    assert [bucket(bound) for bound in BOUNDS] == list(range(len(BOUNDS)))
    assert bucket(BOUNDS[-1] + MINUTE) == BUCKETS - 1
    assert added([counted(1, 5), counted(5)])[:3] == (1, 0, 2)


def test_the_hour_and_the_weekday_are_the_teams_own() -> None:
    """At eight in London the clock in Warsaw shows nine."""
    assert grains(MONDAY, Terms.of(DESK, "care"), Kind.CHAT) == GRAINS


def test_a_wait_is_measured_in_open_time() -> None:
    """Who writes on Sunday and is answered on Monday at ten has waited an hour."""
    known = conversation(created_at=datetime(2026, 11, 15, 12, tzinfo=UTC), first_response_at=MONDAY + 60 * MINUTE)
    assert waited(known, Terms.of(DESK, "care")) == 60 * MINUTE
    assert waited(conversation(), Terms.of(DESK, "care")) is None


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "It usually takes between 10 minutes and 1 hour until"),
        ("pl", "to zwykle: 10 minut"),
        ("fr", "de 10 minutes à 1 heure."),
        ("ja", "10 分 から 1 時間"),
    ],
)
def test_the_estimate_is_told_in_the_customers_language(language: str, told: str) -> None:
    """Both lengths are told, and the promise is the longer one."""
    promised = promise(DESK, "care", conversation(language=language), MONDAY, Estimate(10 * MINUTE, 60 * MINUTE))
    assert told in promised.text
    assert promised.until == MONDAY + 60 * MINUTE
