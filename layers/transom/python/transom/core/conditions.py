"""Whether a condition holds: yes, no, or nobody knows yet."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from pydantic import JsonValue

from transom.core.elapsed import Elapsed, Hours
from transom.core.words import has_part, holds, starts, words
from transom.model import Conversation, Desk, Entry, Fact, Group, Operator, Priority, Test
from transom.model.condition import CHANGING, day, length, number

_CHANGES = {Operator.CHANGED, Operator.CHANGED_FROM, Operator.CHANGED_TO}

type Known = Mapping[tuple[Fact, bool], object]
"""What is known: by fact, and whether its value before the event is meant; what is left out is not known."""


def facts(conversation: Conversation, entry: Entry | None, desk: Desk, now: datetime) -> Known:
    """Return everything that a condition can ask about a conversation and what happened in it."""
    hours = Hours(conversation, desk, now)
    found = _present(conversation, entry) | {
        Fact.BRAND: desk.brand_of(conversation.door.connection),
        Fact.BUSINESS_HOURS: hours,
        Fact.CONTACT_FIELD: {name: _own(value, hours) for name, value in conversation.customer.fields.items()},
        **{fact: Elapsed(at, hours) if at else None for fact, at in _moments(conversation).items()},
    }
    return {(fact, False): value for fact, value in found.items()} | {
        (fact, True): _before(fact, found[fact], entry) for fact in CHANGING
    }


def _present(conversation: Conversation, entry: Entry | None) -> dict[Fact, object]:
    return {
        Fact.STATE: conversation.state,
        Fact.WORKSPACE_STATE: conversation.workspace_state,
        Fact.PRIORITY: conversation.priority,
        Fact.TEAM: conversation.team,
        Fact.ASSIGNEE: conversation.assignee,
        Fact.TAGS: conversation.tags,
        Fact.SKILLS: conversation.skills,
        Fact.LANGUAGE: (conversation.language or "").partition("-")[0].lower() or None,
        Fact.CHANNEL: conversation.door.channel,
        Fact.CONNECTION: conversation.door.connection,
        Fact.SUBJECT: (entry and entry.subject) or conversation.subject,
        Fact.TEXT: (entry and entry.text) or "",
        Fact.AUTHOR: entry.actor.kind if entry else "system",
        Fact.TIER: conversation.customer.tier,
        Fact.COMPANY: conversation.customer.company,
        Fact.FORM_FIELD: (entry and entry.data.get("fields")) or {},
        Fact.MESSAGES: conversation.messages,
        Fact.REPLIES: conversation.replies,
        Fact.TENSION: conversation.tension.score if conversation.tension else 0,
        Fact.SENTIMENT: conversation.tension.sentiment if conversation.tension else None,
        Fact.IN_QUEUE: conversation.is_held,
    }


def _moments(conversation: Conversation) -> dict[Fact, datetime | None]:
    is_unheard = not conversation.first_response_at and not conversation.state.is_done
    first = conversation.created_at if is_unheard and conversation.last_customer_message_at else None
    return {
        Fact.CREATED_AT: conversation.created_at,
        Fact.LAST_MESSAGE_AT: conversation.last_message_at,
        Fact.LAST_CUSTOMER_MESSAGE_AT: conversation.last_customer_message_at,
        Fact.WAITING_SINCE: conversation.unanswered_since or first,
        Fact.SOLVED_AT: conversation.solved_at,
    }


def _own(value: str | bool | float, hours: Hours) -> object:  # noqa: FBT001 - what the desk keeps of a customer
    """Return the value of one of the desk's own fields; a day can be asked for its age, too."""
    when = day(value) if isinstance(value, str) else None
    return Elapsed(when, hours) if when else value


def holds_for(group: Group, known: Known) -> bool | None:
    """Tell whether a group holds; None where that hangs on something unknown."""
    wanted = [_all(_each(group.all, known))]
    if group.any:
        wanted.append(_any(_each(group.any, known)))
    if group.none:
        found = _any(_each(group.none, known))
        wanted.append(None if found is None else not found)
    return _all(wanted)


def reasons(group: Group, known: Known) -> tuple[str, ...]:
    """Return the conditions that held, as sentences."""
    found: list[str] = []
    for part in (*group.all, *group.any):
        if isinstance(part, Group):
            found += reasons(part, known) if holds_for(part, known) else ()
        elif _asked(part, known):
            found.append(part.sentence)
    found += [f"not {part.sentence}" for part in group.none if isinstance(part, Test)]
    return tuple(found)


