"""Links: addresses by which whoever has one reads one file of the desk, for a month."""

from datetime import datetime, timedelta
from hashlib import sha256

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from transom.model import Frozen
from transom.store.items import Item
from transom.store.table import Put, Table

LASTS = timedelta(days=30)


class LinkItem(Item):
    """A link by the digest of its secret: who has the table has no link."""

    key = UnicodeAttribute()
    name = UnicodeAttribute()
    expires_at = NumberAttribute()


class Linked(Frozen):
    """A file that a link leads to."""

    key: str
    name: str


class Links:
    """The links in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def issue(self, secret: str, key: str, name: str, now: datetime) -> None:
        """Let whoever has this secret read a file from now on."""
        until = int((now + LASTS).timestamp())
        self._table.write(Put(LinkItem(*_key(secret), key=key, name=name, expires_at=until)))

    def find(self, secret: str, now: datetime) -> Linked | None:
        """Return the file that a link leads to; None if the link is unknown or over."""
        item = self._table.get(LinkItem, *_key(secret))
        if item is None or item.expires_at <= now.timestamp():
            return None
        return Linked(key=item.key, name=item.name)


def _key(secret: str) -> tuple[str, str]:
    return f"L#{sha256(secret.encode()).hexdigest()}", "L"
