"""Conditions: each field with each operator that fits it, and the laws that all of them keep."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from tests.unit.core.desk import CUSTOMER, DESK, MONDAY, changed, conversation, received
from transom.core.conditions import facts, holds_for, reasons
from transom.core.soundness import problems
from transom.model import Conversation, Customer, Desk, Entry, Fact, Group, Operator, Priority, Sentiment, State, Test
from transom.model.condition import CHANGING, OPERATORS, TYPES, FactType

KNOWN = Customer(
    tier="gold",
    company="Blue Harbour Ltd",
    fields={"vip": True, "orders": 12.0, "since": "2026-11-01", "plan": "pro", "memo": "Prefers the phone"},
)
OPEN = conversation(
    state=State.OPEN,
    team="care",
    tags=("late", "wet"),
    skills=("rus",),
    language="pl-PL",
    customer=KNOWN,
    messages=3,
    replies=1,
    first_response_at=MONDAY,
    unanswered_since=MONDAY + timedelta(hours=1),
)
CHANGES = {Operator.CHANGED, Operator.CHANGED_FROM, Operator.CHANGED_TO}
AGES = {Operator.OLDER_THAN, Operator.NEWER_THAN}
NOW = MONDAY + timedelta(days=1, hours=1)
BRANDED = Desk.model_validate(
    DESK.model_dump()
    | {
        "brands": [{"id": "outlet", "name": "Outlet"}],
        "connections": [{"id": "shop", "channel": "telegram", "name": "Shop", "brand": "outlet"}],
    }
)


def _holds(test: JsonValue, *, known: Conversation = OPEN, entry: Entry | None = None, desk: Desk = BRANDED) -> bool:
    found = facts(known, entry or received(text="My parcel ORD-77 is broken"), desk, NOW)
    return holds_for(Group.model_validate({"all": [test]}), found) is True


@pytest.mark.parametrize(
    ("field", "operator", "value", "is_met"),
    [
        ("tier", "is", "gold", True),
        ("tier", "one_of", ["silver", "basic"], False),
        ("brand", "is", "outlet", True),
        ("brand", "is_not", "main", True),
        ("company", "contains", "harbour", True),
        ("company", "starts_with", "blue", True),
        ("company", "starts_with", "harbour", False),
        ("language", "is", "pl", True),
        ("skills", "contains_any", ["ger", "rus"], True),
        ("tags", "contains_any", ["cold", "late"], True),
        ("tags", "contains_all", ["late", "wet"], True),
        ("tags", "contains_all", ["late", "cold"], False),
        ("tags", "lacks", "cold", True),
        ("text", "contains", "parcel", True),
        ("text", "contains", "parc", False),
        ("text", "has_part", "ord-7", True),
        ("text", "starts_with", "my parcel", True),
        ("text", "contains_any", ["refund", "is broken"], True),
        ("text", "contains_all", ["parcel", "refund"], False),
        ("messages", "at_least", 3, True),
        ("messages", "at_most", 2, False),
        ("replies", "is", 1, True),
        ("in_queue", "is", True, True),
        ("business_hours", "is", True, True),
        ("business_hours", "is", False, False),
        ("created_at", "older_than", "P1D", True),
        ("created_at", "newer_than", "P1D", False),
        ("created_at", "before", "2026-11-17", True),
        ("created_at", "after", "2026-11-16", False),
        ("waiting_since", "older_than", "PT23H", True),
        ("solved_at", "older_than", "PT1M", False),
        ("solved_at", "is_unset", None, True),
        ("priority", "at_least", "normal", True),
    ],
)
def test_each_field_is_asked_as_its_type_allows(field: str, operator: str, value: JsonValue, *, is_met: bool) -> None:
    """Names, texts, sets, numbers, flags and moments are compared each in its own way."""
    assert _holds({"field": field, "operator": operator, "value": value}) is is_met


@pytest.mark.parametrize(
    ("name", "operator", "value", "is_met"),
    [
        ("vip", "is", True, True),
        ("orders", "at_least", 12, True),
        ("orders", "at_most", 11.5, False),
        ("since", "older_than", "P10D", True),
        ("since", "before", "2026-11-02", True),
        ("since", "is_set", None, True),
        ("plan", "one_of", ["pro", "team"], True),
        ("memo", "contains", "the phone", True),
        ("gone", "is_unset", None, True),
        ("gone", "at_least", 1, False),
    ],
)
def test_the_desks_own_fields_are_asked_by_name(name: str, operator: str, value: JsonValue, *, is_met: bool) -> None:
    """A flag, a number, a day, a choice and a text of a customer; what is not there is neither large nor small."""
    asked: JsonValue = {"field": "contact_field", "name": name, "operator": operator, "value": value}
    assert _holds(asked) is is_met


def test_an_age_counts_all_the_time_or_business_time_alone() -> None:
    """A day and an hour have passed, of which the office was open for nine."""
    asked = {"field": "created_at", "operator": "older_than"}
    assert _holds({**asked, "value": "PT9H"})
    assert not _holds({**asked, "value": "PT9H", "time": "business"})
    assert _holds({**asked, "value": "PT8H59M", "time": "business"})


def test_who_was_never_answered_waits_since_the_beginning() -> None:
    """The first message counts as one that waits; a solved matter waits for nothing."""
    asked: JsonValue = {"field": "waiting_since", "operator": "older_than", "value": "P1D"}
    assert _holds(asked, known=conversation(state=State.NEW))
    assert not _holds(asked, known=conversation(state=State.SOLVED))


@pytest.mark.parametrize(
    ("field", "operator", "value", "is_met"),
    [
        ("state", "changed_from", "solved", True),
        ("state", "changed_to", "open", True),
        ("state", "changed_to", "solved", False),
        ("tags", "changed_to", "wet", True),
        ("tags", "changed_to", "late", False),
        ("tags", "changed_from", "dry", True),
        ("team", "changed_from", "care", False),
    ],
)
def test_a_change_is_asked_from_and_to(field: str, operator: str, value: str, *, is_met: bool) -> None:
    """Of several values it is asked whether one came or went; what did not change is neither."""
    moved = {"state": {"from": "solved", "to": "open"}, "tags": {"from": ["late", "dry"], "to": ["late", "wet"]}}
    entry = changed(data=moved)
    assert _holds({"field": field, "operator": operator, "value": value}, entry=entry) is is_met


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        ({"field": "messages", "operator": "at_least", "value": "many"}, "'many' is no number"),
        ({"field": "messages", "operator": "contains", "value": "1"}, "cannot be asked with contains, only with"),
        ({"field": "created_at", "operator": "older_than", "value": "4"}, "no length of time; write it as PT4H or 4h"),
        ({"field": "created_at", "operator": "before", "value": "tomorrow"}, "is no day; write it as 2026-11-30"),
        ({"field": "business_hours", "operator": "is", "value": "perhaps"}, "use one of false, true"),
        ({"field": "text", "operator": "contains", "value": "x", "time": "business"}, "count business time"),
        ({"field": "contact_field", "operator": "is", "value": "x"}, "is asked for by its `name`"),
        ({"field": "tier", "name": "vip", "operator": "is", "value": "x"}, "is asked for by its `name`"),
        ({"field": "tags", "operator": "contains_any", "value": "x"}, "takes a list"),
        ({"field": "text", "operator": "changed_to", "value": "x"}, "cannot be asked with changed_to"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(test: JsonValue, reason: str) -> None:
    """A value that does not fit its field is found before any rule runs."""
    with pytest.raises(ValidationError, match=reason):
        Test.model_validate(test)


def test_what_conditions_and_terms_name_must_be_there() -> None:
    """A tier, a brand, a skill and one of the desk's own fields are told with their places."""
    tests: list[JsonValue] = [
        {"field": "tier", "operator": "is", "value": "gold"},
        {"field": "brand", "operator": "one_of", "value": ["outlet", "lost"]},
        {"field": "skills", "operator": "contains", "value": "rus"},
        {"field": "contact_field", "name": "vip", "operator": "is", "value": True},
        {"field": "contact_field", "name": "orders", "operator": "contains", "value": "x"},
        {"field": "contact_field", "name": "plan", "operator": "is", "value": "free"},
    ]
    rule: JsonValue = {"id": "a", "on": ["note.added"], "when": {"all": tests}, "then": {"add_tags": ["x"]}}
    policy = BRANDED.policies[0].model_dump(exclude_unset=True)
    special = [{"when": {"tiers": ["gold"], "brands": ["lost"]}, "first_response": "PT1H"}]
    own = [{"id": "orders", "name": "Orders", "type": "number"}]
    own += [{"id": "plan", "name": "Plan", "type": "choice", "choices": ["pro"]}]  # type: ignore[dict-item]
    connection = BRANDED.connections[0].model_dump() | {"brand": "gone"}
    wrong = BRANDED.model_dump() | {
        "automations": [rule],
        "policies": [policy | {"terms": special}, BRANDED.policies[1]],
        "contact_fields": own,
        "connections": [connection],
        "brands": [{"id": "outlet", "name": "Outlet"}, {"id": "main", "name": "Another"}],
    }
    when = "automations.0.when.all"
    assert {".".join(map(str, path)) for path, _ in problems(Desk.model_validate(wrong))} == {
        f"{when}.0.value",
        f"{when}.1.value",
        f"{when}.2.value",
        f"{when}.3.name",
        f"{when}.4.operator",
        f"{when}.5.value.0",
        "policies.0.terms.0.when.tiers.0",
        "policies.0.terms.0.when.brands.0",
        "connections.0.brand",
        "brands.1.id",
    }


