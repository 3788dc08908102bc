"""Rules: what they ask, what they do, and that they come to rest."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from tests.unit.core.desk import CUSTOMER, DESK, DOOR, MONDAY
from transom.core import rules
from transom.core.phrases import filled
from transom.core.soundness import problems
from transom.model import Automation, Conversation, Desk, Entry, EntryName, Matter, Priority, State, phrase

OPEN = Conversation(
    id="4T7QXK2M",
    state=State.OPEN,
    team="care",
    contact_id="c",
    contact_name="Olga Nowak",
    door=DOOR,
    created_at=MONDAY,
    last_message_at=MONDAY,
)
ON_MESSAGE: dict[str, JsonValue] = {"on": ["message.received"]}
ON_CHANGE: dict[str, JsonValue] = {"on": ["conversation.changed"]}


def _desk(*automations: dict[str, JsonValue], **parts: JsonValue) -> Desk:
    named = [{"id": f"rule{number}", **each} for number, each in enumerate(automations)]
    return Desk.model_validate(DESK.model_dump() | {"automations": named} | parts)


def _entry(number: int = 0, name: EntryName = EntryName.MESSAGE_RECEIVED, **fields: object) -> Entry:
    shared = {"id": f"01KA{number:022}", "name": name, "conversation_id": OPEN.id, "at": MONDAY, "actor": CUSTOMER}
    return Entry.model_validate({**shared, "text": "My parcel is broken", **fields})


def _tag(tag: str) -> dict[str, JsonValue]:
    return {"then": {"add_tags": [tag]}}


def _asking(*tests: JsonValue, how: str = "all") -> dict[str, JsonValue]:
    return {"when": {how: list(tests)}}


def _is(field: str, value: JsonValue, operator: str = "is") -> dict[str, JsonValue]:
    return {"field": field, "operator": operator, "value": value}


@pytest.mark.parametrize(
    ("when", "is_met"),
    [
        (_asking(_is("state", "open"), _is("team", "care")), True),
        (_asking(_is("state", "open"), _is("team", "billing", "is_not")), True),
        (_asking(_is("state", "solved"), _is("team", "care"), how="any"), True),
        (_asking(_is("state", "solved"), _is("team", "other"), how="any"), False),
        (_asking({"any": [_is("state", "solved"), {"all": [_is("text", "parcel", "contains")]}]}), True),
        (_asking(_is("text", "cel", "contains")), False),
        (_asking(_is("text", "refund", "lacks")), True),
        (_asking(_is("priority", "normal", "at_least")), True),
        (_asking(_is("priority", "low", "at_most")), False),
        (_asking(_is("channel", ["telegram", "email"], "one_of")), True),
        (_asking({"field": "assignee", "operator": "is_unset"}), True),
        (_asking({"field": "tags", "operator": "is_set"}), False),
        (_asking(_is("author", "customer")), True),
    ],
)
def test_a_rule_acts_where_its_conditions_hold(when: dict[str, JsonValue], *, is_met: bool) -> None:
    """Show each operator, and groups within groups."""
    outcome = rules.follow(OPEN, _desk({**ON_MESSAGE, **when, **_tag("met")}), _entry(), MONDAY)
    assert (outcome.conversation.tags == ("met",)) is is_met


def test_a_condition_can_ask_for_the_value_before() -> None:
    """Show that a change out of a state starts what a change into it does not."""
    was_solved = {**_is("state", "solved"), "previous": True}
    desk = _desk({**ON_CHANGE, **_asking(was_solved, {"field": "state", "operator": "changed"}), **_tag("again")})
    changed = {"state": {"from": "solved", "to": "open"}}
    back, there = (
        _entry(number, EntryName.CONVERSATION_CHANGED, data=data)
        for number, data in enumerate((changed, {"state": {"from": "open", "to": "solved"}}))
    )
    assert rules.follow(OPEN, desk, back, MONDAY).conversation.tags == ("again",)
    assert rules.follow(OPEN, desk, there, MONDAY).conversation.tags == ()


def test_rules_act_in_their_order_until_one_is_the_last() -> None:
    """Show that a later rule sees what an earlier one did, and that none comes after the last."""
    seen = _asking(_is("tags", "a", "contains"))
    desk = _desk(
        {**ON_MESSAGE, **_tag("a")}, {**ON_MESSAGE, **seen, **_tag("b"), "is_last": True}, ON_MESSAGE | _tag("c")
    )
    outcome = rules.follow(OPEN, desk, _entry(), MONDAY)
    assert outcome.conversation.tags == ("a", "b")
    assert [verdict.rule for verdict in outcome.verdicts] == ["rule0", "rule1"]


def test_of_a_group_the_first_rule_that_matches_acts_alone() -> None:
    """Show that a group matches first, that other rules go on, and that a group can be switched off."""
    grouped: list[dict[str, JsonValue]] = [
        {**ON_MESSAGE, "group": "one", **_asking(_is("state", "solved")), **_tag("a")},
        {**ON_MESSAGE, "group": "one", **_tag("b")},
        {**ON_MESSAGE, "group": "one", **_tag("c")},
        {**ON_MESSAGE, "group": "each", **_tag("d")},
        {**ON_MESSAGE, "group": "each", **_tag("e")},
        {**ON_MESSAGE, "group": "idle", **_tag("f")},
    ]
    groups: JsonValue = [
        {"id": "one", "name": "One", "match": "first"},
        {"id": "each", "name": "Each"},
        {"id": "idle", "name": "Idle", "is_enabled": False},
    ]
    desk = _desk(*grouped, rule_groups=groups)
    assert rules.follow(OPEN, desk, _entry(), MONDAY).conversation.tags == ("b", "d", "e")
    assert [path for path, _ in problems(_desk(*grouped))] == [("automations", place, "group") for place in range(6)]


def test_a_delay_can_count_business_time() -> None:
    """Show that nine hours from Monday's opening end on Tuesday, an hour after the office opens."""
    wait: dict[str, JsonValue] = {"since": "created_at", "passed": "PT9H", "time": "business"}
    planned = rules.scheduled(OPEN, _desk({"after": wait, **_tag("x")}))
    assert planned.agenda == {Matter.RULES: MONDAY + timedelta(days=1, hours=1)}
    rare = DESK.calendars[0].model_dump() | {"hours": {"mon": [{"start": "09:00", "end": "09:05"}]}}
    never = _desk({"after": {**wait, "passed": "P300D"}, **_tag("x")}, calendars=[rare, DESK.calendars[1].model_dump()])
    assert rules.scheduled(OPEN, never).agenda == {}


