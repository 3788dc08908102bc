"""Pushes to consoles that hold a WebSocket open."""

from pydantic import BaseModel

from transom.aws import clients
from transom.errors import NotFoundError


def post(connection_id: str, message: BaseModel) -> bool:
    """Send a message to a socket; False when the socket is gone."""
    try:
        with clients.answered("the socket"):
            clients.client("apigatewaymanagementapi").post_to_connection(
                ConnectionId=connection_id, Data=message.model_dump_json().encode()
            )
    except NotFoundError:
        return False
    return True
