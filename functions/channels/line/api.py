"""Where LINE's API is, and what proves the account to it."""

from channels.line.channel import BASE_URL
from transom.channel import Connection


def address(connection: Connection, path: str) -> str:
    """Return the address of a call of the Messaging API."""
    return f"{(connection.settings.get('base_url') or BASE_URL).rstrip('/')}/v2/bot/{path}"


def proof(connection: Connection) -> dict[str, str]:
    """Return the header that holds the account's token."""
    return {"Authorization": f"Bearer {connection.secret.get('access_token', '')}"}
