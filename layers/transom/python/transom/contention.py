"""What to do when another writer was first."""

import time
from collections.abc import Callable

from transom.errors import ConflictError, UnavailableError

ATTEMPTS = 5
PAUSE_SECONDS = 0.02


def insist[T](attempt: Callable[[], T]) -> T:
    """Read, decide and write anew while others change the same conversation, up to five times."""
    for number in range(ATTEMPTS):
        time.sleep(PAUSE_SECONDS * number)
        try:
            return attempt()
        except ConflictError:
            continue
    raise UnavailableError("others are writing the same conversation; try again")
