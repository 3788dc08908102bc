"""Calls of a provider, and what they mean for a message."""

from collections.abc import Iterator

import httpx
import pytest

from transom.channel import Accepted, OutcomeLost, Receipt, Refused, RetryAfter
from transom.provider.calls import RETRY_SECONDS, call, in_order, refusal, retry_after


def fails(error: Exception) -> Receipt:
    """Return what a call means that ends in this error."""

    def request() -> httpx.Response:
        raise error

    return call(request, lambda _: Accepted(provider_message_ids=("1",)))


def test_what_never_left_is_sent_again_and_what_may_have_is_not() -> None:
    """A refused connection is safe to repeat; a missing answer is not."""
    assert isinstance(fails(httpx.ConnectError("no")), RetryAfter)
    assert isinstance(fails(httpx.ReadTimeout("late")), OutcomeLost)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Refused), (403, Refused), (429, RetryAfter), (500, RetryAfter), (502, OutcomeLost), (504, OutcomeLost)],
)
def test_a_status_says_what_became_of_it(status: int, kind: type) -> None:
    """A gateway's error does not tell whether the provider took the message."""
    assert isinstance(refusal(httpx.Response(status)), kind)


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [("7", 7.0), ("", RETRY_SECONDS), ("soon", RETRY_SECONDS), ("-3", 0.0), ("99999", 3600.0), ("nan", RETRY_SECONDS)],
)
def test_a_wait_is_kept_within_reason(stated: str, seconds: float) -> None:
    """Whatever the header says, the job comes again within the hour."""
    assert retry_after(httpx.Response(429, headers={"retry-after": stated})) == seconds


def test_a_date_in_the_past_is_now() -> None:
    """RFC 9110 allows a date."""
    assert retry_after(httpx.Response(503, headers={"retry-after": "Fri, 31 Dec 1999 23:59:59 GMT"})) == 0.0


def test_after_the_first_part_nothing_is_sent_again() -> None:
    """A later part that is put off leaves the message half out, and says so."""
    receipts: Iterator[Receipt] = iter([Accepted(provider_message_ids=("1",)), RetryAfter(seconds=1, reason="busy")])
    receipt = in_order(["a", "b"], lambda _: next(receipts))
    assert isinstance(receipt, OutcomeLost)
    assert (receipt.provider_message_ids, receipt.reason) == (("1",), "only the first 1 parts went out: busy")
    assert isinstance(in_order([], lambda _: Refused(reason="")), Refused)
