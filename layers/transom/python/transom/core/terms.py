"""Terms: what a policy owes in one conversation, and the calendar that it is measured by."""

from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple
from zoneinfo import ZoneInfo

from transom.core.calendars import Calendar
from transom.model import Conversation, Desk, Policy, SpecialTerms, Target, Targets
from transom.model.hours import TermsCondition


class Terms(NamedTuple):
    """What a team owes its customers, and the calendar that it is measured by."""

    policy: Policy
    targets: Targets
    calendar_id: str
    calendar: Calendar
    zone: ZoneInfo
    special: tuple[str, ...] = ()
    """What the special terms ask for that these are, if they are."""

    @classmethod
    def of(cls, desk: Desk, team: str | None, conversation: Conversation | None = None) -> "Terms":
        """Return the terms of a team, or of the brand's default team while none is chosen; special ones if they fit."""
        chosen = next((item for item in desk.teams if item.id == team), None)
        wanted = chosen or next(item for item in desk.teams if item.id == desk.brand.default_team)
        return cls.under(desk, wanted.policy, conversation)

    @classmethod
    def under(cls, desk: Desk, policy_id: str, conversation: Conversation | None = None) -> "Terms":
        """Return the terms of a policy, whoever is under it."""
        policy = next(item for item in desk.policies if item.id == policy_id)
        special = _most_special(policy, conversation, desk) if conversation else None
        stated = special.model_dump(include=special.model_fields_set & set(Target)) if special else {}
        calendar_id = (special and special.calendar) or policy.calendar
        spec = next(item for item in desk.calendars if item.id == calendar_id)
        asked = special.when.sentences if special else ()
        return cls(policy, policy.targets.model_copy(update=stated), calendar_id, Calendar(spec), spec.zone, asked)

    def limit(self, target: Target) -> timedelta | None:
        """Return how much open time the target allows; None if it is not measured."""
        return self.targets.limit(target)

    def pauses_in(self, conversation: Conversation) -> bool:
        """Tell whether no time counts in a conversation's state."""
        state = conversation.state
        return not {state, state.category, conversation.workspace_state}.isdisjoint(self.policy.pauses)


def wording(desk: Desk) -> str:
    """Return what tells whether the terms of some conversation may have changed with the configuration."""
    parts = {"brand", "brands", "calendars", "policies", "teams"}
    said = desk.model_dump_json(include=dict.fromkeys(parts, True))
    doors = {each.id: each.brand for each in desk.connections}
    return sha256(f"{said} {doors}".encode()).hexdigest()[:12]


def _most_special(policy: Policy, conversation: Conversation, desk: Desk) -> SpecialTerms | None:
    fitting = [terms for terms in policy.terms if _fits(terms.when, conversation, desk)]
    return max(fitting, key=lambda terms: len(_asked(terms.when)), default=None)


def _asked(when: TermsCondition) -> dict[str, tuple[str, ...]]:
    return {name: wanted for name, wanted in when if wanted}


def _fits(when: TermsCondition, conversation: Conversation, desk: Desk) -> bool:
    found: dict[str, set[str | None]] = {
        "priorities": {conversation.priority},
        "channels": {conversation.door.channel},
        "connections": {conversation.door.connection},
        "brands": {desk.brand_of(conversation.door.connection)},
        "tiers": {conversation.customer.tier},
        "tags": set(conversation.tags),
    }
    return all(found[name] & set(wanted) for name, wanted in _asked(when).items())
