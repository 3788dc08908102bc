"""Who gets a conversation, and why."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pydantic import JsonValue

from transom.core.words import holds, words
from transom.model import (
    Category,
    Conversation,
    Desk,
    Entry,
    Frozen,
    Instant,
    Presence,
    PresenceState,
    Priority,
    Rule,
    State,
    User,
)

_NEVER = datetime.min.replace(tzinfo=UTC)
_TURN = timedelta(milliseconds=1)


class Candidate(Frozen):
    """A member of the team, and what speaks against giving them the conversation."""

    user_id: str
    name: str
    last_assigned_at: Instant | None = None
    missing: str | None = None


class Reasons(Frozen):
    """Why a conversation went where it went, as the timeline shows it."""

    team: str
    assignee: str
    rule: str | None = None
    keyword: str | None = None
    candidates: tuple[Candidate, ...] = ()


class Decision(Frozen):
    """Where a conversation goes."""

    team: str
    assignee: str | None
    priority: Priority
    tags: tuple[str, ...]
    reasons: Reasons
    presence: Presence | None = None
    """The chosen agent's presence as the choice saw it; None when nobody was chosen now."""

    def applied_to(self, conversation: Conversation) -> Conversation:
        """Return the conversation where the decision puts it: open with an agent, new without one."""
        state = conversation.state
        if state in {State.RECEIVED, State.NEW}:
            state = State.OPEN if self.assignee else State.NEW
        update = {"team": self.team, "assignee": self.assignee, "priority": self.priority, "tags": self.tags}
        return conversation.model_copy(update={**update, "state": state})

    @property
    def data(self) -> dict[str, JsonValue]:
        """Return what the timeline entry of this decision tells."""
        return self.model_dump(mode="json", exclude={"presence"})


class Turn(NamedTuple):
    """A waiting conversation's turn to be given to an agent, written as having happened at `at`."""

    conversation: Conversation
    decision: Decision
    at: datetime


class _Match(NamedTuple):
    rule: Rule
    keyword: str | None


def route(conversation: Conversation, entry: Entry, desk: Desk, presences: Sequence[Presence]) -> Decision:
    """Decide the team, the agent, the priority and the tags of a conversation in which a message arrived."""
    match = None if conversation.team else _first_match(conversation, entry, desk)
    team, why = _team(conversation, entry, desk, match)
    priority = (match and match.rule.then.priority) or conversation.priority
    tags = (*conversation.tags, *(match.rule.then.tags if match else ()))
    is_moved = conversation.team not in {None, team}
    decision = Decision(
        team=team,
        assignee=None if is_moved else conversation.assignee,
        priority=priority,
        tags=tuple(dict.fromkeys(tags)),
        reasons=Reasons(
            team=why,
            assignee="was assigned before",
            rule=match.rule.id if match else None,
            keyword=match.keyword if match else None,
        ),
    )
    return decision if decision.assignee else _assigned(decision, desk, presences)


def wants_another_team(conversation: Conversation, entry: Entry, desk: Desk) -> bool:
    """Tell whether the customer chose a team that does not have the conversation."""
    return _wanted_team(entry, desk) not in {None, conversation.team}


def distribute(
    conversations: Sequence[Conversation], desk: Desk, presences: Sequence[Presence], now: datetime
) -> Iterator[Turn]:
    """Yield which waiting, unassigned conversations go to whom: the most urgent first, then the longest waiting.

    Each turn counts on the one before as assigned at its `at`; a caller that cannot write one stops there.
    """
    seen = {presence.user_id: presence for presence in presences}
    waiting = sorted(filter(_waits, conversations), key=_urgency)
    for number, conversation in enumerate(waiting):
        decision = _assigned(_kept(conversation, desk), desk, tuple(seen.values()))
        if decision.presence is None:
            continue
        at = now + number * _TURN
        seen[decision.presence.user_id] = decision.presence.model_copy(update={"last_assigned_at": at})
        yield Turn(conversation, decision, at)


def _urgency(conversation: Conversation) -> tuple[int, datetime, str]:
    return -list(Priority).index(conversation.priority), conversation.created_at, conversation.id


def _waits(conversation: Conversation) -> bool:
    in_work = conversation.state.category in {Category.INTAKE, Category.ACTIVE}
    return in_work and conversation.assignee is None and conversation.team is not None


def _kept(conversation: Conversation, desk: Desk) -> Decision:
    return Decision(
        team=conversation.team or desk.brand.default_team,
        assignee=None,
        priority=conversation.priority,
        tags=conversation.tags,
        reasons=Reasons(team="is in this team", assignee=""),
    )


def _first_match(conversation: Conversation, entry: Entry, desk: Desk) -> _Match | None:
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


def _assigned(decision: Decision, desk: Desk, presences: Sequence[Presence]) -> Decision:
    """Give the conversation to the agent online in the team whose last one is the longest ago."""
    seen = {presence.user_id: presence for presence in presences}
    team = [user for user in desk.users if decision.team in user.teams]
    candidates = tuple(_candidate(user, seen.get(user.id)) for user in team)
    free = [item for item in candidates if item.missing is None]
    chosen = min(free, key=lambda item: (item.last_assigned_at or _NEVER, item.user_id), default=None)
    update = {"assignee": _why(team, chosen), "candidates": candidates}
    return decision.model_copy(
        update={
            "assignee": chosen and chosen.user_id,
            "presence": chosen and seen[chosen.user_id],
            "reasons": decision.reasons.model_copy(update=update),
        }
    )


def _candidate(user: User, presence: Presence | None) -> Candidate:
    state = presence.state if presence else PresenceState.OFF
    return Candidate(
        user_id=user.id,
        name=user.name,
        last_assigned_at=presence.last_assigned_at if presence else None,
        missing=None if state is PresenceState.ONLINE else f"is {state}",
    )


def _why(team: list[User], chosen: Candidate | None) -> str:
    if not team:
        return "nobody belongs to the team"
    if chosen is None:
        return "nobody in the team is online"
    if chosen.last_assigned_at is None:
        return "online, and never assigned before"
    return "online, and assigned the longest ago"
