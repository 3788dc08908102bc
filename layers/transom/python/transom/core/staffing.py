"""Who can take a conversation now, how well they fit, and what each of the others lacks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from transom.model import (
    Absence,
    Conversation,
    Desk,
    Frozen,
    Instant,
    Presence,
    PresenceState,
    User,
)

_LONGEST_IDLE = timedelta(days=30)
_KNOWN = 2 * _LONGEST_IDLE.total_seconds()


class Candidate(Frozen):
    """An agent who was considered for a conversation, and all that speaks against giving it to them."""

    user_id: str
    name: str
    load: int = 0
    capacity: int = 0
    last_assigned_at: Instant | None = None
    score: float = 0
    """Seconds without new work, and more for the agent who had this customer last; the highest is chosen."""
    missing: tuple[str, ...] = ()
    is_lasting: bool = False
    """Whether waiting does not help: the agent lacks a skill, or let this very offer pass."""

    @property
    def is_known(self) -> bool:
        """Tell whether the customer is known to this agent."""
        return self.score >= _KNOWN


def candidates(
    conversation: Conversation, team: str, desk: Desk, presences: Sequence[Presence], now: datetime
) -> tuple[Candidate, ...]:
    """Return everybody in a team, and who stands in for its absent members, as candidates for a conversation."""
    seen = {presence.user_id: presence for presence in presences}
    today = _today(team, desk, now)
    known_by = _stand_in(conversation.known_by, desk, today)
    staff = tuple(_staff(team, desk, today))
    return tuple(_candidate(user, conversation, desk, seen, known_by, now, today) for user in staff)


def best(found: Sequence[Candidate]) -> Candidate | None:
    """Return who is given the conversation: the highest score among those who lack nothing."""
    free = [candidate for candidate in found if not candidate.missing]
    return min(free, key=lambda candidate: (-candidate.score, candidate.user_id), default=None)


def required(conversation: Conversation, desk: Desk) -> frozenset[str]:
    """Return the skills that its rule, its language and its channel demand."""
    language = _base(conversation.language or "")
    by_desk = {
        skill.id
        for skill in desk.skills
        if conversation.door.channel in skill.channels or language in {_base(each) for each in skill.languages}
    }
    return frozenset(by_desk.union(conversation.skills))


def absence(user: User, day: date) -> Absence | None:
    """Return the absence that a user is in on a day, if any."""
    return next((each for each in user.absences if each.covers(day)), None)


def is_absent(user_id: str, desk: Desk, team: str | None, now: datetime) -> bool:
    """Tell whether a user is away by the absence calendar."""
    user = next((user for user in desk.users if user.id == user_id), None)
    return user is not None and absence(user, _today(team or desk.brand.default_team, desk, now)) is not None


def wording(desk: Desk, now: datetime) -> str:
    """Return what tells whether somebody may be able to take more than before."""
    teams = [(team.id, team.backup, team.offer_for) for team in desk.teams]
    away = [(user.id, team.id) for team in desk.teams for user in desk.users if is_absent(user.id, desk, team.id, now)]
    staff = [(user.id, user.teams, user.skills, user.capacity) for user in desk.users]
    return sha256(f"{teams} {desk.skills} {staff} {away}".encode()).hexdigest()[:12]


def _staff(team: str, desk: Desk, today: date) -> Iterator[User]:
    members = [user for user in desk.users if team in user.teams]
    away = (absence(user, today) for user in members)
    stand_ins = {each.substitute for each in away if each}
    yield from members
    yield from (user for user in desk.users if user.id in stand_ins and user not in members)


def _stand_in(user_id: str | None, desk: Desk, today: date) -> str | None:
    """Return the user, or who stands in for them today."""
    user = next((user for user in desk.users if user.id == user_id), None)
    away = user and absence(user, today)
    return away.substitute or user_id if away else user_id


def _candidate(
    user: User,
    conversation: Conversation,
    desk: Desk,
    seen: Mapping[str, Presence],
    known_by: str | None,
    now: datetime,
    today: date,
) -> Candidate:
    presence = seen.get(user.id, Presence(user_id=user.id, changed_at=now))
    lasting = tuple(_lasting(user, conversation, desk))
    return Candidate(
        user_id=user.id,
        name=user.name,
        load=presence.load,
        capacity=user.capacity,
        last_assigned_at=presence.last_assigned_at,
        score=_idle(presence, now).total_seconds() + (_KNOWN if user.id == known_by else 0),
        missing=(*_passing(user, presence, conversation, desk, today), *lasting),
        is_lasting=bool(lasting),
    )


def _lasting(user: User, conversation: Conversation, desk: Desk) -> Iterator[str]:
    yield from (f"lacks {skill}" for skill in sorted(required(conversation, desk).difference(user.skills)))
    if conversation.offer and user.id in conversation.offer.passed:
        yield "let the offer pass"


def _passing(user: User, presence: Presence, conversation: Conversation, desk: Desk, today: date) -> Iterator[str]:
    if away := absence(user, today):
        names = {each.id: each.name for each in desk.users}
        stands_in = f", {names[away.substitute]} stands in" if away.substitute else ""
        yield f"is absent until {away.last.isoformat()}{stands_in}"
    if presence.state is not PresenceState.ONLINE:
        yield f"is {presence.state}"
    if presence.left_at:
        yield "has no console open"
    if presence.load + conversation.weight > user.capacity:
        yield f"has no room: {presence.load} of {user.capacity}, and this takes {conversation.weight}"


def _idle(presence: Presence, now: datetime) -> timedelta:
    last = presence.last_assigned_at or datetime.min.replace(tzinfo=UTC)
    return min(now - last, _LONGEST_IDLE)


def _today(team: str, desk: Desk, now: datetime) -> date:
    """Return the day that it is where the team works."""
    policy = next((each.policy for each in desk.teams if each.id == team), None)
    calendar = next((each.calendar for each in desk.policies if each.id == policy), None)
    zone = next((each.zone for each in desk.calendars if each.id == calendar), UTC)
    return now.astimezone(zone).date()


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
