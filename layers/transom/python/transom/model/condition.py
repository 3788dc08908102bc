"""Conditions: what a rule asks of a conversation, its customer and what happened, by operators that fit the field."""

import math
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, TypeAdapter, ValidationError, model_validator
from pydantic import Tag as PartTag

from transom.model.base import Duration, Slug, Strict
from transom.model.conversation import Priority, State
from transom.model.language import LANGUAGE_CODES
from transom.model.tension import Sentiment


class Fact(StrEnum):
    """What a condition can ask for."""

    STATE = "state"
    WORKSPACE_STATE = "workspace_state"
    """The desk's own name of the state, if it has one."""
    PRIORITY = "priority"
    TEAM = "team"
    ASSIGNEE = "assignee"
    TAGS = "tags"
    SKILLS = "skills"
    LANGUAGE = "language"
    CHANNEL = "channel"
    CONNECTION = "connection"
    BRAND = "brand"
    SUBJECT = "subject"
    TEXT = "text"
    AUTHOR = "author"
    """Who did what happened: customer, agent, guest of a department, bot or system."""
    TIER = "tier"
    COMPANY = "company"
    CONTACT_FIELD = "contact_field"
    """A field that the desk keeps of its customers, by its name."""
    FORM_FIELD = "form_field"
    """What a visitor put into a field of a form, by the field's name."""
    MESSAGES = "messages"
    """How many messages the customer wrote here."""
    REPLIES = "replies"
    """How many answers people of the desk gave here."""
    TENSION = "tension"
    """How tense it is, from 0 to 100."""
    SENTIMENT = "sentiment"
    """In which mood the customer wrote last: positive, neutral or negative."""
    IN_QUEUE = "in_queue"
    """Whether it waits in its team's queue for an agent."""
    BUSINESS_HOURS = "business_hours"
    """Whether its team's calendar is open now."""
    CREATED_AT = "created_at"
    LAST_MESSAGE_AT = "last_message_at"
    LAST_CUSTOMER_MESSAGE_AT = "last_customer_message_at"
    WAITING_SINCE = "waiting_since"
    """When the customer wrote first since the last answer."""
    SOLVED_AT = "solved_at"


class Operator(StrEnum):
    """How a condition compares."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    CONTAINS = "contains"
    CONTAINS_ANY = "contains_any"
    CONTAINS_ALL = "contains_all"
    LACKS = "lacks"
    STARTS_WITH = "starts_with"
    HAS_PART = "has_part"
    """Whether it stands somewhere in the text, be it within a word."""
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BEFORE = "before"
    AFTER = "after"
    OLDER_THAN = "older_than"
    NEWER_THAN = "newer_than"
    IS_SET = "is_set"
    IS_UNSET = "is_unset"
    CHANGED = "changed"
    CHANGED_FROM = "changed_from"
    CHANGED_TO = "changed_to"


class FactType(StrEnum):
    """What the values of a field are, which decides how it can be asked."""

    NAME = "name"
    RANK = "rank"
    SET = "set"
    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"
    FLAG = "flag"


OPERATORS: dict[FactType, frozenset[Operator]] = {
    FactType.NAME: frozenset({Operator.IS, Operator.IS_NOT, Operator.ONE_OF}),
    FactType.RANK: frozenset({Operator.IS, Operator.IS_NOT, Operator.ONE_OF, Operator.AT_LEAST, Operator.AT_MOST}),
    FactType.SET: frozenset({Operator.CONTAINS, Operator.LACKS, Operator.CONTAINS_ANY, Operator.CONTAINS_ALL}),
    FactType.TEXT: frozenset(
        {
            Operator.IS,
            Operator.IS_NOT,
            Operator.ONE_OF,
            Operator.CONTAINS,
            Operator.LACKS,
            Operator.CONTAINS_ANY,
            Operator.CONTAINS_ALL,
            Operator.STARTS_WITH,
            Operator.HAS_PART,
        }
    ),
    FactType.NUMBER: frozenset({Operator.IS, Operator.IS_NOT, Operator.AT_LEAST, Operator.AT_MOST}),
    FactType.MOMENT: frozenset({Operator.BEFORE, Operator.AFTER, Operator.OLDER_THAN, Operator.NEWER_THAN}),
    FactType.FLAG: frozenset({Operator.IS}),
}
TYPES: dict[Fact, FactType] = {
    **dict.fromkeys((Fact.STATE, Fact.TEAM, Fact.ASSIGNEE, Fact.LANGUAGE, Fact.CHANNEL), FactType.NAME),
    Fact.WORKSPACE_STATE: FactType.NAME,
    **dict.fromkeys((Fact.CONNECTION, Fact.BRAND, Fact.AUTHOR, Fact.TIER, Fact.SENTIMENT), FactType.NAME),
    Fact.PRIORITY: FactType.RANK,
    **dict.fromkeys((Fact.TAGS, Fact.SKILLS), FactType.SET),
    **dict.fromkeys((Fact.SUBJECT, Fact.TEXT, Fact.COMPANY, Fact.FORM_FIELD), FactType.TEXT),
    **dict.fromkeys((Fact.MESSAGES, Fact.REPLIES, Fact.TENSION), FactType.NUMBER),
    **dict.fromkeys((Fact.IN_QUEUE, Fact.BUSINESS_HOURS), FactType.FLAG),
    **dict.fromkeys((Fact.CREATED_AT, Fact.LAST_MESSAGE_AT, Fact.LAST_CUSTOMER_MESSAGE_AT), FactType.MOMENT),
    **dict.fromkeys((Fact.WAITING_SINCE, Fact.SOLVED_AT), FactType.MOMENT),
}
"""The type of each field but the desk's own, whose types the desk declares."""