def test_a_rule_of_time_that_is_passed_over_does_not_come_up_again() -> None:
    """Show that the second of a group's rules is done with when the first acts, as is what stands below a last one."""
    wait: JsonValue = {"since": "created_at", "passed": "PT1H"}
    hour = MONDAY + timedelta(hours=1)
    cases: list[tuple[dict[str, JsonValue], JsonValue]] = [
        ({"group": "one"}, [{"id": "one", "name": "One", "match": "first"}]),
        ({"is_last": True}, []),
    ]
    for of_all, groups in cases:
        desk = _desk(*({"after": wait, **of_all, **_tag(tag)} for tag in "ab"), rule_groups=groups)
        after, _ = rules.tick(rules.scheduled(OPEN, desk), desk, hour, lambda _: "")
        assert (after.tags, after.agenda) == (("a",), {})


def test_a_rule_of_time_that_does_not_hold_leaves_its_group_to_the_next() -> None:
    """Show that the first of a group is the first that matches, not the first whose time comes."""
    wait: JsonValue = {"since": "created_at", "passed": "PT1H"}
    desk = _desk(
        {"after": wait, "group": "one", **_asking(_is("state", "solved")), **_tag("a")},
        {"after": wait, "group": "one", **_tag("b")},
        rule_groups=[{"id": "one", "name": "One", "match": "first"}],
    )
    after, _ = rules.tick(rules.scheduled(OPEN, desk), desk, MONDAY + timedelta(hours=1), lambda _: "")
    assert (after.tags, after.agenda) == (("b",), {})


