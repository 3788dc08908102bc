"""What makes a submission look like a machine's: it waits in quarantine for somebody to look at it."""

import re
from datetime import datetime, timedelta
from hashlib import sha256

from transom.model import Frozen
from transom.provider.reading import from_seconds

BITS = 15
"""How many zero bits a stamp's digest begins with: a second of a browser, and hours for thousands of forms."""
LASTS = timedelta(hours=1)
AHEAD = timedelta(minutes=10)
"""How far a visitor's clock may be ahead."""
MOST_LINKS = 4
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_STAMP = re.compile(r"([0-9]{1,12}):[0-9A-Za-z_-]{1,64}")


class Written(Frozen):
    """What a stamp is for."""

    form: str
    email: str
    message: str


def links(written: Written) -> str | None:
    """Return the doubt that a message is an advertisement, by the links that it holds."""
    count = len(_LINK.findall(written.message))
    return f"the message has {count} links" if count > MOST_LINKS else None


def stamp(written: Written, given: str, now: datetime) -> str | None:
    """Return what is wrong with the stamp of a message, which cost its sender some work (as Hashcash does for mail)."""
    found = _STAMP.fullmatch(given)
    if found is None:
        return "the message has no stamp"
    if not now - LASTS <= from_seconds(int(found[1])) <= now + AHEAD:
        return "the stamp is not of now"
    return None if is_paid(written, given) else "the stamp was not worked for"


def is_paid(written: Written, given: str) -> bool:
    """Tell whether a stamp was worked for."""
    digest = sha256(f"{written.form}:{written.email}:{written.message}:{given}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - BITS) == 0


def key(written: Written) -> str:
    """Return what the same message gives again, whoever sends it."""
    return sha256(f"{written.form}:{' '.join(written.message.lower().split())}".encode()).hexdigest()