CHANGING = frozenset({Fact.STATE, Fact.WORKSPACE_STATE, Fact.PRIORITY, Fact.TEAM, Fact.ASSIGNEE, Fact.TAGS})
"""What an event may have changed, so that the value before it can be asked for."""

_ALWAYS = {Fact.STATE, Fact.CHANNEL, Fact.CONNECTION, Fact.BRAND, Fact.AUTHOR, Fact.PRIORITY, Fact.CREATED_AT}
_ALWAYS |= {Fact.LAST_MESSAGE_AT, Fact.MESSAGES, Fact.REPLIES, Fact.TENSION, Fact.IN_QUEUE, Fact.BUSINESS_HOURS}
_PRESENCE = frozenset({Operator.IS_SET, Operator.IS_UNSET})
_CHANGES = frozenset({Operator.CHANGED, Operator.CHANGED_FROM, Operator.CHANGED_TO})
_ASKS_NOTHING = _PRESENCE | {Operator.CHANGED}
_LISTS = frozenset({Operator.ONE_OF, Operator.CONTAINS_ANY, Operator.CONTAINS_ALL})
_DAYS = frozenset({Operator.BEFORE, Operator.AFTER})
_LENGTHS = frozenset({Operator.OLDER_THAN, Operator.NEWER_THAN})
_CHOICES = {
    Fact.STATE: frozenset(State),
    Fact.PRIORITY: frozenset(Priority),
    Fact.SENTIMENT: frozenset(Sentiment),
    Fact.AUTHOR: frozenset({"customer", "agent", "guest", "bot", "system"}),
}
_BY_NAME = frozenset({Fact.CONTACT_FIELD, Fact.FORM_FIELD})
_FLAGS = frozenset({"true", "false"})
_LENGTH = TypeAdapter[timedelta](Duration)


def number(text: str) -> float | None:
    """Return the number that a text states, if it does."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def day(text: str) -> date | None:
    """Return the day that a text such as `2026-11-30` states, if it does."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def length(text: str) -> timedelta | None:
    """Return the length that a text such as `PT4H` or `30d` states, if it does."""
    try:
        return _LENGTH.validate_python(text)
    except ValidationError:
        return None