def test_agents_are_notified_by_name_by_team_or_because_it_is_theirs() -> None:
    """Show whom the entry names, that its text is filled in, and that nobody is notified of what nobody has."""
    notify: dict[str, JsonValue] = {"text": "{{contact.first_name}} waits", "users": ["cleo"], "assignee": True}
    desk = _desk({**ON_MESSAGE, "then": {"notify": {**notify, "teams": ["sales"]}}})
    taken = OPEN.model_copy(update={"assignee": "ben"})
    told = [entry for case in (OPEN, taken) for entry in rules.follow(case, desk, _entry(), MONDAY).entries]
    assert [(entry.name, entry.text) for entry in told] == [("agent.notified", "Olga waits")] * 2
    assert [(entry.data["users"], entry.data["teams"]) for entry in told] == [
        (["cleo"], ["sales", "care"]),
        (["cleo", "ben"], ["sales"]),
    ]
    assert (told[0].data["rule"], told[0].chain, told[0].causation_id) == ("rule0", ("rule0",), _entry().id)
    nobody = _desk({**ON_MESSAGE, "then": {"notify": {"text": "x", "assignee": True}}})
    lost = OPEN.model_copy(update={"team": None})
    assert rules.follow(lost, nobody, _entry(), MONDAY).entries == ()


def test_a_rule_demands_skills() -> None:
    """What is demanded already stays; a skill that the desk does not have is refused with its place."""
    skills: JsonValue = [{"id": "polish"}, {"id": "phone"}]
    desk = _desk({**ON_MESSAGE, "then": {"skills": ["phone", "polish"]}}, skills=skills)
    work = OPEN.model_copy(update={"skills": ("polish",)})
    outcome = rules.follow(work, desk, _entry(), MONDAY)
    assert outcome.conversation.skills == ("polish", "phone")
    assert outcome.entries[0].data["skills"] == {"from": ["polish"], "to": ["polish", "phone"]}
    unknown = _desk({**ON_MESSAGE, "then": {"skills": ["juggling"]}}, skills=skills)
    assert list(problems(unknown)) == [(("automations", 0, "then", "skills"), "there is no skill 'juggling'")]


def test_what_the_desk_does_not_keep_of_customers_is_set_by_no_rule() -> None:
    """Show the place of an unknown tier, of an unknown field, and of a value that is none of its choices."""
    plan: JsonValue = [{"id": "plan", "name": "Plan", "type": "choice", "choices": ["starter"]}]
    then: JsonValue = {"tier": "gold", "contact_fields": {"plan": "free", "shoe": 1}}
    wrong = dict(problems(_desk({**ON_MESSAGE, "then": then}, contact_fields=plan)))
    path = ("automations", 0, "then")
    assert wrong == {
        (*path, "tier"): "there is no tier 'gold'",
        (*path, "contact_fields", "plan"): "must be one of starter",
        (*path, "contact_fields", "shoe"): "there is no such field",
    }


@pytest.mark.parametrize("what", [{"tier": "{}"}, {"company": "{}"}, {"contact_fields": {"plan": "{}"}}])
def test_rules_that_set_customers_in_turns_are_a_circle(what: dict[str, JsonValue]) -> None:
    """Two rules that each start the other, and want different things of the customer, are refused."""
    rules_ = [{**ON_CHANGE, "then": json.loads(json.dumps(what).replace("{}", value))} for value in ("gold", "silver")]
    brand = DESK.brand.model_dump() | {"tiers": ["gold", "silver"]}
    plan: JsonValue = [{"id": "plan", "name": "Plan"}]
    found = [reason for _, reason in problems(_desk(*rules_, brand=brand, contact_fields=plan))]
    assert len(found) == 2
    assert all("circle" in reason for reason in found)


