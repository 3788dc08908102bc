"""The ledger: who held a conversation how long."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import AGENT, CUSTOMER, MONDAY
from tests.unit.core.test_requests import ASKING, HOUR
from transom.core.holding import Holder
from transom.core.ledger import Ledger, ledger
from transom.ids import derived_ulid
from transom.model import Actor, ActorKind, Entry, EntryName

WEEK = timedelta(days=7)
BOT = Actor(kind=ActorKind.BOT, id="auto_reply")


def entry(name: EntryName, at: timedelta, **data: object) -> Entry:
    """Return an entry, some time after Monday's opening."""
    moment = MONDAY + at
    fields = {name: data.pop(name) for name in ("about", "is_automatic", "send_at", "actor", "id") if name in data}
    known = {"id": derived_ulid(moment, f"{name} {data}"), "actor": AGENT, "conversation_id": "7K3M9QXA"}
    return Entry.model_validate({**known, "name": name, "at": moment, "data": data, **fields})


def moved(at: timedelta, to: str) -> Entry:
    """Return a change of state."""
    return entry(EntryName.CONVERSATION_CHANGED, at, state={"from": "open", "to": to})


RECEIVED = entry(EntryName.MESSAGE_RECEIVED, timedelta(), actor=CUSTOMER)
ROUTED = entry(EntryName.CONVERSATION_ROUTED, timedelta(milliseconds=1), team="care", assignee="ben")


def held(
    entries: Sequence[Entry], until: timedelta, start: timedelta = timedelta()
) -> dict[tuple[str, str | None], timedelta]:
    """Return how long each held the conversation by the clock on the wall."""
    found = ledger(entries, ASKING, MONDAY + start, MONDAY + until)
    return {(each.holder.kind.value, each.holder.id): each.calendar for each in found.holders}


def test_what_a_bot_handles_is_not_the_team_s_time() -> None:
    """From when a rule gives it to the bot until somebody takes over."""
    entries = [RECEIVED, moved(HOUR, "bot_handling"), moved(3 * HOUR, "open")]
    assert held(entries, 4 * HOUR) == {("team", None): 2 * HOUR, ("bot", None): 2 * HOUR}


def test_everybody_s_hours_are_their_own() -> None:
    """Team, agent, customer and department, one after the other; what is done is nobody's."""
    entries = [
        RECEIVED,
        entry(EntryName.CONVERSATION_ROUTED, timedelta(), team="care", assignee=None),
        entry(EntryName.OFFER_TAKEN, HOUR, user_id="ben"),
        entry(EntryName.MESSAGE_QUEUED, 3 * HOUR),
        entry(
            EntryName.MESSAGE_RECEIVED, 6 * HOUR, actor=CUSTOMER, state={"from": "waiting_customer", "to": "reopened"}
        ),
        entry(EntryName.REQUEST_OPENED, 7 * HOUR, request="R1", department="warehouse"),
        moved(7 * HOUR, "waiting_department"),
        entry(EntryName.REQUEST_ANSWERED, 31 * HOUR, request="R1", department="warehouse"),
        moved(31 * HOUR, "open"),
        moved(32 * HOUR, "waiting_third_party"),
        moved(33 * HOUR, "solved"),
    ]
    assert held(entries, 100 * HOUR) == {
        ("team", "care"): HOUR,
        ("agent", "ben"): 4 * HOUR,
        ("customer", None): 3 * HOUR,
        ("department", "warehouse"): 24 * HOUR,
        ("third_party", None): HOUR,
    }


def test_business_time_is_the_department_s_own() -> None:
    """From Monday at 16:00 to Tuesday at 10:00 are two hours of the office."""
    entries = [
        RECEIVED,
        entry(EntryName.REQUEST_OPENED, 7 * HOUR, request="R1", department="warehouse"),
        moved(7 * HOUR, "waiting_department"),
    ]
    found = ledger(entries, ASKING, MONDAY + 7 * HOUR, MONDAY + 25 * HOUR)
    assert [(each.calendar, each.business) for each in found.holders] == [(18 * HOUR, 2 * HOUR)]
    assert [(each.request, each.business) for each in found.requests] == [("R1", 2 * HOUR)]


def test_two_departments_each_have_their_line_and_the_first_one_holds() -> None:
    """Both owe at once; the conversation is counted once."""
    entries = [
        RECEIVED,
        entry(EntryName.REQUEST_OPENED, HOUR, request="R1", department="warehouse"),
        moved(HOUR, "waiting_department"),
        entry(EntryName.REQUEST_OPENED, 2 * HOUR, request="R2", department="attic"),
        entry(EntryName.REQUEST_ANSWERED, 3 * HOUR, request="R1", department="warehouse"),
    ]
    found = ledger(entries, ASKING, MONDAY + HOUR, MONDAY + 5 * HOUR)
    assert {each.holder.id: each.calendar for each in found.holders} == {"warehouse": 2 * HOUR, "attic": 2 * HOUR}
    assert {each.request: each.calendar for each in found.requests} == {"R1": 2 * HOUR, "R2": 3 * HOUR}


