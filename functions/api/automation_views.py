"""What the API takes and answers of rules, macros, settings and bulk changes."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from api.bodies import ConversationChange, Cursor, Id, Limit
from api.conversation_views import ConversationView
from api.views import Author, Problem, View
from transom.core.comparing import Turn
from transom.model import Automation, Instant, Macro, RuleGroup, Strict


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
    place: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="Where it stands in its list; without it, it keeps its place or becomes the last."
    )


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
    """Which rules to try on the past; without rules, those of the desk are shown as against none."""

    automations: Annotated[tuple[Automation, ...], Field(max_length=200)] | None = None
    rule_groups: Annotated[tuple[RuleGroup, ...], Field(max_length=100)] | None = None
    macros: Annotated[tuple[Macro, ...], Field(max_length=200)] | None = None
    since: Instant | None = Field(default=None, description="From when on; without it, the last thirty days.")
    limit: Limit = Field(default=25, description="How many conversations are looked at, the latest message first.")
    cursor: Cursor | None = None


class EffectView(View):
    """One thing that a rule does: what it sets, from what to what, or what it says."""

    field: str
    before: JsonValue
    after: JsonValue


class DifferenceView(View):
    """What a rule would do otherwise because of something that happened."""

    conversation: str
    at: Instant
    because_of: str
    rule: str
    turn: Turn
    reasons: tuple[str, ...]
    refusal: str | None
    live: tuple[EffectView, ...]
    proposed: tuple[EffectView, ...]


class RuleTotalView(View):
    """What comes of one rule, all told: how often each turn, and in how many conversations something differs."""

    rule: str
    live: int
    proposed: int
    added: int
    gone: int
    changed: int
    stopped: int
    conversations: int


class DryRunResult(View):
    """What other rules would change of the past."""

    conversations: int
    """How many were looked at."""
    entries: int
    items: tuple[DifferenceView, ...]
    totals: tuple[RuleTotalView, ...]
    cut: str | None
    """Why there is more that was not looked at, if so; `next` goes on there."""
    next: str | None
