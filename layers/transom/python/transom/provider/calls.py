"""Calls of a provider's API, and what they mean for the message that was to be sent."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from transom.channel import Accepted, OutcomeLost, Receipt, Refused, RetryAfter
from transom.errors import NotFoundError, TooLargeError, UnavailableError

DONE = Accepted(provider_message_ids=())
"""What is said of a change that was taken."""
RETRY_SECONDS = 5.0
MAX_RETRY_SECONDS = 3600.0
UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Failures before the request left: it is safe to send again."""
_UNCLEAR = frozenset({httpx.codes.BAD_GATEWAY, httpx.codes.GATEWAY_TIMEOUT})


def call(request: Callable[[], httpx.Response], judge: Callable[[httpx.Response], Receipt]) -> Receipt:
    """Make a call and judge its answer; one that broke off after it left has an unknown outcome."""
    try:
        response = request()
    except UNSENT as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)
    except (httpx.HTTPError, TooLargeError) as error:
        return OutcomeLost(reason=type(error).__name__, is_failure=True)
    return judge(response)


def asked(request: Callable[[], httpx.Response], provider: str) -> httpx.Response:
    """Return the answer to a question, which changes nothing.

    Raises `UnavailableError` where asking again may help, and `NotFoundError` for any other refusal.
    """
    try:
        response = request()
    except (httpx.HTTPError, TooLargeError) as error:
        raise UnavailableError(f"{provider} does not answer: {type(error).__name__}") from None
    if response.is_success:
        return response
    told = f"{provider} does not tell: HTTP {response.status_code}"
    is_busy = response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error
    raise UnavailableError(told) if is_busy else NotFoundError(told)


def refusal(response: httpx.Response, reason: str = "") -> RetryAfter | Refused | OutcomeLost:
    """Return what a status that is not a success means, in the way of HTTP."""
    told = reason or f"HTTP {response.status_code}"
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return RetryAfter(seconds=retry_after(response), reason=told, is_limit=True)
    if response.status_code in _UNCLEAR:
        return OutcomeLost(reason=told, is_failure=True)
    if response.is_server_error:
        is_limit = "retry-after" in response.headers
        return RetryAfter(seconds=retry_after(response), reason=told, is_limit=is_limit, is_failure=not is_limit)
    return Refused(reason=told)


def retry_after(response: httpx.Response) -> float:
    """Return the seconds that a `Retry-After` asks for (RFC 9110, 10.2.3: a number, or a date)."""
    stated = response.headers.get("retry-after", "")
    try:
        seconds = float(stated)
    except ValueError:
        seconds = _until(stated)
    return min(max(seconds, 0.0), MAX_RETRY_SECONDS) if seconds == seconds else RETRY_SECONDS  # noqa: PLR0124 - NaN


def in_order[Part](parts: Iterable[Part], send: Callable[[Part], Receipt]) -> Receipt:
    """Send the parts of a message one after another; once one is out, nothing is sent a second time."""
    sent: list[str] = []
    for part in parts:
        receipt = send(part)
        if not isinstance(receipt, Accepted):
            return _broken_off(receipt, tuple(sent)) if sent else receipt
        sent.extend(receipt.provider_message_ids)
    return Accepted(provider_message_ids=tuple(sent)) if sent else Refused(reason="there is nothing to send")


def for_each(ids: Iterable[str], make: Callable[[str], Receipt]) -> Receipt:
    """Change each part of a message, until one change is not taken."""
    for each in ids:
        receipt = make(each)
        if not isinstance(receipt, Accepted):
            return receipt
    return DONE


def _broken_off(receipt: RetryAfter | Refused | OutcomeLost, sent: tuple[str, ...]) -> OutcomeLost:
    return OutcomeLost(reason=f"only the first {len(sent)} parts went out: {receipt.reason}", provider_message_ids=sent)


def _until(stated: str) -> float:
    try:
        return (parsedate_to_datetime(stated) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError):
        return RETRY_SECONDS
