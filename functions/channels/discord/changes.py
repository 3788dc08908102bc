"""Edits and deletes what the bot has written; customers write by a form, which cannot be reacted to."""

import httpx

from channels.discord.api import Api, Reply
from channels.discord.outbound import receipt as told
from transom.channel import Accepted, Connection, OutboundChange, Receipt
from transom.provider.calls import DONE, call, for_each

UNKNOWN_MESSAGE = 10008


def change(change: OutboundChange, connection: Connection, http: httpx.Client) -> Receipt:
    """Make the change in the direct messages, part by part."""
    api = Api(connection, http)
    opened = call(lambda: api.open(change.door.address), told)
    if not isinstance(opened, Accepted):
        return opened
    [channel] = opened.provider_message_ids
    if change.kind == "edit":
        return for_each(change.message_ids, lambda known: call(lambda: api.edit(channel, known, change.text), _receipt))
    return for_each(change.message_ids, lambda known: call(lambda: api.delete(channel, known), _receipt))


def _receipt(response: httpx.Response) -> Receipt:
    if response.is_success or Reply.of(response).code == UNKNOWN_MESSAGE:
        return DONE
    return told(response)
