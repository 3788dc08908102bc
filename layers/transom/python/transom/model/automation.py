"""What the desk does by rules: triggers, conditions and effects, and the texts and macros that agents use, too."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from transom.model.base import Duration, Slug, Strict
from transom.model.condition import Group
from transom.model.conversation import Priority, State
from transom.model.customer import LONGEST
from transom.model.entry import EntryName
from transom.model.language import LanguageTag
from transom.model.notice import Notify
from transom.model.phrase import Phrase
from transom.model.routing import SkillId

type Tag = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
type OwnValue = (
    bool
    | Annotated[float, Field(allow_inf_nan=False)]
    | Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
)

TRIGGERS = frozenset(
    {
        EntryName.MESSAGE_RECEIVED,
        EntryName.MESSAGE_EDITED,
        EntryName.MESSAGE_QUEUED,
        EntryName.MESSAGE_FAILED,
        EntryName.NOTE_ADDED,
        EntryName.CONVERSATION_ROUTED,
        EntryName.CONVERSATION_CHANGED,
        EntryName.CLOCK_WARNED,
        EntryName.CLOCK_BREACHED,
        EntryName.CONTACT_OPTED_OUT,
        EntryName.OFFER_LAPSED,
        EntryName.OFFER_TAKEN,
        EntryName.PROMISE_BROKEN,
        EntryName.REQUEST_OPENED,
        EntryName.REQUEST_WARNED,
        EntryName.REQUEST_ANSWERED,
        EntryName.REQUEST_BREACHED,
        EntryName.TENSION_ROSE,
    }
)


def _trigger(name: EntryName) -> EntryName:
    if name not in TRIGGERS:
        msg = f"{name} starts no rule; use one of {', '.join(sorted(TRIGGERS))}"
        raise ValueError(msg)
    return name


class Question(Strict):
    """What a department is asked."""

    department: Slug
    text: Phrase


class Effects(Strict):
    """What a rule or a macro does, all of it or nothing."""

    team: Slug | None = None
    assignee: str | None = None
    unassign: bool = False
    """Whether it is nobody's any more, and goes to whoever is free."""
    priority: Priority | None = None
    state: State | None = None
    workspace_state: Slug | None = None
    """A state of the desk's own."""
    snooze_for: Annotated[Duration, Field(ge=timedelta(minutes=1), le=timedelta(days=366))] | None = None
    """How long it is out of sight."""
    language: LanguageTag | None = None
    add_tags: tuple[Tag, ...] = ()
    remove_tags: tuple[Tag, ...] = ()
    tier: Slug | None = None
    company: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)] | None = None
    contact_fields: dict[Slug, OwnValue] = {}
    """What is known of the customer from now on, by the fields of the desk's own."""
    skills: tuple[SkillId, ...] = ()
    """What whoever is given it must be able to do, beside what is demanded already."""
    note: Phrase | None = None
    reply: Slug | None = None
    """The canned reply that the customer is sent."""
    notify: Notify | None = None
    request: Question | None = None
    """What a department is asked; the conversation waits for it."""

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not any(value for _, value in self):
            msg = "says nothing to do"
            raise ValueError(msg)
        if sum(map(bool, (self.state, self.workspace_state, self.snooze_for, self.request))) > 1:
            msg = "leads to several states: `state`, `workspace_state`, `snooze_for` or `request`; one will do"
            raise ValueError(msg)
        if self.state is State.SNOOZED:
            msg = "says not for how long: write `snooze_for: 4h` in the place of the state"
            raise ValueError(msg)
        if self.assignee and self.unassign:
            msg = "names an assignee and takes it away"
            raise ValueError(msg)
        if both := set(self.add_tags) & set(self.remove_tags):
            msg = f"adds and removes the tag {min(both)!r}"
            raise ValueError(msg)
        return self


class RuleEffects(Effects):
    """What a rule does."""

    macro: Slug | None = None
    """The macro that is run before the rest."""


class Delay(Strict):
    """A moment some time after something: the trigger of a rule that no event starts."""

    since: Literal["created_at", "last_message_at", "last_customer_message_at", "solved_at"]
    passed: Annotated[Duration, Field(ge=timedelta(minutes=1), le=timedelta(days=366))]
    time: Literal["calendar", "business"] = "calendar"
    """Whether all time passes, or only that in which the team's calendar is open."""


class Automation(Strict):
    """A rule that acts when something happened, or when some time has passed."""

    id: Slug
    group: Slug | None = None
    """The group of rules that it belongs to, where a group decides how many of its rules act."""
    on: tuple[Annotated[EntryName, AfterValidator(_trigger)], ...] = ()
    after: Delay | None = None
    when: Group = Field(default_factory=Group)
    then: RuleEffects
    is_last: bool = False
    """Whether the rules below are left alone when this one acts."""
    is_enabled: bool = True

    @model_validator(mode="after")
    def _is_started(self) -> Self:
        if bool(self.on) == bool(self.after):
            msg = "is started by events (`on`) or by time (`after`): name one of the two"
            raise ValueError(msg)
        return self


class RuleGroup(Strict):
    """Rules that belong together: all of them that hold act, or only the first."""

    id: Slug
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    match: Literal["first", "all"] = "all"
    is_enabled: bool = True
    """Whether its rules act at all."""


class CannedReply(Strict):
    """A text that is written often, in each language that it is needed in."""

    id: Slug
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    texts: Annotated[dict[LanguageTag, Phrase], Field(min_length=1)]


class Macro(Strict):
    """Several things at once, which an agent does with one click."""

    id: Slug
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    then: Effects