def test_machines_notes_and_scheduled_answers_hold_nothing() -> None:
    """An automatic answer leaves it with the agent, and a scheduled one until it leaves."""
    later = entry(EntryName.MESSAGE_QUEUED, HOUR, send_at=MONDAY + 4 * HOUR)
    entries = [
        RECEIVED,
        ROUTED,
        entry(EntryName.MESSAGE_QUEUED, timedelta(seconds=1), is_automatic=True, actor=BOT),
        entry(EntryName.NOTE_ADDED, timedelta(minutes=30)),
        later,
        entry(EntryName.MESSAGE_DUE, 4 * HOUR, about=later.id),
    ]
    assert held(entries, 5 * HOUR, HOUR) == {("agent", "ben"): 3 * HOUR, ("customer", None): HOUR}


def test_what_is_taken_back_was_the_agent_s_all_along_from_then_on() -> None:
    """The conversation goes back to where it was before the answer."""
    answer = entry(EntryName.MESSAGE_QUEUED, HOUR)
    told = {"state": {"from": "waiting_customer", "to": "open"}}
    back = entry(EntryName.MESSAGE_TAKEN_BACK, HOUR + timedelta(seconds=10), about=answer.id, **told)
    found = held([RECEIVED, ROUTED, answer, back], 3 * HOUR, HOUR)
    assert found == {("customer", None): timedelta(seconds=10), ("agent", "ben"): 2 * HOUR - timedelta(seconds=10)}


def test_a_lapsed_offer_leaves_it_with_the_team() -> None:
    """Nobody has it until it is taken."""
    entries = [RECEIVED, ROUTED, entry(EntryName.OFFER_LAPSED, HOUR, user_id="ben")]
    assert held(entries, 3 * HOUR, HOUR) == {("team", "care"): 2 * HOUR}


def test_an_empty_timeline_has_an_empty_ledger() -> None:
    """And so has a span that ends before it begins."""
    assert held([], HOUR) == {}
    assert held([RECEIVED], HOUR, 2 * HOUR) == {}


MOMENTS = st.timedeltas(timedelta(), WEEK)
STATES = st.sampled_from(["open", "waiting_customer", "waiting_department", "snoozed", "solved", "reopened"])
ENTRIES = st.one_of(
    st.builds(moved, MOMENTS, STATES),
    st.builds(lambda at: entry(EntryName.MESSAGE_QUEUED, at), MOMENTS),
    st.builds(
        lambda at, user: entry(EntryName.OFFER_TAKEN, at, user_id=user), MOMENTS, st.sampled_from(["ben", "dan"])
    ),
    st.builds(
        lambda at, name, request: entry(name, at, request=request, department="warehouse"),
        MOMENTS,
        st.sampled_from([EntryName.REQUEST_OPENED, EntryName.REQUEST_ANSWERED]),
        st.sampled_from(["R1", "R2"]),
    ),
)


@given(st.lists(ENTRIES, max_size=15), st.lists(MOMENTS, min_size=3, max_size=3).map(sorted))
def test_a_ledger_adds_up_over_any_cut(entries: list[Entry], moments: list[timedelta]) -> None:
    """What two spans say of each holder and request is what the whole one says, in both times."""
    start, cut, end = (MONDAY + each for each in moments)
    whole, first, second = (_spent(ledger(entries, ASKING, *span)) for span in ((start, end), (start, cut), (cut, end)))
    nothing = (timedelta(), timedelta())
    parts = {
        key: (calendar + second.get(key, nothing)[0], business + second.get(key, nothing)[1])
        for key, (calendar, business) in (dict.fromkeys(second, nothing) | first).items()
    }
    assert parts == whole


@given(st.lists(ENTRIES, min_size=1, max_size=15), MOMENTS)
def test_holders_never_overlap(entries: list[Entry], until: timedelta) -> None:
    """Together they held it no longer than it has gone on."""
    found = ledger(entries, ASKING, MONDAY, MONDAY + until)
    assert sum((each.calendar for each in found.holders), timedelta()) <= until
    assert all(timedelta() <= business <= calendar for calendar, business in _spent(found).values())


def _spent(found: Ledger) -> dict[Holder | str, tuple[timedelta, timedelta]]:
    spent: dict[Holder | str, tuple[timedelta, timedelta]] = {
        each.holder: (each.calendar, each.business) for each in found.holders
    }
    return spent | {each.request: (each.calendar, each.business) for each in found.requests}
