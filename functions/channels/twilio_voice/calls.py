"""Twilio's requests about a call: where they were sent to, what they hold, and which step of the call they are."""

from enum import StrEnum
from typing import Self
from urllib.parse import parse_qs, parse_qsl

from pydantic import Field, ValidationError

from transom.channel import Connection, Request
from transom.errors import UnreadableError
from transom.model import Door, Frozen, Instant
from transom.provider.reading import unreadable

WITHHELD = frozenset({"anonymous", "restricted", "blocked", "unavailable", "unknown"})
WITHHELD_NUMBERS = frozenset({"+266696687", "+7378742833", "+2562533", "+86282452253", "+8656696"})
"""The same words as they are dialled on a keypad: the form in which Twilio tells them."""


MOST = 999


class Step(StrEnum):
    """Where in a call Twilio asks, as our own addresses tell it."""

    START = ""
    LANGUAGE = "language"
    MENU = "menu"
    WAIT = "wait"
    DIALLED = "dialled"
    VOICEMAIL = "voicemail"
    TRANSCRIPT = "transcript"
    STATUS = "status"
    DELIVERY = "delivery"


class Asked(Frozen):
    """The query of one of our addresses."""

    step: Step = Step.START
    path: str = Field(default="", alias="at", pattern=r"^[0-9*#]*$", max_length=20)
    """The way through the tree: what was chosen so far."""
    language: str = Field(default="", alias="lang")
    attempt: int = Field(default=1, alias="try", ge=1, le=MOST)
    turn: int = Field(default=0, ge=0, le=MOST)
    """How many answers of ours the call had before: it tells one passage of a step from the next."""
    reference: str | None = None

    @classmethod
    def of(cls, request: Request) -> Self:
        """Read a request's query; one that is not of ours is the start of a call."""
        try:
            return cls.model_validate({name: values[0] for name, values in parse_qs(request.query).items()})
        except ValidationError:
            return cls()


class Call(Frozen):
    """The parameters of a request."""

    CallSid: str = Field(min_length=1)
    From: str = ""
    To: str = ""
    CallStatus: str = ""
    Direction: str = ""
    CallerName: str = ""
    Digits: str = ""
    SpeechResult: str = ""
    RecordingSid: str = ""
    RecordingUrl: str = ""
    RecordingDuration: int = Field(default=0, ge=0, lt=1_000_000)
    DialCallStatus: str = ""
    DialCallDuration: int = Field(default=0, ge=0, lt=1_000_000)
    CallDuration: int | None = Field(default=None, ge=0, lt=10_000_000)
    TranscriptionSid: str = ""
    TranscriptionText: str = ""
    TranscriptionStatus: str = ""

    @classmethod
    def of(cls, request: Request) -> Self:
        """Read a request's form; raises `UnreadableError`."""
        try:
            return cls.model_validate(dict(fields(request, keeps_blanks=False)))
        except UnicodeDecodeError:
            raise UnreadableError("the body is no form of Twilio's") from None
        except ValidationError as error:
            raise unreadable(error, "form of Twilio's") from None

    @property
    def is_outbound(self) -> bool:
        """Tell whether we called."""
        return self.Direction.startswith("outbound")

    @property
    def other(self) -> str:
        """Return who is on the other end: a number, or the call itself when the number is withheld."""
        number = (self.To if self.is_outbound else self.From).strip()
        return self.CallSid if not number or number.casefold() in WITHHELD or number in WITHHELD_NUMBERS else number

    @property
    def was_put_through(self) -> bool:
        """Tell whether somebody of the desk spoke with the caller."""
        return self.DialCallStatus in {"completed", "answered"}

    @property
    def phone(self) -> str | None:
        """Return the other end's number, if it is told."""
        return self.other if self.other.startswith("+") else None

    def door(self, connection: Connection) -> Door:
        """Return where an answer calls."""
        return Door(channel=connection.channel, connection=connection.id, address=self.other)


class Heard(Frozen):
    """One request of a call."""

    call: Call
    asked: Asked
    at: Instant


def fields(request: Request, *, keeps_blanks: bool = True) -> list[tuple[str, str]]:
    """Return the form's fields; raises `UnicodeDecodeError`."""
    content = request.body.decode() if request.method == "POST" else request.query
    return parse_qsl(content, keep_blank_values=keeps_blanks)
