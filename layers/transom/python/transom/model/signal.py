"""What passes: it is told at once, or never, and stands in no timeline."""

from enum import StrEnum

from transom.model.actor import Actor
from transom.model.base import Frozen, Instant


class SignalName(StrEnum):
    """What can pass, in the past tense."""

    CUSTOMER_TYPED = "customer.typed"
    CUSTOMER_INTRODUCED = "customer.introduced"
    """Their provider told who they are."""
    AGENT_TYPED = "agent.typed"
    AGENT_READ = "agent.read"


class Signal(Frozen):
    """Something that passes in a conversation; what is for the customer goes to their channel."""

    name: SignalName
    conversation_id: str
    at: Instant
    actor: Actor
    channel: str = ""
    message_id: str = ""
    """The newest message that was read."""
