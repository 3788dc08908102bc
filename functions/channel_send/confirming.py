"""Tells a provider that a message has arrived, where it wants to know; that it cannot be told holds nothing up."""

import channels
from transom.connections import connect
from transom.errors import TransomError
from transom.log import logger
from transom.model import Entry
from transom.store import Store

log = logger("channel_send")


def confirm(store: Store, message: Entry) -> None:
    """Confirm a message, if its provider waits for that."""
    if not message.is_to_confirm or message.door is None:
        return
    from transom import http  # noqa: PLC0415 - httpx is slow to import, and most jobs tell nothing

    try:
        connection = connect(store.desk.connection(message.door.connection))
        outbound = channels.confirming(message.door.channel)
        outbound.confirm(message.provider_message_id or "", message.door, connection, http.client())
    except TransomError as error:
        log.warning("message_unconfirmed", code=error.code, channel=message.door.channel, message_id=message.id)
