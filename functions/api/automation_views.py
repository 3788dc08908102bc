"""What the API takes and answers of rules, macros, settings and bulk changes."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from api.bodies import ConversationChange, Id, Limit
from api.views import Author, ConversationView, Problem, View
from transom.model import Automation, Instant, Strict


class CannedReplyView(View):
    """A canned reply, ready for a conversation."""

    id: str
    name: str
    text: str


class CannedReplyList(View):
    """All canned replies."""

    items: tuple[CannedReplyView, ...]


class MacroView(View):
    """Several things that are done at once."""

    id: str
    name: str


class MacroList(View):
    """All macros."""

    items: tuple[MacroView, ...]


class RunMacro(Strict):
    """How a macro is run."""

    preview: bool = Field(default=False, description="Whether to show what it would do, and do nothing.")


class WrittenView(View):
    """Something that a macro or a rule writes: a note, an answer, or what it changes."""

    name: str
    text: str | None
    changes: dict[str, JsonValue]


class MacroRun(View):
    """The conversation after a macro, and what the macro wrote."""

    conversation: ConversationView
    written: tuple[WrittenView, ...]


class BulkChange(Strict):
    """One change of many conversations."""

    ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)]
    change: ConversationChange


class BulkResult(View):
    """What became of one conversation."""

    id: str
    conversation: ConversationView | None
    problem: Problem | None


class BulkResults(View):
    """What became of each conversation, in the order of the ids."""

    items: tuple[BulkResult, ...]


class SettingView(View):
    """One record of the configuration."""

    id: str
    record: dict[str, JsonValue]


class SettingPage(View):
    """A page of one part of the configuration; `version` is that of the whole."""

    items: tuple[SettingView, ...]
    next: str | None
    version: int


class SettingChanged(View):
    """What a change of the configuration did; `version` is that of the whole since."""

    changes: tuple[str, ...]
    version: int


class NewSetting(Strict):
    """A record as `desk.yaml` has it."""

    record: dict[str, JsonValue]


class AuditView(View):
    """One change of the configuration."""

    id: str
    at: Instant
    by: Author
    turn: Literal["added", "changed", "removed"]
    record: str
    before: JsonValue
    after: JsonValue


class AuditPage(View):
    """A page of changes, the newest first."""

    items: tuple[AuditView, ...]
    next: str | None


class DryRun(Strict):
    """Which rules to try on what happened; without rules, those of the desk."""

    automations: Annotated[tuple[Automation, ...], Field(max_length=200)] | None = None
    conversations: Limit = Field(default=25, description="How many conversations are looked at, the latest first.")


class WouldDoView(View):
    """What a rule would have done because of something that happened."""

    conversation: str
    at: Instant
    because_of: str
    rule: str
    reasons: tuple[str, ...]
    refusal: str | None
    written: tuple[WrittenView, ...]


class DryRunResult(View):
    """What the rules would have done."""

    entries: int
    """How many entries were looked at."""
    items: tuple[WouldDoView, ...]