_WORDS = st.sampled_from(["", "open", "gold", "parcel", "late", "ü", "true"])
_VALUES = st.booleans() | st.floats() | st.text(max_size=20) | st.dates().map(str)
_OWN = st.dictionaries(st.sampled_from(["vip", "orders", "since"]), _VALUES)
_CHOSEN = {
    Fact.STATE: st.sampled_from(State),
    Fact.PRIORITY: st.sampled_from(Priority),
    Fact.AUTHOR: st.sampled_from(["customer", "agent"]),
    Fact.SENTIMENT: st.sampled_from(Sentiment),
    Fact.LANGUAGE: st.sampled_from(["en", "pl"]),
}
_OF_TYPE = {
    FactType.NUMBER: st.sampled_from(["12", "-1.5", "0"]),
    FactType.FLAG: st.sampled_from(["true", "false"]),
}
_OF_OPERATOR = {
    **dict.fromkeys((Operator.BEFORE, Operator.AFTER), st.dates().map(str)),
    **dict.fromkeys((Operator.OLDER_THAN, Operator.NEWER_THAN), st.sampled_from(["P1D", "PT0S", "PT90M"])),
}


_BY_NAME = {Fact.CONTACT_FIELD, Fact.FORM_FIELD}


@st.composite
def _questions(draw: st.DrawFn) -> Test:
    """Draw a question that may be asked."""
    field = draw(st.sampled_from(Fact))
    kind = TYPES.get(field) or draw(st.sampled_from(FactType))
    operator = draw(st.sampled_from(sorted(OPERATORS[kind] | (CHANGES if field in CHANGING else set()))))
    value = _CHOSEN.get(field, _OF_OPERATOR.get(operator, _OF_TYPE.get(kind, _WORDS)))
    several = operator in {Operator.ONE_OF, Operator.CONTAINS_ANY, Operator.CONTAINS_ALL}
    raw = {
        "field": field,
        "operator": operator,
        "value": None if operator is Operator.CHANGED else draw(st.lists(value, max_size=3) if several else value),
        "name": draw(st.sampled_from(["vip", "orders", "since"])) if field in _BY_NAME else None,
        "time": draw(st.sampled_from(["calendar", "business"])) if operator in AGES else "calendar",
        "previous": field in CHANGING and draw(st.booleans()),
    }
    return Test.model_validate(raw)


