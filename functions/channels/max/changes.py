"""Edits and deletes what the bot has written."""

import httpx

from channels.max.api import Api, Reply
from transom.channel import Connection, OutboundChange, Receipt, Refused
from transom.errors import UnavailableError
from transom.provider.calls import DONE, call, for_each, refusal


def change(change: OutboundChange, connection: Connection, http: httpx.Client) -> Receipt:
    """Make the change, part by part."""
    try:
        api = Api(connection, http)
    except UnavailableError as error:
        return Refused(reason=error.message)
    text = change.text if change.kind == "edit" else None
    return for_each(change.message_ids, lambda known: call(lambda: api.change(known, text), _receipt))


def _receipt(response: httpx.Response) -> Receipt:
    reply = Reply.of(response)
    if not response.is_success:
        return refusal(response, reply.reason)
    return DONE if reply.success else Refused(reason=reply.reason or "MAX takes no change of the message any more")