def _each(parts: Iterable[Test | Group], known: Known) -> list[bool | None]:
    return [holds_for(part, known) if isinstance(part, Group) else _asked(part, known) for part in parts]


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _any(answers: list[bool | None]) -> bool | None:
    if True in answers:
        return True
    return None if None in answers else False


def _asked(test: Test, known: Known) -> bool | None:
    now, before = (test.field, False), (test.field, True)
    if test.operator in _CHANGES:
        return _changed(test, known[before], known[now]) if now in known and before in known else None
    key = before if test.previous else now
    if key not in known:
        return None
    value = known[key]
    return _compared(test, value.get(test.name) if isinstance(value, dict) else value)


def _changed(test: Test, before: object, now: object) -> bool:
    """Tell whether a value changed, from or to what is asked for; of several, whether that went or came."""
    if test.operator is Operator.CHANGED:
        return now != before
    left, right = (now, before) if test.operator is Operator.CHANGED_FROM else (before, now)
    (wanted,) = test.values
    return _has(right, wanted) and not _has(left, wanted)


def _has(value: object, wanted: str) -> bool:
    return wanted in value if isinstance(value, tuple) else value == wanted


def _compared(test: Test, value: object) -> bool:  # noqa: PLR0911 - one answer for each operator
    match test.operator:
        case Operator.IS_SET | Operator.IS_UNSET:
            return (value not in (None, "", ())) is (test.operator is Operator.IS_SET)
        case Operator.CONTAINS | Operator.LACKS:
            return _contains(test.values[0], value) is (test.operator is Operator.CONTAINS)
        case Operator.CONTAINS_ANY:
            return any(_contains(each, value) for each in test.values)
        case Operator.CONTAINS_ALL:
            return all(_contains(each, value) for each in test.values)
        case Operator.STARTS_WITH:
            return starts(_words(_text(value)), _words(test.values[0]))
        case Operator.HAS_PART:
            return has_part(_text(value), test.values[0])
        case Operator.AT_LEAST | Operator.AT_MOST:
            return _ranked(test, value)
        case Operator.BEFORE | Operator.AFTER | Operator.OLDER_THAN | Operator.NEWER_THAN:
            return isinstance(value, Elapsed) and _timed(test, value)
        case _:
            return any(_is(value, each) for each in test.values) is not (test.operator is Operator.IS_NOT)


def _contains(wanted: str, value: object) -> bool:
    return wanted in value if isinstance(value, tuple) else holds(_words(_text(value)), _words(wanted))


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, which one rule after the other asks for."""
    return tuple(words(text))


def _text(value: object) -> str:
    if isinstance(value, Elapsed):
        return value.day.isoformat()
    return "" if value is None else str(value)


def _is(value: object, wanted: str) -> bool:
    if isinstance(value, Hours):
        return value.is_open() is (wanted == "true")
    if isinstance(value, bool):
        return value is (wanted == "true")
    if isinstance(value, int | float):
        return value == number(wanted)
    return _text(value) == wanted if isinstance(value, Elapsed) else value == wanted


def _ranked(test: Test, value: object) -> bool:
    """Tell whether a number, or a priority, is large or small enough; one that is not there is neither."""
    size, bound = _size(value), _size(test.values[0])
    if size is None or bound is None:
        return False
    return size >= bound if test.operator is Operator.AT_LEAST else size <= bound


def _size(value: object) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if str(value) in set(Priority):
        return list(Priority).index(Priority(str(value)))
    return number(str(value))


def _timed(test: Test, value: Elapsed) -> bool:
    (wanted,) = test.values
    if test.operator in {Operator.OLDER_THAN, Operator.NEWER_THAN}:
        bound, passed = length(wanted), value.length(in_business=test.time == "business")
        return bound is not None and (passed > bound) is (test.operator is Operator.OLDER_THAN)
    bound_day = day(wanted)
    if bound_day is None:
        return False
    return value.day < bound_day if test.operator is Operator.BEFORE else value.day > bound_day


def _before(fact: Fact, now: object, entry: Entry | None) -> object:
    told = entry.data if entry else {}
    before = told.get("before")
    if isinstance(before, dict) and fact in before:  # routing tells what it decided, and what was there
        value: JsonValue = before[fact]
    elif isinstance(change := told.get(fact), dict) and "from" in change:
        value = change["from"]
    else:
        return now
    return tuple(value) if isinstance(value, list) else value
