"""Where customers of Connect are reached: in a chat, or nowhere but by telephone."""

from transom.channel import Connection
from transom.model import Door

CHAT = "chat:"
VOICE = "voice:"


def chat_door(contact_id: str, connection: Connection) -> Door:
    """Return the door of a chat, by the id of its first contact."""
    return Door(channel=connection.channel, connection=connection.id, address=f"{CHAT}{contact_id}")


def voice_door(number: str, connection: Connection) -> Door:
    """Return the door of a caller."""
    return Door(channel=connection.channel, connection=connection.id, address=f"{VOICE}{number}")
