"""Which of the desk's inboxes a mail was for."""

from collections.abc import Iterable, Sequence

from transom import raw
from transom.core.mailboxes import without_plus
from transom.mail.reading import recipients as recipients_of
from transom.model import ConnectionSpec


def addressed(key: str, mail: bytes, connections: Sequence[ConnectionSpec]) -> list[ConnectionSpec]:
    """Return the connections that a mail is for: the one that its key names, or else those of its recipients."""
    named = raw.connection_of(key)
    return [each for each in connections if each.id == named] if named else inboxes(recipients_of(mail), connections)


def inboxes(recipients: Iterable[str], connections: Sequence[ConnectionSpec]) -> list[ConnectionSpec]:
    """Return the connections whose address a mail was for, each once; what follows a plus is not compared."""
    wanted = {form for address in recipients for form in (address.lower(), without_plus(address))}
    return [each for each in connections if each.settings.get("address", "").lower() in wanted]