def _as_text(value: object) -> object:
    """Return a number or a flag as the text that files state it by."""
    if isinstance(value, list | tuple):
        return tuple(map(_as_text, value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


type Plain = str | float | bool
type Value = Annotated[
    str | tuple[str, ...] | None,
    BeforeValidator(_as_text, json_schema_input_type=Plain | tuple[Plain, ...] | None),
]


class Test(Strict):
    """One question about a conversation, its customer, or what happened."""

    __test__ = False  # it is no test of pytest's

    field: Fact
    name: Slug | None = None
    """Which field is meant, with `contact_field` and `form_field`."""
    operator: Operator
    value: Value = None
    time: Literal["calendar", "business"] = "calendar"
    """Whether an age counts all the time, or only while the team's calendar is open."""
    previous: bool = False
    """Whether the value before this event is meant, where the event changed it."""

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        if problem := self._problem():
            raise ValueError(problem)
        return self

    def _problem(self) -> str | None:
        if (self.name is None) is (self.field in _BY_NAME):
            return f"a {' or a '.join(sorted(_BY_NAME))} is asked for by its `name`, and nothing else is"
        if self.previous and self.field not in CHANGING:
            return f"{self.field} has no previous value"
        if (self.value is None) != (self.operator in _ASKS_NOTHING):
            return f"{self.operator} takes {'no' if self.operator in _ASKS_NOTHING else 'a'} value"
        if isinstance(self.value, tuple) != (self.operator in _LISTS):
            return f"{self.operator} takes {'a list' if self.operator in _LISTS else 'one value, no list'}"
        if self.time == "business" and self.operator not in _LENGTHS:
            return f"only {' and '.join(sorted(_LENGTHS))} count business time"
        return self.misfit(TYPES[self.field]) if self.field in TYPES else None

    def misfit(self, kind: FactType) -> str | None:
        """Return why a field of this type cannot be asked so, if it cannot."""
        allowed = OPERATORS[kind] | (frozenset() if self.field in _ALWAYS else _PRESENCE)
        allowed |= _CHANGES if self.field in CHANGING else frozenset()
        if self.operator not in allowed:
            return f"{self.field} cannot be asked with {self.operator}, only with {', '.join(sorted(allowed))}"
        return next((wrong for value in self.values if (wrong := self._wrong(value, kind))), None)

    def _wrong(self, value: str, kind: FactType) -> str | None:
        choices = _CHOICES.get(self.field) or (_FLAGS if kind is FactType.FLAG else None)
        if choices and value not in choices:
            return f"{value!r} is no {self.field}; use one of {', '.join(sorted(choices))}"
        if self.field is Fact.LANGUAGE and value not in LANGUAGE_CODES:
            return f"{value!r} is no language; write its code of two letters, as in en or pl"
        if kind is FactType.NUMBER and number(value) is None:
            return f"{value!r} is no number"
        if self.operator in _DAYS and day(value) is None:
            return f"{value!r} is no day; write it as 2026-11-30"
        if self.operator in _LENGTHS and length(value) is None:
            return f"{value!r} is no length of time; write it as PT4H or 4h"
        return None

    @property
    def values(self) -> tuple[str, ...]:
        """Return what is compared with, always as several."""
        if self.value is None:
            return ()
        return self.value if isinstance(self.value, tuple) else (self.value,)

    @property
    def sentence(self) -> str:
        """Return the question as the timeline tells it."""
        what = [*(["previous"] if self.previous else []), self.field.replace("_", " "), self.name]
        asked = [self.operator.replace("_", " "), ", ".join(self.values).replace("_", " ")]
        return " ".join(filter(None, [*what, *asked, "in business time" if self.time == "business" else ""]))


def _form(part: object) -> str:
    is_group = part.keys() & {"all", "any", "none"} if isinstance(part, dict) else isinstance(part, Group)
    return "group" if is_group else "test"


type Condition = Annotated[
    Annotated[Test, PartTag("test")] | Annotated["Group", PartTag("group")], Discriminator(_form)
]


class Group(Strict):
    """Several conditions, of which all, any or none must hold; groups stand within groups."""

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()

    @property
    def parts(self) -> Iterator[tuple[tuple[str, int], Condition]]:
        """Yield each condition with its place."""
        for name, conditions in (("all", self.all), ("any", self.any), ("none", self.none)):
            yield from (((name, place), condition) for place, condition in enumerate(conditions))
