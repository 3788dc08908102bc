"""Sockets: the consoles that listen, and the one-time tickets that let them in."""

from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from transom.errors import UnauthenticError
from transom.store.items import PassingItem
from transom.store.schema import TIME_TO_LIVE
from transom.store.table import Delete, Put, Query, Table

_LONGEST = timedelta(hours=2, minutes=15)
"""API Gateway closes a WebSocket after two hours."""

_TICKET = timedelta(seconds=60)


class Sockets:
    """The open sockets and their tickets."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, connection_id: str, user_id: str, now: datetime) -> None:
        """Remember a socket that has opened."""
        self._table.write(Put(_passing(_socket(connection_id), user_id, now + _LONGEST), condition=None))

    def remove(self, connection_id: str) -> str | None:
        """Forget a socket that has closed, and return whose it was; None if it was forgotten before."""
        gone = self._table.change(Delete(*_socket(connection_id)), returning="ALL_OLD")
        return gone["user_id"]["S"] if gone else None

    def all(self) -> list[str]:
        """Return the connection ids of the open sockets."""
        return [row["sk"]["S"] for row in self._table.all(Query("SOCKETS"))]

    def users(self, now: datetime) -> set[str]:
        """Return the users who have a socket open."""
        is_open = Path(TIME_TO_LIVE) > int(now.timestamp())
        rows = self._table.all(Query("SOCKETS", filter=is_open, is_consistent=True))
        return {row["user_id"]["S"] for row in rows}

    def issue_ticket(self, user_id: str, token: str, now: datetime) -> None:
        """Let the bearer of the token open one socket within a minute."""
        self._table.write(Put(_passing(_ticket(token), user_id, now + _TICKET)))

    def redeem_ticket(self, token: str, now: datetime) -> str:
        """Take a ticket, once, and return its user."""
        is_valid = Path(TIME_TO_LIVE) > int(now.timestamp())
        taken = self._table.change(Delete(*_ticket(token), is_valid, _no_ticket), returning="ALL_OLD")
        return taken["user_id"]["S"]


def _socket(connection_id: str) -> tuple[str, str]:
    return "SOCKETS", connection_id


def _ticket(token: str) -> tuple[str, str]:
    return f"T#{token}", "T"


def _passing(key: tuple[str, str], user_id: str, until: datetime) -> PassingItem:
    return PassingItem(*key, user_id=user_id, expires_at=int(until.timestamp()))


def _no_ticket() -> UnauthenticError:
    return UnauthenticError("The ticket is not valid any more.")
