"""How the desk stands while somebody calls, and what it knows of who calls."""

from transom.model.base import Frozen


class Situation(Frozen):
    """What a caller may be told."""

    is_open: bool
    position: int | None = None
    """The caller's place in the queue, counted from 1."""
    wait_minutes: int | None = None


class Caller(Frozen):
    """Somebody who has written or called before, and the conversation behind their door."""

    contact_id: str
    name: str
    language: str = ""
    conversation: str
    """Its code, as people say it."""
    state: str
    team: str = ""
    agent: str = ""
    """The e-mail address of the agent who has the conversation."""
