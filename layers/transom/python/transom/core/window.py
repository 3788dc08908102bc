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
    human_agent_until: Instant | None = None
    """Until when people may answer, and no machine."""

    def is_open(self, now: datetime) -> bool:
        """Tell whether it is open now."""
        return self.open_until is not None and now < self.open_until

    def takes(self, now: datetime, *, is_automatic: bool = False) -> bool:
        """Tell whether an answer is taken now, be it as a template or since a person wrote it."""
        is_persons = not is_automatic and self.human_agent_until is not None and now < self.human_agent_until
        return self.is_open(now) or self.after == "template" or is_persons


def opened(window: Window | None, last_customer_message_at: datetime | None) -> OpenWindow | None:
    """Return how the window of a conversation stands; None where the channel has none."""
    if window is None:
        return None
    until, by_people = (
        last_customer_message_at + span if last_customer_message_at and span else None
        for span in (window.duration, window.human_agent)
    )
    return OpenWindow(open_until=until, after=window.after, human_agent_until=by_people)


def kept(conversation: Conversation, window: Window | None) -> Conversation:
    """Return the conversation with the end of its window, as its customer's last message sets it, coming up."""
    state = opened(window, conversation.last_customer_message_at)
    return conversation.expecting(Matter.WINDOW, (state.human_agent_until or state.open_until) if state else None)


def shut(
    conversation: Conversation,
    desk: Desk,
    now: datetime,
    new_id: Callable[[datetime], str],
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Tell that a customer who is waited for has to write first now; what waits for an agent goes on waiting."""
    over = conversation.expecting(Matter.WINDOW, None)
    return moved(over, State.WINDOW_CLOSED, desk, now, new_id) if over.state is State.WAITING_CUSTOMER else (over, ())
