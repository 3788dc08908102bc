"""Whether a channel's provider still takes an answer that is written freely."""

from datetime import datetime

from transom.channel import Window
from transom.model import Frozen, Instant


class OpenWindow(Frozen):
    """Until when an answer may be written freely, and what the provider takes after it."""

    open_until: Instant | None
    """None when the customer has not written yet: it is closed."""
    after: str

    def is_open(self, now: datetime) -> bool:
        """Tell whether it is open now."""
        return self.open_until is not None and now < self.open_until


def opened(window: Window | None, last_customer_message_at: datetime | None) -> OpenWindow | None:
    """Return how the window of a conversation stands; None where the channel has none."""
    if window is None:
        return None
    until = last_customer_message_at + window.duration if last_customer_message_at else None
    return OpenWindow(open_until=until, after=window.after)