def test_whom_nobody_knows_cannot_be_notified() -> None:
    """Show the place of an unknown user or team in a rule and in what a breach does."""
    wrong: JsonValue = {"text": "x", "users": ["nobody"], "teams": ["none"]}
    policy = DESK.policies[0].model_dump(exclude_unset=True) | {"on_breach": [{"notify": wrong}]}
    desk = _desk({**ON_MESSAGE, "then": {"notify": wrong}}, policies=[policy, DESK.policies[1].model_dump()])
    assert {".".join(map(str, path)) for path, _ in problems(desk)} == {
        f"{place}.notify.{field}"
        for place in ("automations.0.then", "policies.0.on_breach.0")
        for field in ("users", "teams")
    }
    with pytest.raises(ValidationError, match="notifies nobody"):
        _desk({**ON_MESSAGE, "then": {"notify": {"text": "x"}}})


def test_what_rules_write_at_once_has_room_in_one_transaction() -> None:
    """Show that twenty rules that notify eight each stop before a hundred writes."""
    users: JsonValue = [
        {"id": f"u{number}", "email": f"u{number}@n.example", "name": "U", "teams": ["care"]} for number in range(5)
    ]
    everybody: JsonValue = {
        "text": "x",
        "users": [f"u{number}" for number in range(5)],
        "teams": ["care", "sales", "refunds"],
    }
    noisy: list[dict[str, JsonValue]] = [{**ON_MESSAGE, "then": {"notify": everybody}} for _ in range(20)]
    entries = rules.follow(OPEN, _desk(*noisy, users=users), _entry(), MONDAY).entries
    assert 50 < sum(1 + 8 for _ in entries) < 100


def test_what_a_rule_did_is_told_with_its_reasons_and_its_chain() -> None:
    """Show the entry: what changed, by which rule, why, and caused by what."""
    desk = _desk({**ON_MESSAGE, **_asking(_is("state", "open")), "then": {"priority": "urgent"}})
    (told,) = rules.follow(OPEN, desk, _entry(), MONDAY).entries
    assert told.data == {
        "priority": {"from": "normal", "to": "urgent"},
        "rule": "rule0",
        "reasons": ["state is open"],
    }
    assert (told.causation_id, told.chain, told.actor.id) == (_entry().id, ("rule0",), "automation")


def test_a_reply_is_in_the_customers_language_and_changes_no_first_response() -> None:
    """Show a canned reply with its variables, sent as an automatic message."""
    canned: JsonValue = [
        {
            "id": "hi",
            "name": "Hi",
            "texts": {"en": "Hi", "pl": "Witaj {{contact.first_name|Kliencie}}, {{agent.name|my}}"},
        }
    ]
    desk = _desk({**ON_MESSAGE, "then": {"reply": "hi", "note": "Greeted."}}, canned_replies=canned)
    outcome = rules.follow(OPEN.model_copy(update={"language": "pl-PL"}), desk, _entry(), MONDAY)
    assert [(each.name, each.text) for each in outcome.entries] == [
        ("note.added", "Greeted."),
        ("message.queued", "Witaj Olga, my"),
    ]
    assert outcome.entries[1].is_automatic
    assert outcome.conversation.first_response_at is None


def test_an_entry_that_comes_again_starts_nothing_again() -> None:
    """Show that what a rule did for an entry is done once."""
    desk = _desk({**ON_MESSAGE, "then": {"note": "Look."}})
    once = rules.follow(OPEN, desk, _entry(), MONDAY)
    again = rules.follow(once.conversation, desk, _entry(), MONDAY)
    assert (len(once.entries), again.entries, again.conversation) == (1, (), once.conversation)
    assert rules.follow(OPEN, desk, _entry(), MONDAY).entries[0].id == once.entries[0].id


def test_no_rule_acts_on_its_own_effect() -> None:
    """Show that a rule in the chain of an entry is left out, with the reason."""
    desk = _desk({"on": ["note.added"], "then": {"add_tags": ["x"]}})
    outcome = rules.follow(OPEN, desk, _entry(0, EntryName.NOTE_ADDED, chain=("rule0",)), MONDAY)
    assert [verdict.refusal for verdict in outcome.verdicts] == ["it would act on its own effect"]
    assert outcome.conversation == OPEN


