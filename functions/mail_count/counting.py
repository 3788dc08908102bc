"""The count of mail as the bucket and the table stand."""

from collections.abc import Iterable
from datetime import datetime

from transom import raw
from transom.aws import blobs
from transom.core import mail_count
from transom.model.mail import MailCount
from transom.store import Store


def count(store: Store, now: datetime) -> list[MailCount]:
    """Count each hour in which mail came, from what the bucket itself holds, and keep the counts."""
    received = _received(mail_count.hours(now))
    counts = [_counted(store, hour, keys, now) for hour, keys in received.items() if keys]
    for each in counts:
        store.mails.note_count(each)
    return counts


def _received(hours: Iterable[datetime]) -> dict[datetime, list[str]]:
    keys: dict[datetime, list[str]] = {hour: [] for hour in hours}
    for mail in blobs.listed(raw.MAIL):
        keys.get(mail_count.hour_of(mail.stored_at), []).append(mail.key)
    return keys


def _counted(store: Store, hour: datetime, received: list[str], now: datetime) -> MailCount:
    fates = {mail.key: mail.fate for mail in store.mails.taken(hour)}
    return mail_count.count(hour, received, fates, now)
