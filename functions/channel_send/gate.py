"""What stands between an answer and its provider: the customer's wish, the reply window, the provider's pace."""

from datetime import datetime, timedelta
from hashlib import sha256
from time import sleep

import channels
from channel_send import asking
from transom.channel import Accepted, OutcomeLost, Receipt, Refused, RetryAfter
from transom.core.budget import Spent
from transom.core.window import OpenWindow, opened
from transom.doors import behind
from transom.model import Door, Entry
from transom.store import Store

DIGEST = 16
PATIENCE = timedelta(seconds=3)
"""As long as a job waits for its turn; when it takes longer, the queue brings it again."""


def refusal(store: Store, message: Entry, door: Door, now: datetime) -> Refused | None:
    """Return why an answer must not leave, if so."""
    identity = None if asking.is_meant(message) else store.identities.find(door)
    if identity and identity.is_opted_out:
        return Refused(reason="the customer has asked not to be written to here")
    if has_subject(door) and (reason := _suppressed(store, message, door, now)):
        return Refused(reason=reason)
    window = _window(store, message, door)
    if window and not window.takes(now, is_automatic=message.is_automatic):
        return Refused(reason="the time in which the provider takes an answer is over")
    return None


def overspent(store: Store, message: Entry, door: Door, now: datetime) -> Refused | None:
    """Count the mail that goes to an address, and return why that is too much, if so.

    What a department is asked goes round in no circle: a machine's answer to it starts nothing.
    """
    if not has_subject(door) or asking.is_meant(message):
        return None
    wanted = Spent(
        message_id=message.id,
        conversation_id=message.conversation_id,
        at=now,
        digest=sha256((message.text or "").encode()).hexdigest()[:DIGEST],
        is_automatic=message.is_automatic,
    )
    reason = store.budgets.spend(door, wanted)
    return Refused(reason=f"{reason}: two machines may be answering each other") if reason else None


def has_subject(door: Door) -> bool:
    """Tell whether what leaves by a door is a mail."""
    return "subject" in channels.manifest(door.channel).sends


def _suppressed(store: Store, message: Entry, door: Door, now: datetime) -> str | None:
    """Return why an address takes no mail; who has written from it since takes it."""
    known = store.suppressions.find(door.address, now)
    if known is None:
        return None
    written_at = store.conversations.get(message.conversation_id).last_customer_message_at
    return None if written_at and written_at > known.at else f"the address takes no mail: {known.reason}"


def is_in_window(store: Store, message: Entry, door: Door, now: datetime) -> bool:
    """Tell whether the provider takes what is written freely now."""
    window = _window(store, message, door)
    return window is None or window.is_open(now)


def _window(store: Store, message: Entry, door: Door) -> OpenWindow | None:
    window = channels.manifest(door.channel).window_at(door, _settings(store, door))
    if window is None:
        return None
    conversation = behind(store, store.conversations.get(message.conversation_id), door)
    return opened(window, conversation.last_customer_message_at)


def turn(store: Store, door: Door, now: datetime) -> RetryAfter | None:
    """Wait for the turn of a door, its connection and its provider; return when to come again if that takes long."""
    longest = timedelta(0)
    for subject, rate in channels.manifest(door.channel).paces(door, _settings(store, door)):
        wait = store.paces.take(subject, rate, now, PATIENCE)
        if wait > PATIENCE:
            return RetryAfter(seconds=wait.total_seconds(), reason="the desk sends as fast as the provider lets it")
        longest = max(longest, wait)
    sleep(longest.total_seconds())
    return None


def learn(store: Store, door: Door, receipt: Receipt, now: datetime) -> None:
    """Keep what a receipt tells of the provider: whether it is well, and how long the connection has to wait."""
    provider = channels.manifest(door.channel).provider_of(_settings(store, door))
    match receipt:
        case Accepted() | Refused():
            store.paces.succeeded(provider, now)
        case RetryAfter(is_limit=True, seconds=seconds):
            store.paces.rest(door.connection, now + timedelta(seconds=seconds), now)
        case RetryAfter(is_failure=True) | OutcomeLost(is_failure=True):
            store.paces.failed(provider, now)


def _settings(store: Store, door: Door) -> dict[str, str]:
    return store.desk.connection(door.connection).settings