def test_a_chain_has_an_end() -> None:
    """Show that after five rules that led to each other no further one acts."""
    desk = _desk({"on": ["note.added"], **_tag("x")})
    outcome = rules.follow(OPEN, desk, _entry(0, EntryName.NOTE_ADDED, chain=("a", "b", "c", "d", "e")), MONDAY)
    assert "5 rules have led" in str(outcome.verdicts[0].refusal)


def test_a_storm_is_stopped_and_passes() -> None:
    """Show that a rule acts five times an hour in a conversation, and again an hour later."""
    desk = _desk({**ON_MESSAGE, "then": {"note": "Look."}})
    conversation, told = OPEN, 0
    for number in range(8):
        outcome = rules.follow(conversation, desk, _entry(number), MONDAY + timedelta(minutes=number))
        conversation, told = outcome.conversation, told + len(outcome.entries)
    assert told == rules.MOST_OF_A_RULE
    later = rules.follow(conversation, desk, _entry(9), MONDAY + timedelta(hours=2))
    assert len(later.entries) == 1


def test_all_rules_together_have_a_budget() -> None:
    """Show that a conversation takes twenty acts of rules in an hour, however many rules there are."""
    noisy: list[dict[str, JsonValue]] = [{**ON_MESSAGE, "then": {"note": f"{number}"}} for number in range(30)]
    desk = _desk(*noisy)
    assert len(rules.follow(OPEN, desk, _entry(), MONDAY).entries) == rules.MOST_OF_ALL


def test_what_did_not_act_spends_no_budget() -> None:
    """Show that thirty rules of time whose conditions do not hold leave the budget to the one whose do."""
    wait: JsonValue = {"since": "created_at", "passed": "PT1H"}
    idle: list[dict[str, JsonValue]] = [{"after": wait, **_asking(_is("state", "solved")), **_tag("x")}] * 30
    desk = _desk(*idle, {"after": wait, **_tag("acted")})
    after, told = rules.tick(rules.scheduled(OPEN, desk), desk, MONDAY + timedelta(hours=1), lambda _: "")
    assert (after.tags, len(told), after.agenda) == (("acted",), 1, {})


def test_a_rule_that_cannot_act_does_nothing_of_it() -> None:
    """Show that a forbidden change of state leaves the tags, too, and says why."""
    desk = _desk({**ON_MESSAGE, "then": {"state": "closed", "add_tags": ["x"]}})
    outcome = rules.follow(OPEN, desk, _entry(), MONDAY)
    assert outcome.conversation == OPEN
    assert "cannot become closed" in str(outcome.verdicts[0].refusal)


def test_time_starts_a_rule_once() -> None:
    """Show that a silent customer is reminded a day later, once, and anew after their next message."""
    wait: JsonValue = {"since": "last_message_at", "passed": "P1D"}
    desk = _desk({"after": wait, **_asking(_is("state", "open")), **_tag("silent")})
    planned = rules.follow(OPEN, desk, _entry(), MONDAY).conversation
    day = MONDAY + timedelta(days=1)
    assert planned.agenda == {Matter.RULES: day}
    after, told = rules.tick(planned, desk, day, lambda _: "")
    assert (after.tags, len(told), after.agenda) == (("silent",), 1, {})
    assert rules.tick(after, desk, day, lambda _: "") == (after, ())
    written = after.model_copy(update={"last_message_at": day})
    assert rules.scheduled(written, desk).agenda == {Matter.RULES: day + timedelta(days=1)}


def test_a_rule_whose_time_has_come_in_vain_is_not_asked_every_minute() -> None:
    """Show that a condition that does not hold then takes the rule off the agenda."""
    wait: JsonValue = {"since": "created_at", "passed": "PT1H"}
    desk = _desk({"after": wait, **_asking(_is("state", "solved")), **_tag("x")})
    after, told = rules.tick(rules.scheduled(OPEN, desk), desk, MONDAY + timedelta(hours=1), lambda _: "")
    assert (after.agenda, told) == ({}, ())


