"""What a conversation remembers of the rules that were judged in it."""

from transom.model.base import Frozen, Instant


class Firing(Frozen):
    """That a rule was judged in a conversation, and because of what: an event, or the moment that it waits from."""

    rule: str
    at: Instant
    cause: str
    has_acted: bool = True
    """Whether it did something: only that counts against the budgets."""
