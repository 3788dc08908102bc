"""What a customer is shown of an agent who has turned to them, where their provider shows it."""

import channels
from api.call import Call
from transom.model import Conversation, Signal, SignalName


def typed(call: Call, conversation: Conversation) -> None:
    """Let the customer see that an answer is being written."""
    manifest = channels.manifest(conversation.door.channel)
    if _shows_reading(call, conversation) or not manifest.typing_is_reading:
        _tell(call, conversation, SignalName.AGENT_TYPED, "typing")


def read(call: Call, conversation: Conversation, message_id: str) -> None:
    """Let the customer see, once, that their messages up to this one were read, unless their brand hides it."""
    if _shows_reading(call, conversation):
        _tell(call, conversation, SignalName.AGENT_READ, "read", message_id)


def _shows_reading(call: Call, conversation: Conversation) -> bool:
    return call.desk.presentation(conversation.door.connection).read_marks


def _tell(call: Call, conversation: Conversation, name: SignalName, word: str, message_id: str = "") -> None:
    channel = conversation.door.channel
    if word in channels.manifest(channel).sends:
        signal = Signal(
            name=name,
            conversation_id=conversation.id,
            at=call.now,
            actor=call.actor,
            channel=channel,
            message_id=message_id,
        )
        call.store.signals.tell(signal)