@pytest.mark.parametrize(
    "automations",
    [
        [{"on": ["note.added"], "then": {"note": "Noted."}}],
        [
            {**ON_CHANGE, **_asking(_is("state", "open")), "then": {"state": "solved"}},
            {**ON_CHANGE, **_asking(_is("state", "solved")), "then": {"state": "reopened"}},
            {**ON_CHANGE, **_asking(_is("state", "reopened")), "then": {"state": "open"}},
        ],
        [{**ON_CHANGE, **_tag("x")}, {**ON_CHANGE, "then": {"remove_tags": ["x"]}}],
    ],
)
def test_rules_that_go_in_a_circle_are_refused(automations: list[dict[str, JsonValue]]) -> None:
    """Show that the place and the way of each circle is told."""
    found = list(problems(_desk(*automations)))
    assert [path for path, _ in found] == [("automations", place) for place in range(len(automations))]
    assert all("in a circle" in reason for _, reason in found)


@pytest.mark.parametrize(
    "automations",
    [
        [{**ON_CHANGE, **_tag("x")}],
        [{**ON_MESSAGE, "then": {"note": "Look."}}],
        [
            {**ON_CHANGE, **_asking(_is("state", "open")), "then": {"priority": "high"}},
            {**ON_CHANGE, **_asking(_is("priority", "low")), "then": {"priority": "normal"}},
        ],
    ],
)
def test_rules_that_come_to_rest_are_not_refused(automations: list[dict[str, JsonValue]]) -> None:
    """Show that a rule that finds its work done is no circle, nor one whose condition another rules out."""
    assert list(problems(_desk(*automations))) == []


def test_names_that_do_not_exist_are_refused_with_their_place() -> None:
    """Show the place of a team, a reply, a macro, and a name within a condition."""
    desk = _desk(
        {**ON_MESSAGE, "then": {"team": "nobody", "reply": "none", "macro": "gone"}},
        {**ON_MESSAGE, **_asking({"any": [_is("team", "nobody")]}), **_tag("x")},
    )
    assert {".".join(map(str, path)) for path, _ in problems(desk)} == {
        "automations.0.then.team",
        "automations.0.then.reply",
        "automations.0.then.macro",
        "automations.1.when.all.0.any.0.value",
    }


HELP: dict[str, JsonValue] = {
    "id": "stock",
    "name": "Stock",
    "owner": "ben",
    "calendar": "always",
    "answer_within": "PT4H",
}


def test_a_rule_snoozes_for_a_time() -> None:
    """The conversation is out of sight until then."""
    desk = _desk({**ON_MESSAGE, "then": {"snooze_for": "4h"}})
    after = rules.follow(OPEN, desk, _entry(), MONDAY).conversation
    until = MONDAY + timedelta(hours=4)
    assert (after.state, after.snoozed_until, after.agenda[Matter.SNOOZE]) == (State.SNOOZED, until, until)


def test_a_rule_takes_an_agent_away_and_says_what_is_needed() -> None:
    """What changed is told, from and to."""
    then: JsonValue = {"unassign": True, "language": "pl", "skills": ["phone"]}
    desk = _desk({**ON_MESSAGE, "then": then}, skills=[{"id": "phone"}])
    outcome = rules.follow(OPEN.model_copy(update={"assignee": "ben"}), desk, _entry(), MONDAY)
    after = outcome.conversation
    assert (after.assignee, after.language, after.skills) == (None, "pl", ("phone",))
    (told,) = outcome.entries
    assert [told.data[name] for name in ("assignee", "language", "skills")] == [
        {"from": "ben", "to": None},
        {"from": None, "to": "pl"},
        {"from": [], "to": ["phone"]},
    ]


