"""Which of the desk's inboxes a mail was for."""

from collections.abc import Iterable, Sequence

from transom.model import ConnectionSpec


def inboxes(recipients: Iterable[str], connections: Sequence[ConnectionSpec]) -> list[ConnectionSpec]:
    """Return the connections whose address a mail was for, each once; what follows a plus is not compared."""
    wanted = {form for address in recipients for form in (address.lower(), _without_plus(address.lower()))}
    return [each for each in connections if each.settings.get("address", "").lower() in wanted]


def _without_plus(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