_QUESTIONS = _questions()
_GROUPS = st.recursive(
    _QUESTIONS,
    lambda inner: st.builds(
        lambda a, b, c: Group(all=tuple(a), any=tuple(b), none=tuple(c)),
        *(st.lists(inner, max_size=3) for _ in range(3)),
    ),
    max_leaves=6,
)
_CONVERSATIONS = st.builds(
    conversation,
    state=st.sampled_from(State),
    tags=st.lists(st.sampled_from(["late", "wet"]), unique=True).map(tuple),
    customer=st.builds(
        Customer, tier=st.none() | st.just("gold"), company=st.none() | st.text(max_size=20), fields=_OWN
    ),
    messages=st.integers(0, 5),
    unanswered_since=st.none() | st.just(MONDAY),
    team=st.sampled_from([None, "care", "refunds", "gone"]),
)
_CHANGES = st.dictionaries(
    st.sampled_from(["state", "tags", "priority", "team"]),
    st.fixed_dictionaries({"from": st.none() | _WORDS | st.lists(_WORDS, max_size=2)}) | st.text(max_size=5),
)


def _known(known: Conversation, data: dict[str, JsonValue]) -> dict[tuple[Fact, bool], object]:
    data = data | {"fields": {"orders": "A-17"}}
    return dict(facts(known, received(text="My parcel", actor=CUSTOMER, data=data), BRANDED, NOW))


