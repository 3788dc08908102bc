"""Dry runs: the past lived through again under the live rules and under others, and what differs."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from tests.unit.core.desk import AGENT, DESK, MONDAY, changed, conversation, queued, received
from transom.core import rules
from transom.core.comparing import Comparison, Turn, compare
from transom.core.rehearsal import Act, rehearse
from transom.model import Conversation, Desk, Entry, EntryName, Priority, State

MINUTE = timedelta(minutes=1)
LATE = MONDAY + timedelta(days=2)
PAST: list[Entry] = [
    received(id="01", is_first=True, text="My parcel is broken"),
    changed(MONDAY + MINUTE, id="02", data={"tags": {"from": [], "to": ["wet"]}}),
    queued(MONDAY + 2 * MINUTE, id="03", text="Sorry!"),
    received(MONDAY + 3 * MINUTE, id="04", text="It is still broken"),
    changed(MONDAY + 4 * MINUTE, id="05", data={"state": {"from": "reopened", "to": "solved"}}),
]
BROKEN: JsonValue = {"all": [{"field": "text", "operator": "contains", "value": "broken"}]}


def _desk(*automations: dict[str, JsonValue]) -> Desk:
    named = [{"id": f"rule{number}", **each} for number, each in enumerate(automations)]
    return Desk.model_validate(DESK.model_dump() | {"automations": named})


def _lived(desk: Desk, entries: list[Entry] = PAST, until: datetime = LATE) -> list[Act]:
    return list(rehearse(_ended(), entries, desk, until))


def _ended() -> Conversation:
    """Return the conversation as it is now: whatever happened in it has left its mark."""
    return conversation(state=State.SOLVED, priority=Priority.HIGH, tags=("wet", "old"), messages=2, replies=1)


def _differences(live: Desk, proposed: Desk) -> Comparison:
    return compare(_lived(live), _lived(proposed))


def test_each_entry_meets_the_conversation_as_it_was() -> None:
    """A rule for answered customers acts on the second message alone, and sees the count of that time."""
    asked: JsonValue = {"all": [{"field": "replies", "operator": "at_least", "value": 1}]}
    acts = _lived(_desk({"on": ["message.received"], "when": asked, "then": {"add_tags": ["again"]}}))
    assert [(act.cause, act.because_of) for act in acts] == [("04", "message.received")]
    (told,) = acts[0].verdict.entries
    assert told.data["tags"] == {"from": ["wet"], "to": ["wet", "again"]}


def test_what_a_rule_did_is_there_afterwards() -> None:
    """The tag that the first message brings is not brought again by the second, and outlives an agent's change."""
    acts = _lived(_desk({"on": ["message.received"], "when": BROKEN, "then": {"add_tags": ["complaint"]}}))
    assert [act.cause for act in acts if act.verdict.entries] == ["01"]


def test_what_rules_once_did_is_no_part_of_the_past() -> None:
    """An entry of a rule neither starts one nor leaves its mark."""
    done = changed(id="03a", actor=rules.ACTOR, data={"tags": {"from": ["wet"], "to": ["wet", "old"]}})
    seen: JsonValue = {"all": [{"field": "tags", "operator": "contains", "value": "old"}]}
    desk = _desk({"on": ["conversation.changed", "message.queued"], "when": seen, "then": {"note": "Old."}})
    assert _lived(desk, [*PAST[:2], done, *PAST[2:]]) == []


def test_a_rule_leads_to_another() -> None:
    """What one rule sets starts the next, within the same moment."""
    raised: JsonValue = {"all": [{"field": "priority", "operator": "changed_to", "value": "high"}]}
    desk = _desk(
        {"on": ["message.received"], "when": BROKEN, "then": {"priority": "high"}},
        {"on": ["conversation.changed"], "when": raised, "then": {"add_tags": ["raised"]}},
    )
    assert [(act.verdict.rule, bool(act.verdict.entries)) for act in _lived(desk, PAST[:1])] == [
        ("rule0", True),
        ("rule1", True),
    ]


def test_time_passes_between_entries_and_until_now() -> None:
    """A rule of time acts when its moment has come, if that was before the next entry or now."""
    wait: JsonValue = {"since": "solved_at", "passed": "P1D"}
    desk = _desk({"after": wait, "then": {"add_tags": ["rested"]}})
    (act,) = _lived(desk)
    assert (act.because_of, act.at) == ("time", MONDAY + 4 * MINUTE + timedelta(days=1))
    assert _lived(desk, until=MONDAY + timedelta(hours=1)) == []


