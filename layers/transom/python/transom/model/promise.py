"""What a customer was told about the waiting time."""

from typing import Literal

from transom.model.base import Frozen, Instant


class Promised(Frozen):
    """By when the first answer was promised, and whether it came."""

    until: Instant
    made_at: Instant
    other_way: Literal["email", "phone"] | None = None
    """How else the customer can be reached, which is offered when the answer is late."""
    is_kept: bool | None = None
