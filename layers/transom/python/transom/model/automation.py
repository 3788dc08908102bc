"""What the desk does by rules: triggers, conditions and effects, and the texts and macros that agents use, too."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, model_validator
from pydantic import Tag as PartTag

from transom.model.base import Slug, Strict
from transom.model.conversation import Priority, State
from transom.model.entry import EntryName
from transom.model.phrase import Phrase

type Tag = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
type LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]

TRIGGERS = frozenset(
    {
        EntryName.MESSAGE_RECEIVED,
        EntryName.MESSAGE_QUEUED,
        EntryName.NOTE_ADDED,
        EntryName.CONVERSATION_ROUTED,
        EntryName.CONVERSATION_CHANGED,
        EntryName.CLOCK_WARNED,
        EntryName.CLOCK_BREACHED,
        EntryName.REQUEST_ANSWERED,
        EntryName.REQUEST_BREACHED,
    }
)


def _trigger(name: EntryName) -> EntryName:
    if name not in TRIGGERS:
        msg = f"{name} starts no rule; use one of {', '.join(sorted(TRIGGERS))}"
        raise ValueError(msg)
    return name


class Fact(StrEnum):
    """What a condition can ask for."""

    STATE = "state"
    PRIORITY = "priority"
    TEAM = "team"
    ASSIGNEE = "assignee"
    TAGS = "tags"
    LANGUAGE = "language"
    CHANNEL = "channel"
    CONNECTION = "connection"
    SUBJECT = "subject"
    TEXT = "text"
    AUTHOR = "author"
    """Who did what happened: customer, agent, guest of a department, bot or system."""


class Operator(StrEnum):
    """How a condition compares."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    CONTAINS = "contains"
    LACKS = "lacks"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS_SET = "is_set"
    IS_UNSET = "is_unset"
    CHANGED = "changed"


_CHOICES = {
    Fact.STATE: frozenset(State),
    Fact.PRIORITY: frozenset(Priority),
    Fact.AUTHOR: frozenset({"customer", "agent", "guest", "bot", "system"}),
}
_NAME = {Operator.IS, Operator.IS_NOT, Operator.ONE_OF}
_OPTIONAL = {Operator.IS_SET, Operator.IS_UNSET}
_CHANGING = {Fact.STATE, Fact.PRIORITY, Fact.TEAM, Fact.ASSIGNEE, Fact.TAGS}
_OPERATORS: dict[Fact, set[Operator]] = {
    **dict.fromkeys((Fact.STATE, Fact.CHANNEL, Fact.CONNECTION, Fact.AUTHOR), _NAME),
    **dict.fromkeys((Fact.TEAM, Fact.ASSIGNEE, Fact.LANGUAGE), _NAME | _OPTIONAL),
    Fact.PRIORITY: _NAME | {Operator.AT_LEAST, Operator.AT_MOST},
    Fact.TAGS: {Operator.CONTAINS, Operator.LACKS} | _OPTIONAL,
    **dict.fromkeys((Fact.SUBJECT, Fact.TEXT), {Operator.CONTAINS, Operator.LACKS, Operator.IS} | _OPTIONAL),
}
_ASKS_NOTHING = _OPTIONAL | {Operator.CHANGED}


class Test(Strict):
    """One question about a conversation and what happened in it."""

    __test__ = False  # it is no test of pytest's

    field: Fact
    operator: Operator
    value: str | tuple[str, ...] | None = None
    previous: bool = False
    """Whether the value before this event is meant, where the event changed it."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        allowed = _OPERATORS[self.field] | ({Operator.CHANGED} if self.field in _CHANGING else set())
        if self.operator not in allowed:
            msg = f"{self.field} cannot be asked with {self.operator}, only with {', '.join(sorted(allowed))}"
            raise ValueError(msg)
        if self.previous and self.field not in _CHANGING:
            msg = f"{self.field} has no previous value"
            raise ValueError(msg)
        if (self.value is None) != (self.operator in _ASKS_NOTHING):
            msg = f"{self.operator} takes {'no' if self.operator in _ASKS_NOTHING else 'a'} value"
            raise ValueError(msg)
        if isinstance(self.value, tuple) != (self.operator is Operator.ONE_OF):
            msg = f"{self.operator} takes {'a list' if self.operator is Operator.ONE_OF else 'one value, no list'}"
            raise ValueError(msg)
        for value in self.values:
            if self.field in _CHOICES and value not in _CHOICES[self.field]:
                msg = f"{value!r} is no {self.field}; use one of {', '.join(sorted(_CHOICES[self.field]))}"
                raise ValueError(msg)
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """Return what is compared with, always as several."""
        if self.value is None:
            return ()
        return self.value if isinstance(self.value, tuple) else (self.value,)

    @property
    def sentence(self) -> str:
        """Return the question as the timeline tells it."""
        words = [*(["previous"] if self.previous else []), self.field, self.operator, ", ".join(self.values)]
        return " ".join(filter(None, words)).replace("_", " ")


def _form(part: object) -> str:
    is_group = part.keys() & {"all", "any"} if isinstance(part, dict) else isinstance(part, Group)
    return "group" if is_group else "test"


type Condition = Annotated[
    Annotated[Test, PartTag("test")] | Annotated["Group", PartTag("group")], Discriminator(_form)
]


class Group(Strict):
    """Several conditions, of which all or any must hold; groups stand within groups."""

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()


class Effects(Strict):
    """What a rule or a macro does, all of it or nothing."""

    team: Slug | None = None
    assignee: str | None = None
    priority: Priority | None = None
    state: State | None = None
    add_tags: tuple[Tag, ...] = ()
    remove_tags: tuple[Tag, ...] = ()
    note: Phrase | None = None
    reply: Slug | None = None
    """The canned reply that the customer is sent."""

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not self.model_fields_set:
            msg = "says nothing to do"
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
    passed: Annotated[timedelta, Field(ge=timedelta(minutes=1), le=timedelta(days=366))]


class Automation(Strict):
    """A rule that acts when something happened, or when some time has passed."""

    id: Slug
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
