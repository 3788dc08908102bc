"""Which of the desk's inboxes a mail was for."""

from collections.abc import Iterable, Sequence

from transom.core.mailboxes import without_plus
from transom.model import ConnectionSpec


def inboxes(recipients: Iterable[str], connections: Sequence[ConnectionSpec]) -> list[ConnectionSpec]:
    """Return the connections whose address a mail was for, each once; what follows a plus is not compared."""
    wanted = {form for address in recipients for form in (address.lower(), without_plus(address))}
    return [each for each in connections if each.settings.get("address", "").lower() in wanted]
