"""The webhooks of Telnyx Programmable Fax."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from transom.model import Frozen

type Moment = Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 2, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]


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
