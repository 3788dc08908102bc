"""How the desk presents itself: its brands, and what each of them says by itself in each language."""

from datetime import timedelta
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, StringConstraints

from transom.model.base import Duration, Slug, Strict
from transom.model.hours import Span
from transom.model.language import LanguageTag
from transom.model.phrase import stating
from transom.model.routing import Weights

type _Sentence = Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=r"\S")]
type _Plain = Annotated[_Sentence, AfterValidator(stating())]
type _Duration = Annotated[_Sentence, AfterValidator(stating("wait.duration"))]
type _Moment = Annotated[_Sentence, AfterValidator(stating("wait.moment"))]
type _Between = Annotated[_Sentence, AfterValidator(stating("wait.low", "wait.high"))]


class Voice(Strict):
    """What a brand says by itself in one language, where it does not speak as the desk does."""

    thanks: _Plain | None = None
    """The beginning of the automatic answer."""
    waiting: _Duration | None = None
    """How long an answer takes."""
    between: _Between | None = None
    """The same, as a range."""
    until: _Moment | None = None
    """By when the answer comes."""
    opening: _Moment | None = None
    """When the desk opens, while it is closed."""
    slipped: _Plain | None = None
    """What is said when the answer takes longer than was told."""
    offer_mail: _Plain | None = None
    offer_phone: _Plain | None = None
    closing: _Plain | None = None
    """The end of each automatic message."""


class QuietHours(Strict):
    """When customers are not disturbed by what the desk writes by itself; agents' answers leave at any time."""

    hours: Span
    """Such as `21:00-08:00`, by the customer's clock, or by the team's where theirs is not known."""
    but: tuple[str, ...] = ("email", "form")
    """Channels that disturb nobody at night."""


class Presentation(Strict):
    """A name and its looks, as customers know them."""

    name: str
    language: LanguageTag = "en"
    """What is spoken with customers whose language is not known or not spoken here."""
    signature: str = ""
    """Stands below every mail."""
    color: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    logo: Annotated[str, StringConstraints(pattern=r"^https://[^\s\"'<>]{1,500}$")] | None = None
    """Where a picture for the head of mails is."""
    voice: dict[LanguageTag, Voice] = {}
    """What it says by itself, by language."""
    quiet_hours: QuietHours | None = None
    read_marks: bool = True
    """Whether customers see that an agent has read what they wrote, where their provider shows it."""


type UndoWindow = Annotated[Duration, Field(ge=timedelta(0), le=timedelta(minutes=1))]
type ReopenWindow = Annotated[Duration, Field(ge=timedelta(0))]
type CloseAfter = Annotated[Duration, Field(gt=timedelta(0))]


class Brand(Presentation):
    """The desk's first brand, and what holds for all of them."""

    id: Slug = "main"
    """What terms and rules call it."""
    default_team: Slug
    auto_reply: bool = True
    undo_window: UndoWindow = timedelta(seconds=15)
    """How long an agent's answer can be taken back before it leaves."""
    reopen_window: ReopenWindow = timedelta(days=14)
    """How long after it came to rest a conversation goes on when the customer writes again."""
    close_after: CloseAfter = timedelta(days=14)
    """How long a solved conversation can be reopened before it is closed for good."""
    tiers: tuple[Slug, ...] = ()
    """What customers are sorted into, such as `standard` and `gold`."""
    weights: Weights = Weights()


class FurtherBrand(Presentation):
    """Another brand that the same desk serves: connections belong to it, terms and rules ask for it."""

    id: Slug
    undo_window: UndoWindow | None = None
    """Where it is not the first brand's, as the other two."""
    reopen_window: ReopenWindow | None = None
    close_after: CloseAfter | None = None


class Windows(NamedTuple):
    """How long what a brand does can be undone, goes on, or rests before it is closed."""

    undo: timedelta
    reopen: timedelta
    close: timedelta