def test_the_difference_tells_what_comes_goes_and_changes() -> None:
    """Each rule and cause is told once, with what was done and what would be; equal acts are left out."""
    same: dict[str, JsonValue] = {"on": ["message.received"], "then": {"add_tags": ["seen"]}}
    note: dict[str, JsonValue] = {"on": ["message.queued"], "then": {"note": "Answered."}}
    live = _desk(same, {"on": ["message.received"], "when": BROKEN, "then": {"priority": "high"}}, note)
    proposed = _desk(
        same,
        {"on": ["message.received"], "when": BROKEN, "then": {"priority": "urgent"}},
        {**note, "is_enabled": False},
        {"on": ["message.queued"], "then": {"state": "closed"}},
        {"on": ["message.queued"], "then": {"team": "sales"}},
    )
    found = _differences(live, proposed)
    assert [(each.rule, each.turn) for each in found.differences] == [
        ("rule1", Turn.CHANGED),
        ("rule2", Turn.GONE),
        ("rule3", Turn.STOPPED),
        ("rule4", Turn.ADDED),
    ]
    changed_priority, gone, stopped, added = found.differences
    assert [(each.field, each.before, each.after) for each in changed_priority.live] == [("priority", "normal", "high")]
    assert [(each.before, each.after) for each in changed_priority.proposed] == [("normal", "urgent")]
    assert [(each.field, each.after) for each in gone.live] == [("note", "Answered.")]
    assert "cannot become closed" in str(stopped.refusal)
    assert [(each.field, each.after) for each in added.proposed] == [("team", "sales")]
    totals = {each.rule: each for each in found.totals}
    assert (totals["rule1"].changed, totals["rule2"].gone, totals["rule3"].stopped, totals["rule4"].added) == (1,) * 4
    assert (totals["rule0"].live, totals["rule0"].proposed, totals["rule0"].conversations) == (1, 1, 0)


def test_budgets_and_loops_are_told() -> None:
    """A rule that writes at each message is stopped after five within the hour; one never acts on its own effect."""
    entries = [received(MONDAY + number * MINUTE, id=f"{number:02}") for number in range(8)]
    desk = _desk({"on": ["message.received", "note.added"], "then": {"note": "Again."}})
    found = compare([], _lived(desk, entries))
    reasons = {each.refusal for each in found.differences if each.turn is Turn.STOPPED}
    assert reasons == {"it would act on its own effect", "it acted 5 times here within an hour"}
    assert (found.totals[0].proposed, found.totals[0].stopped) == (5, 8)


def test_the_same_rules_change_nothing() -> None:
    """A desk compared with itself has no differences."""
    desk = _desk({"on": ["message.received"], "when": BROKEN, "then": {"note": "Look.", "add_tags": ["x"]}})
    assert _differences(desk, desk).differences == ()


_TRIGGERS = st.sampled_from(["message.received", "message.queued", "note.added", "conversation.changed"])
_EFFECTS = st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from(["open", "solved", "waiting_customer", "reopened", "closed"]),
        "priority": st.sampled_from(list(Priority)),
        "team": st.sampled_from(["care", "sales"]),
        "add_tags": st.sampled_from([["x"], ["y"]]),
        "remove_tags": st.sampled_from([["z"], ["wet"]]),
        "note": st.just("Noted."),
        "notify": st.just({"text": "Look.", "assignee": True, "teams": ["care"]}),
    },
).filter(bool)
_WHEN = st.sampled_from([{}, BROKEN, {"any": [{"field": "tags", "operator": "contains", "value": "x"}]}])
_STARTED = st.fixed_dictionaries({"on": st.lists(_TRIGGERS, min_size=1, max_size=3, unique=True)})
_TIMED = st.fixed_dictionaries(
    {
        "after": st.fixed_dictionaries(
            {
                "since": st.sampled_from(["created_at", "last_message_at", "last_customer_message_at", "solved_at"]),
                "passed": st.sampled_from(["PT1M", "PT2M", "P1D"]),
            }
        )
    }
)
_RULES = st.lists(
    st.builds(
        lambda start, when, then, is_last, group: {**start, "when": when, "then": then, "is_last": is_last, **group},
        _STARTED | _TIMED,
        _WHEN,
        _EFFECTS,
        st.booleans(),
        st.sampled_from([{}, {"group": "one"}]),
    ),
    max_size=6,
)
_LIVES = st.lists(
    st.tuples(st.sampled_from(["received", "queued", "changed"]), st.integers(0, 90)), min_size=1, max_size=8
)


def _of(lives: list[tuple[str, int]]) -> list[Entry]:
    kinds = {"received": received, "queued": queued, "changed": changed}
    found = [(kinds[kind], MONDAY + minutes * MINUTE) for kind, minutes in sorted(lives, key=lambda each: each[1])]
    return [make(at, id=f"{number:02}", text="It is broken") for number, (make, at) in enumerate(found)]


@given(_RULES, _LIVES)
def test_whatever_the_rules_are_a_life_with_them_ends_within_the_budgets(
    automations: list[dict[str, JsonValue]], lives: list[tuple[str, int]]
) -> None:
    """No rule acts more than five times, and all together not more than twenty times, in any hour; no chain is long."""
    groups: JsonValue = [{"id": "one", "name": "One", "match": "first"}]
    desk = Desk.model_validate(_desk(*automations).model_dump() | {"rule_groups": groups})
    acts = [act for act in _lived(desk, _of(lives)) if act.verdict.entries]
    told = sorted((act.verdict.entries[0].at, act.verdict.rule) for act in acts)
    for at, _ in told:
        hour = [rule for moment, rule in told if at <= moment < at + rules.SPAN]
        assert len(hour) <= rules.MOST_OF_ALL
        assert all(hour.count(rule) <= rules.MOST_OF_A_RULE for rule in hour)
    chains = [entry.chain for act in acts for entry in act.verdict.entries]
    assert all(len(chain) == len(set(chain)) <= rules.LONGEST_CHAIN for chain in chains)
    assert all(entry.actor != AGENT for act in acts for entry in act.verdict.entries)
    assert {entry.name for act in acts for entry in act.verdict.entries} <= {
        EntryName.NOTE_ADDED,
        EntryName.CONVERSATION_CHANGED,
        EntryName.AGENT_NOTIFIED,
    }
