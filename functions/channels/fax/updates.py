"""The webhooks of Telnyx Programmable Fax."""

from pydantic import Field

from transom.model import Frozen
from transom.provider.reading import Moment


class Fax(Frozen):
    """A fax, as an event tells of it."""

    fax_id: str = Field(min_length=1)
    direction: str = ""
    sender: str = Field(default="", alias="from")
    recipient: str = Field(default="", alias="to")
    caller_id: str | None = None
    page_count: int | None = None
    partial_content: bool = False
    media_url: str | None = None
    client_state: str | None = None
    failure_reason: str | None = None


class Event(Frozen):
    """What happened, and when."""

    event_type: str
    occurred_at: Moment
    payload: Fax


class Notice(Frozen):
    """The body of a request."""

    data: Event
