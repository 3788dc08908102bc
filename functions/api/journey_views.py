"""What the API takes and answers of journeys: one matter over several channels."""

from typing import Annotated

from pydantic import StringConstraints

from api.bodies import Id
from api.views import View
from transom.model import Instant, State, Strict

type OneTimeCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$", strip_whitespace=True)]


class WayView(View):
    """A connection by which a customer may go on; without a `url` they write the text there themselves."""

    connection: str
    channel: str
    name: str
    url: str | None


class InvitationView(View):
    """What lets a customer go on elsewhere, once: whoever writes the text is taken for them."""

    text: str
    until: Instant
    ways: tuple[WayView, ...]


class StageView(View):
    """A conversation of a journey."""

    id: str
    code: str
    subject: str
    channel: str
    state: State
    created_at: Instant


class JourneyView(View):
    """All conversations of one matter, the oldest first."""

    items: tuple[StageView, ...]


class Known(Strict):
    """The conversation whose customer this one is said to be, by its id or its code."""

    of: Id


class ProofSent(View):
    """Until when the code is valid that was sent to the known conversation's customer.

    It is null where nothing had to be sent: a verified address of both proves that they are one, and they are joined.
    """

    of: str
    until: Instant | None


class Proof(Strict):
    """The code that the customer told."""

    code: OneTimeCode
