"""Shows in a conversation that an answer is being written."""

import httpx

from channels.teams.connector import Connector, NoTokenError
from transom.channel import Attention, Connection
from transom.errors import UnavailableError
from transom.provider.calls import asked


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Show for some seconds that the bot is typing."""
    connector = Connector(connection, http)
    try:
        headers = connector.credentials()
    except NoTokenError as error:
        raise UnavailableError(error.receipt.reason) from None
    asked(lambda: connector.post(attention.door.address, {"type": "typing"}, headers), "Teams")
