"""Asks Microsoft for the keys that prove its requests: they change, and a bot that only listens has to learn that."""

from datetime import UTC, datetime, timedelta

import httpx
from pydantic import ValidationError

from channels.teams.connector import Connector
from channels.teams.token import KeySet
from transom.channel import Connection, Polled
from transom.provider import calls, renewal

PUBLIC_KEYS = "https://login.botframework.com"
GOVERNMENT_KEYS = "https://login.botframework.azure.us"
KEYS = {
    "smba.trafficmanager.net": PUBLIC_KEYS,
    "smba.infra.gcc.teams.microsoft.com": PUBLIC_KEYS,
    "smba.infra.gov.teams.microsoft.us": GOVERNMENT_KEYS,
    "smba.infra.dod.teams.microsoft.us": GOVERNMENT_KEYS,
}
"""Where the keys for each host are published that its tokens are checked by; any other host gives its own."""
MOST_KEYS = 200_000
"""Bytes of them that are read."""
GOOD_FOR = timedelta(hours=24)


def poll(connection: Connection, cursor: str, http: httpx.Client) -> Polled:
    """Note the keys that Microsoft publishes, once a day, or at once when the cursor was dropped; it tells no news."""
    now = datetime.now(UTC)
    if cursor and now - datetime.fromisoformat(cursor) < GOOD_FOR:
        return Polled(requests=(), cursor=cursor)
    connector = Connector(connection, http)
    address = f"{KEYS.get(connector.host, connector.base)}/v1/.well-known/keys"
    published = _key_set(calls.asked(lambda: http.get(address), "Microsoft").content)
    if not (published and published.keys):  # a page of an outage must not lock all customers out
        return Polled(requests=(), cursor=cursor)
    if published != _key_set(connection.secret.get("signing_keys", "").encode()):
        renewal.renew(connection, "signing_keys", published.model_dump_json())
    return Polled(requests=(), cursor=now.isoformat())


def _key_set(content: bytes) -> KeySet | None:
    try:
        return KeySet.model_validate_json(content) if len(content) <= MOST_KEYS else None
    except ValidationError:
        return None
