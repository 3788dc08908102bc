"""Whether a channel's provider still takes an answer that is written freely."""

from collections.abc import Callable
from datetime import datetime

from transom.channel import Window
from transom.core.resting import moved
from transom.model import Conversation, Desk, Entry, Frozen, Instant, Matter, State


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


def kept(conversation: Conversation, window: Window | None) -> Conversation:
    """Return the conversation with the end of its window, as its customer's last message sets it, coming up."""
    state = opened(window, conversation.last_customer_message_at)
    return conversation.expecting(Matter.WINDOW, state.open_until if state else None)


def shut(
    conversation: Conversation,
    desk: Desk,
    now: datetime,
    new_id: Callable[[datetime], str],
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Tell that a customer who is waited for has to write first now; what waits for an agent goes on waiting."""
    over = conversation.expecting(Matter.WINDOW, None)
    return moved(over, State.WINDOW_CLOSED, desk, now, new_id) if over.state is State.WAITING_CUSTOMER else (over, ())