def test_a_rule_asks_a_department_once() -> None:
    """The conversation waits for it; the same event asks nothing again."""
    then: JsonValue = {"request": {"department": "stock", "text": "Is {{conversation.code}} there?"}, "add_tags": ["x"]}
    desk = _desk({**ON_MESSAGE, "then": then}, departments=[HELP])
    outcome = rules.follow(OPEN, desk, _entry(), MONDAY)
    (request,) = outcome.conversation.requests
    assert (request.department, outcome.conversation.state) == ("stock", State.WAITING_DEPARTMENT)
    assert [entry.name for entry in outcome.entries] == [
        EntryName.CONVERSATION_CHANGED,
        EntryName.REQUEST_OPENED,
        EntryName.CONVERSATION_CHANGED,
    ]
    assert outcome.entries[1].text == f"Is {OPEN.code} there?"
    assert len({entry.id for entry in outcome.entries}) == 3
    assert rules.follow(outcome.conversation, desk, _entry(), MONDAY).entries == ()


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ({}, "says nothing to do"),
        ({"assignee": None}, "says nothing to do"),
        ({"add_tags": []}, "says nothing to do"),
        ({"state": "snoozed"}, "write `snooze_for: 4h`"),
        ({"state": "open", "snooze_for": "4h"}, "leads to several states"),
        ({"assignee": "ben", "unassign": True}, "takes it away"),
    ],
)
def test_effects_that_do_nothing_or_contradict_each_other_are_refused(then: JsonValue, told: str) -> None:
    """Nothing at all, no length of a snooze, two states, and somebody who is taken away at once."""
    with pytest.raises(ValidationError, match=told):
        Automation.model_validate({"id": "x", **ON_MESSAGE, "then": then})


@pytest.mark.parametrize("state", ["merged", "received", "quarantined", "new", "erased", "abandoned", "window_closed"])
def test_states_that_no_rule_leads_to_are_refused(state: str) -> None:
    """They come of something else."""
    ((path, reason),) = problems(_desk({**ON_MESSAGE, "then": {"state": state}}))
    assert path == ("automations", 0, "then", "state")
    assert "waiting_customer" in reason


def _replying(text: str, **parts: JsonValue) -> list[tuple[str | int, ...]]:
    replies: JsonValue = [{"id": "hi", "name": "Hi", "texts": {"en": "Hello", "pl": text}}]
    return [path for path, _ in problems(_desk(canned_replies=replies, **parts))]


@pytest.mark.parametrize("variable", ["conversation.subject", "contact.name"])
def test_what_is_sent_by_itself_holds_no_words_of_strangers(variable: str) -> None:
    """Neither by a rule, nor by its macro, nor by a playbook; an agent's macro may."""
    text = f"Re: {{{{{variable}|}}}}"
    macro: JsonValue = [{"id": "greet", "name": "Greet", "then": {"reply": "hi"}}]
    steps: JsonValue = [{"then": {"reply": "hi"}}]
    rule = {"id": "a", **ON_MESSAGE}
    assert _replying(text, automations=[{**rule, "then": {"reply": "hi"}}]) == [("automations", 0, "then", "reply")]
    run: JsonValue = [{**rule, "then": {"macro": "greet"}}]
    assert _replying(text, automations=run, macros=macro) == [("automations", 0, "then", "reply")]
    radar: JsonValue = {"playbooks": [{"id": "p", "at_least": 5, "steps": steps}]}
    assert _replying(text, radar=radar) == [("radar", "playbooks", 0, "steps", 0, "then", "reply")]
    assert _replying(text, macros=macro) == []
    assert _replying("Hi {{contact.first_name|there}}", automations=[{**rule, "then": {"reply": "hi"}}]) == []


@pytest.mark.parametrize(
    ("name", "first"),
    [("Olga Nowak", "Olga"), ("Anne-Marie D", "Anne-Marie"), ("O'Neil", "O'Neil"), ("Dr. Who", "Dr.")],
)
def test_a_first_name_is_a_word_of_letters(name: str, first: str) -> None:
    """As people write it."""
    assert filled("{{contact.first_name}}", OPEN.model_copy(update={"contact_name": name}), DESK) == first


