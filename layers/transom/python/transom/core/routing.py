"""Who gets a conversation, and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from pydantic import JsonValue

from transom.core import conditions, offers
from transom.core.staffing import Candidate, best, candidates, required
from transom.core.words import holds, words
from transom.model import (
    Conversation,
    Desk,
    Entry,
    EntryName,
    Frozen,
    Grant,
    Offer,
    Presence,
    Priority,
    Rule,
    RuleAction,
    State,
)

_TURN = timedelta(milliseconds=1)
_SHOWN = 20


class Reasons(Frozen):
    """Why a conversation went where it went, as the timeline shows it."""

    team: str
    assignee: str
    rule: str | None = None
    keyword: str | None = None
    skills: tuple[str, ...] = ()
    """What whoever takes it must be able to do."""
    candidates: tuple[Candidate, ...] = ()
    """Those who fit best."""
    others: int = 0
    """How many more were considered."""


class Decision(Frozen):
    """Where a conversation goes."""

    team: str
    assignee: str | None
    priority: Priority
    tags: tuple[str, ...]
    skills: tuple[str, ...] = ()
    reasons: Reasons
    grant: Grant | None = None
    """Who is given it now, if anybody."""
    offer: Offer | None = None
    """What is left of an offer that nobody has taken yet."""

    def applied_to(self, conversation: Conversation, desk: Desk, now: datetime) -> Conversation:
        """Return the conversation where the decision puts it: open with an agent, new without one."""
        state = conversation.state
        if state in {State.RECEIVED, State.NEW}:
            state = State.OPEN if self.assignee else State.NEW
        fields = {name: getattr(self, name) for name in ("team", "assignee", "priority", "tags", "skills", "offer")}
        decided = conversation.model_copy(update={**fields, "state": state})
        return offers.made(decided, desk, now) if self.grant else offers.rested(decided, desk, now)

    @property
    def data(self) -> dict[str, JsonValue]:
        """Return what the timeline entry of this decision tells."""
        told = self.model_dump(mode="json", include={"team", "assignee", "priority", "tags"})
        return {**told, "reasons": self.reasons.model_dump(mode="json", exclude_defaults=True)}


class Turn(NamedTuple):
    """A waiting conversation's turn to be given to an agent, written as having happened at `at`."""

    conversation: Conversation
    decision: Decision
    at: datetime


class _Match(NamedTuple):
    rule: Rule
    keyword: str | None


def route(
    conversation: Conversation, entry: Entry, desk: Desk, presences: Sequence[Presence], now: datetime | None = None
) -> Decision:
    """Decide the team, the agent, the priority and the tags of a conversation in which something happened.

    It is decided as of the entry's time unless `now` is given.
    """
    match = None if conversation.team else _first_match(conversation, entry, desk, now or entry.at)
    team, why = _team(conversation, entry, desk, match)
    then = match.rule.then if match else RuleAction()
    is_moved = conversation.team not in {None, team}
    decision = Decision(
        team=team,
        assignee=None if is_moved else conversation.assignee,
        priority=then.priority or conversation.priority,
        tags=tuple(dict.fromkeys((*conversation.tags, *then.tags))),
        skills=tuple(dict.fromkeys((*conversation.skills, *then.skills))),
        reasons=Reasons(
            team=why,
            assignee="was assigned before",
            rule=match.rule.id if match else None,
            keyword=match.keyword if match else None,
        ),
        offer=conversation.offer,
    )
    if decision.assignee:
        return decision
    staffed = _staffed(decision, conversation, desk, presences, now or entry.at)
    if staffed.grant or entry.name is not EntryName.OFFER_LAPSED:
        return staffed
    # all who are there have been asked: from the start
    return _staffed(decision.model_copy(update={"offer": None}), conversation, desk, presences, now or entry.at)


def wants_another_team(conversation: Conversation, entry: Entry, desk: Desk) -> bool:
    """Tell whether the customer chose a team that does not have the conversation."""
    return _wanted_team(entry, desk) not in {None, conversation.team}


def distribute(
    conversations: Iterable[Conversation], desk: Desk, presences: Sequence[Presence], now: datetime
) -> Iterator[Turn]:
    """Yield which waiting conversations go to whom, in the order given, as long as somebody has room.

    Each turn counts on the one before as assigned at its `at`.
    """
    seen = {presence.user_id: presence for presence in presences}
    waiting = (conversation for conversation in conversations if conversation.is_held)
    for number, conversation in enumerate(waiting):
        if not _has_room(desk, seen.values()):
            return
        at = now + number * _TURN
        decision = _staffed(_kept(conversation), conversation, desk, tuple(seen.values()), at)
        if decision.grant is None:
            continue
        given = seen[decision.grant.user_id]
        update = {"last_assigned_at": at, "load": given.load + conversation.weight}
        seen[given.user_id] = given.model_copy(update=update)
        yield Turn(conversation, decision, at)


