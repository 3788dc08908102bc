"""Whether a condition holds: yes, no, or nobody knows yet."""

from collections.abc import Iterable, Mapping

from transom.core.words import holds, words
from transom.model import Conversation, Entry, Fact, Group, Operator, Priority, Test

type Known = Mapping[tuple[Fact, bool], object]
"""What is known: by fact, and whether its value before the event is meant; what is left out is not known."""


def facts(conversation: Conversation, entry: Entry | None) -> Known:
    """Return everything that a condition can ask about a conversation and what happened in it."""
    now: dict[Fact, object] = {
        Fact.STATE: conversation.state,
        Fact.PRIORITY: conversation.priority,
        Fact.TEAM: conversation.team,
        Fact.ASSIGNEE: conversation.assignee,
        Fact.TAGS: conversation.tags,
        Fact.LANGUAGE: (conversation.language or "").partition("-")[0].lower() or None,
        Fact.CHANNEL: conversation.door.channel,
        Fact.CONNECTION: conversation.door.connection,
        Fact.SUBJECT: (entry and entry.subject) or conversation.subject,
        Fact.TEXT: (entry and entry.text) or "",
        Fact.AUTHOR: entry.actor.kind if entry else "system",
    }
    return {(fact, False): value for fact, value in now.items()} | {
        (fact, True): _before(fact, value, entry) for fact, value in now.items()
    }


def holds_for(group: Group, known: Known) -> bool | None:
    """Tell whether a group holds; None where that hangs on something unknown."""
    wanted = [_all(_each(group.all, known))]
    if group.any:
        wanted.append(_any(_each(group.any, known)))
    return _all(wanted)


def reasons(group: Group, known: Known) -> tuple[str, ...]:
    """Return the conditions that held, as sentences."""
    found: list[str] = []
    for part in (*group.all, *group.any):
        if isinstance(part, Group):
            found += reasons(part, known) if holds_for(part, known) else ()
        elif _asked(part, known):
            found.append(part.sentence)
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
    if test.operator is Operator.CHANGED:
        return known[now] != known[before] if now in known and before in known else None
    key = before if test.previous else now
    return _compared(test, known[key]) if key in known else None


def _compared(test: Test, value: object) -> bool:
    match test.operator:
        case Operator.IS_SET | Operator.IS_UNSET:
            return bool(value) is (test.operator is Operator.IS_SET)
        case Operator.CONTAINS | Operator.LACKS:
            return _contains(test.values[0], value) is (test.operator is Operator.CONTAINS)
        case Operator.AT_LEAST:
            return _rank(value) >= _rank(test.values[0])
        case Operator.AT_MOST:
            return _rank(value) <= _rank(test.values[0])
        case _:
            return (value in test.values) is (test.operator is not Operator.IS_NOT)


def _contains(wanted: str, value: object) -> bool:
    return wanted in value if isinstance(value, tuple) else holds(words(str(value)), words(wanted))


def _rank(value: object) -> int:
    return list(Priority).index(Priority(str(value)))


def _before(fact: Fact, now: object, entry: Entry | None) -> object:
    change = entry.data.get(fact) if entry else None
    if not isinstance(change, dict) or "from" not in change:
        return now
    value = change["from"]
    return tuple(value) if isinstance(value, list) else value
