"""How the desk stands while somebody calls, and what it knows of who calls."""

from collections.abc import Callable
from datetime import timedelta

from transom.model.base import Frozen
from transom.model.contact import Door


class Situation(Frozen):
    """What a caller may be told, and what is known of them."""

    is_open: bool
    position: int | None = None
    """The caller's place in the team's queue, counted from 1."""
    wait: timedelta | None = None
    """What nine of ten wait less than, or what the desk allows itself while too little is known."""
    phone: str | None = None
    """Where the team is put through to."""
    language: str | None = None
    """What the caller speaks, if that is known."""


type Inquiry = Callable[[Door, str | None], Situation]
"""Tells how the desk stands for who calls from a door and waits for a team, or for the connection's own."""


class Asking(Frozen):
    """Whom a flow asks about."""

    door: Door
    addresses: tuple[str, ...] = ()
    """What they may be known by at other connections, such as their number."""


class Caller(Frozen):
    """Somebody who has written or called before, and their conversation: that behind their door, or their latest."""

    contact_id: str
    name: str
    language: str = ""
    conversation: str
    """Its code, as people say it."""
    state: str
    team: str = ""
    agent: str = ""
    """The e-mail address of the agent who has the conversation."""