@given(_GROUPS, _CONVERSATIONS, _CHANGES, st.booleans())
def test_a_condition_is_answered_whatever_it_asks(
    asked: Test | Group,
    known: Conversation,
    data: dict[str, JsonValue],
    hides: bool,  # noqa: FBT001 - drawn
) -> None:
    """No question that may be asked raises, be everything known or little; what is known is answered yes or no."""
    group = asked if isinstance(asked, Group) else Group(all=(asked,))
    found = _known(known, data)
    answer = holds_for(group, {key: found[key] for key in list(found)[::2]} if hides else found)
    assert answer in ({True, False, None} if hides else {True, False})
    assert all(isinstance(reason, str) for reason in reasons(group, found))


@given(st.lists(_QUESTIONS, min_size=1, max_size=4), _CONVERSATIONS, _CHANGES)
def test_all_and_any_keep_their_laws(tests: list[Test], known: Conversation, data: dict[str, JsonValue]) -> None:
    """All holds when each does, any when one does; order, repetition and nesting change nothing."""
    found = _known(known, data)
    each = [holds_for(Group(all=(test,)), found) for test in tests]
    one, other = Group(all=tuple(tests)), Group(any=tuple(tests))
    assert (holds_for(one, found), holds_for(other, found)) == (all(each), any(each))
    assert holds_for(Group(all=(*reversed(tests), *tests)), found) is all(each)
    assert holds_for(Group(all=(one,)), found) is holds_for(Group(any=(one,)), found) is all(each)
    assert holds_for(Group(), found) is True


@given(st.lists(_QUESTIONS, min_size=1, max_size=4), _CONVERSATIONS, _CHANGES)
def test_none_is_the_opposite_of_any(tests: list[Test], known: Conversation, data: dict[str, JsonValue]) -> None:
    """De Morgan's laws hold, twice none of one is that one again, and of nothing known all three are unknown."""
    found = _known(known, data)
    several, one = tuple(tests), (tests[0],)
    not_any, not_each = Group(none=several), Group(all=tuple(Group(none=(test,)) for test in tests))
    assert holds_for(not_any, found) is holds_for(not_each, found) is not holds_for(Group(any=several), found)
    assert holds_for(Group(none=(Group(all=several),)), found) is not holds_for(Group(all=several), found)
    assert holds_for(Group(none=(Group(none=one),)), found) is holds_for(Group(all=one), found)
    assert {holds_for(group, {}) for group in (not_any, Group(any=several), Group(all=several))} == {None}


def test_what_does_not_hold_is_a_reason_too() -> None:
    """The timeline tells what was asked for, and what was asked not to be."""
    group = Group.model_validate(
        {
            "all": [{"field": "tier", "operator": "is", "value": "gold"}],
            "none": [{"field": "tags", "operator": "contains", "value": "spam"}, {"any": []}],
        }
    )
    none = group.model_copy(update={"none": group.none[:1]})
    known = facts(OPEN, received(), BRANDED, NOW)
    assert (holds_for(group, known), holds_for(none, known)) == (False, True)
    assert reasons(none, known) == ("tier is gold", "not tags contains spam")


_OPPOSITES = {
    Operator.IS: Operator.IS_NOT,
    Operator.CONTAINS: Operator.LACKS,
    Operator.IS_SET: Operator.IS_UNSET,
}


@given(_QUESTIONS, _CONVERSATIONS, _CHANGES)
def test_an_opposite_holds_exactly_where_its_question_does_not(
    test: Test, known: Conversation, data: dict[str, JsonValue]
) -> None:
    """What is, is not what is not; and what is asked of nothing known is answered by neither."""
    opposite = _OPPOSITES.get(test.operator)
    if opposite is None or TYPES.get(test.field) is FactType.FLAG:
        return
    turned = test.model_copy(update={"operator": opposite})
    found = _known(known, data)
    assert holds_for(Group(all=(test,)), found) is not holds_for(Group(all=(turned,)), found)
    assert holds_for(Group(all=(test,)), {}) is holds_for(Group(all=(turned,)), {}) is None
