"""How the desk stands while somebody calls."""

from transom.model.base import Frozen


class Situation(Frozen):
    """What a caller may be told."""

    is_open: bool
    position: int | None = None
    """The caller's place in the queue, counted from 1."""
    wait_minutes: int | None = None