@pytest.mark.parametrize("name", ["evil.example buy", "https://evil.example", "+48 600", "a@b.example", "", "B" * 50])
def test_a_link_in_the_place_of_a_name_is_none(name: str) -> None:
    """So that nobody is sent it by the desk."""
    assert filled("{{contact.first_name|you}}", OPEN.model_copy(update={"contact_name": name}), DESK) == "you"


def test_what_routing_changed_can_be_asked_for() -> None:
    """The entry tells what was there before; what an older release wrote tells nothing of it."""
    asked = _asking({"field": "team", "operator": "changed_from", "value": "sales"})
    desk = _desk({"on": ["conversation.routed"], **asked, **_tag("moved")})
    routed = _entry(0, EntryName.CONVERSATION_ROUTED, data={"team": "care", "before": {"team": "sales"}})
    assert rules.follow(OPEN, desk, routed, MONDAY).conversation.tags == ("moved",)
    older = _entry(0, EntryName.CONVERSATION_ROUTED, data={"team": "care"})
    assert rules.follow(OPEN, desk, older, MONDAY).conversation.tags == ()


@pytest.mark.parametrize(
    ("when", "place"),
    [
        ({"all": [_is("stat", "open")]}, "stat"),
        ({"all": [_is("state", "opne")]}, "no state"),
        ({"all": [_is("state", "open", "at_least")]}, "cannot be asked with"),
        ({"all": [{"field": "state", "operator": "is"}]}, "takes a value"),
        ({"all": [{**_is("text", "x", "contains"), "previous": True}]}, "no previous value"),
        ({"al": []}, "Extra inputs"),
    ],
)
def test_a_condition_that_cannot_be_asked_is_refused(when: JsonValue, place: str) -> None:
    """Show that unknown fields, values and operators are told."""
    with pytest.raises(ValidationError, match=place):
        Automation.model_validate({"id": "x", **ON_MESSAGE, "when": when, **_tag("x")})


_EFFECTS = st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from(["open", "solved", "waiting_customer", "reopened"]),
        "priority": st.sampled_from(list(Priority)),
        "add_tags": st.sampled_from([["x"], ["y"]]),
        "remove_tags": st.sampled_from([["z"]]),
        "note": st.just("Noted."),
    },
).filter(bool)
_RULES = st.lists(
    st.fixed_dictionaries({"on": st.just(["conversation.changed", "note.added"]), "then": _EFFECTS}), max_size=4
)


@given(_RULES)
def test_whatever_the_rules_are_they_come_to_rest(automations: list[dict[str, JsonValue]]) -> None:
    """Show that feeding the rules what they wrote ends, even for rules that would be refused."""
    desk, conversation, waiting, steps = _desk(*automations), OPEN, [_entry(0, EntryName.NOTE_ADDED)], 0
    while waiting:
        outcome = rules.follow(conversation, desk, waiting.pop(0), MONDAY)
        conversation, steps = outcome.conversation, steps + 1
        waiting += outcome.entries
        assert steps <= 100


@given(st.text())
def test_a_text_is_rendered_or_refused_and_never_run(text: str) -> None:
    """Show that whatever passes the check is rendered, and that a value is never read as a text again."""
    try:
        phrase.checked(text)
    except ValueError:
        return
    assert phrase.rendered(text, {}) == text or "{{" in text
    assert phrase.rendered("{{contact.name}}", {"contact.name": text or "?"}) == (text or "?")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Hi\n {{contact.nam}}", "line 2, column 2: there is no variable 'contact.nam'"),
        ("Hi {{contact.name", "line 1, column 4: a variable is written as"),
        ("Hi contact.name}}", "line 1, column 16: a variable is written as"),
        ("{{contact.__class__}}", "there is no variable 'contact.__class__'"),
    ],
)
def test_a_text_with_a_wrong_variable_is_refused_with_its_place(text: str, problem: str) -> None:
    """Show line and column of what is wrong."""
    with pytest.raises(ValueError, match=problem):
        phrase.checked(text)