def _has_room(desk: Desk, presences: Iterable[Presence]) -> bool:
    capacity = {user.id: user.capacity for user in desk.users}
    return any(each.is_here and each.load < capacity.get(each.user_id, 0) for each in presences)


def _kept(conversation: Conversation) -> Decision:
    return Decision(
        team=conversation.team or "",
        assignee=None,
        priority=conversation.priority,
        tags=conversation.tags,
        skills=conversation.skills,
        reasons=Reasons(team="is in this team", assignee=""),
        offer=conversation.offer,
    )


def _first_match(conversation: Conversation, entry: Entry, desk: Desk, now: datetime) -> _Match | None:
    known = conditions.facts(conversation, entry, desk, now)
    text = words("\n".join(filter(None, (entry.subject or conversation.subject, entry.text))))
    language = (conversation.language or entry.language or "").partition("-")[0].lower()
    for rule in desk.rules:
        when = rule.when
        keyword = next((keyword for keyword in when.keywords if holds(text, words(keyword))), None)
        if when.channels and conversation.door.channel not in when.channels:
            continue
        if when.languages and language not in {item.partition("-")[0].lower() for item in when.languages}:
            continue
        if when.keywords and keyword is None:
            continue
        if not conditions.holds_for(when, known):
            continue
        return _Match(rule, keyword)
    return None


def _wanted_team(entry: Entry, desk: Desk) -> str | None:
    return next((team.id for team in desk.teams if team.id == entry.data.get("wanted_team")), None)


def _team(conversation: Conversation, entry: Entry, desk: Desk, match: _Match | None) -> tuple[str, str]:
    if wanted := _wanted_team(entry, desk):
        return wanted, "the customer chose it"
    if conversation.team:
        return conversation.team, "is in this team"
    if match and match.rule.then.team:
        found = f", which found {match.keyword!r}" if match.keyword else ""
        return match.rule.then.team, f"rule {match.rule.id}{found}"
    connection = next((item for item in desk.connections if item.id == conversation.door.connection), None)
    if connection and connection.team:
        return connection.team, f"connection {connection.id}"
    return desk.brand.default_team, "the brand's default"


def _staffed(
    decision: Decision, conversation: Conversation, desk: Desk, presences: Sequence[Presence], now: datetime
) -> Decision:
    """Give the conversation to who fits best in its team, or in the backup, or leave it in its team's queue.

    The backup is asked once somebody let the offer pass, or where nobody in the team has the skills.
    """
    work = conversation.model_copy(update={"skills": decision.skills, "offer": decision.offer})
    home = candidates(work, decision.team, desk, presences, now)
    backup = next((team.backup for team in desk.teams if team.id == decision.team), None)
    if best(home) is None and backup and (work.offer or _is_exhausted(home)):
        others = candidates(work, backup, desk, presences, now)
        if best(others):
            why = decision.reasons.model_copy(update={"team": f"the backup of {decision.team}, where nobody took it"})
            return _given(decision.model_copy(update={"team": backup, "reasons": why}), work, desk, others)
    return _given(decision, work, desk, home)


def _is_exhausted(found: Sequence[Candidate]) -> bool:
    return all(candidate.is_lasting for candidate in found)


def _given(decision: Decision, work: Conversation, desk: Desk, found: Sequence[Candidate]) -> Decision:
    chosen = best(found)
    ranked = sorted(found, key=lambda each: (len(each.missing), -each.score, each.user_id))
    update = {
        "assignee": _why(found, chosen),
        "skills": tuple(sorted(required(work, desk))),
        "candidates": tuple(ranked[:_SHOWN]),
        "others": len(ranked[_SHOWN:]),
    }
    return decision.model_copy(
        update={
            "assignee": chosen and chosen.user_id,
            "grant": chosen and Grant(user_id=chosen.user_id, capacity=chosen.capacity),
            "reasons": decision.reasons.model_copy(update=update),
        }
    )


def _why(found: Sequence[Candidate], chosen: Candidate | None) -> str:
    if not found:
        return "nobody belongs to the team"
    if chosen is None:
        return "nobody in the team can take it now"
    if chosen.is_known:
        return "free, and had this customer last"
    if chosen.last_assigned_at is None:
        return "free, and never assigned before"
    return "free, and assigned the longest ago"
