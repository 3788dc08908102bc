"""Edits and deletes what the bot has written."""

import httpx

from channels.teams.connector import Connector, NoTokenError
from channels.teams.outbound import receipt as told
from transom.channel import Connection, OutboundChange, Receipt
from transom.provider.calls import DONE, call, for_each


def change(change: OutboundChange, connection: Connection, http: httpx.Client) -> Receipt:
    """Make the change, part by part."""
    connector = Connector(connection, http)
    try:
        headers = connector.credentials()
    except NoTokenError as error:
        return error.receipt
    return for_each(change.message_ids, lambda known: _change(connector, change, known, headers))


def _change(connector: Connector, change: OutboundChange, known: str, headers: dict[str, str]) -> Receipt:
    place, _, message = known.rpartition(":")
    text = change.text if change.kind == "edit" else None
    return call(
        lambda: connector.change(place, message, text, headers), lambda response: _receipt(connector, place, response)
    )


def _receipt(connector: Connector, place: str, response: httpx.Response) -> Receipt:
    return DONE if response.is_success else told(connector, place, response)
