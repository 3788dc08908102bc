"""The count of mail: what came in must have become a message, machine mail, a duplicate, or wait in quarantine."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from transom.model.mail import MailCount, MailFate

HOUR = timedelta(hours=1)
SPAN = timedelta(hours=48)
"""How far back mail is counted, again and again: so long a difference that nobody mended is told."""
PATIENCE = timedelta(minutes=35)
"""How long a mail may be on its way: its queue tries ten times, three minutes apart."""
EXAMPLES = 20


def hour_of(at: datetime) -> datetime:
    """Return the hour that a moment is in."""
    return at.replace(minute=0, second=0, microsecond=0)


def hours(now: datetime) -> list[datetime]:
    """Return the hours whose mail can be counted now, oldest first."""
    last = hour_of(now - PATIENCE) - HOUR
    return [last - HOUR * back for back in range(SPAN // HOUR - 1, -1, -1)]


def count(hour: datetime, received: Iterable[str], fates: Mapping[str, MailFate], now: datetime) -> MailCount:
    """Count the mails of an hour by their keys; what has no fate is missing."""
    keys = sorted(received)
    missing = [key for key in keys if key not in fates]
    found = Counter(fates[key] for key in keys if key in fates)
    return MailCount(
        hour=hour,
        counted_at=now,
        received=len(keys),
        messages=found[MailFate.MESSAGE],
        machine=found[MailFate.MACHINE],
        quarantined=found[MailFate.QUARANTINED],
        duplicates=found[MailFate.DUPLICATE],
        missing=len(missing),
        examples=tuple(missing[:EXAMPLES]),
    )
