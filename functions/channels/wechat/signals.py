"""Shows in the chat that an answer is being written."""

import httpx

from channels.wechat.api import base, token
from transom.channel import Attention, Connection
from transom.provider.calls import asked


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Show for some seconds that the account is typing."""
    query = {"access_token": token(connection, http)}
    body = {"touser": attention.door.address, "command": "Typing"}
    url = f"{base(connection)}/cgi-bin/message/custom/typing"
    asked(lambda: http.post(url, params=query, json=body), "WeChat")
