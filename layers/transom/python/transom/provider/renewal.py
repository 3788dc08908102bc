"""Secret fields that a provider gave in the place of those that it took: some refresh tokens are good for one use."""

from transom.channel import Connection

_fresh: dict[str, dict[str, str]] = {}


def renew(connection: Connection, field: str, value: str) -> None:
    """Note a new value of a secret field, to be kept by whichever function runs; the known one, or none, is no news."""
    if value and value != connection.secret.get(field):
        _fresh.setdefault(connection.id, {})[field] = value


def put_back(connection_id: str, fields: dict[str, str]) -> None:
    """Note again what could not be kept, unless something newer was noted since."""
    _fresh[connection_id] = fields | _fresh.get(connection_id, {})


def renewed() -> dict[str, dict[str, str]]:
    """Hand out what was noted since the last call, by connection."""
    fields = dict(_fresh)
    _fresh.clear()
    return fields
