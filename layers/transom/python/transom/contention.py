"""What to do when another writer was first."""

import time
from collections.abc import Callable

from transom.errors import ConflictError, UnavailableError

ATTEMPTS = 5
PAUSE_SECONDS = 0.02


def insist[T](attempt: Callable[[], T], *, but: type[ConflictError] | None = None) -> T:
    """Read, decide and write anew while others change the same conversation, up to five times.

    A conflict of the kind `but` is raised at once: reading anew does not end it.
    """
    for number in range(ATTEMPTS):
        time.sleep(PAUSE_SECONDS * number)
        try:
            return attempt()
        except ConflictError as error:
            if but and isinstance(error, but):
                raise
    raise UnavailableError("others are writing the same conversation; try again")
