"""The desk as code: what `desk.yaml` says and the table keeps, one record for each."""

import json
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from transom.model.actor import Role
from transom.model.automation import Automation, CannedReply, Macro, RuleGroup
from transom.model.base import Email, Frozen, Instant, Slug, Strict
from transom.model.brand import Brand, FurtherBrand, Presentation
from transom.model.condition import Group
from transom.model.conversation import Priority
from transom.model.department import Department
from transom.model.hours import CalendarSpec, Policy
from transom.model.radar import Radar
from transom.model.routing import Absence, Skill, SkillId
from transom.model.workspace import WorkspaceState


class Team(Strict):
    """People who share a queue."""

    id: Slug
    name: str
    policy: Slug
    address: Email | None = None
    """Where the team's mails come from, if not from the connection's address; answers come back to that one."""
    signature: str = ""
    """Stands below the team's mails instead of the brand's."""
    offer_for: Annotated[timedelta, Field(ge=timedelta(minutes=1), le=timedelta(hours=12))] | None = None
    """How long work is offered to one agent before it goes on to the next; without it, what is given stays."""
    backup: Slug | None = None
    """The team that is asked once nobody in this one can take the work."""


class RuleCondition(Group):
    """What a message must be for a rule to act; all that is given must hold, conditions like automations' too."""

    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    """Words or phrases, any of which the subject or text contains, whatever its case."""


class RuleAction(Strict):
    """What a rule sets."""

    team: Slug | None = None
    priority: Priority | None = None
    tags: tuple[str, ...] = ()
    skills: tuple[SkillId, ...] = ()


class Rule(Strict):
    """A routing rule; the first that matches decides."""

    id: Slug
    when: RuleCondition = Field(default_factory=RuleCondition)
    then: RuleAction


class User(Strict):
    """Someone who works in the console."""

    id: str
    email: Email
    name: str
    role: Role = Role.AGENT
    teams: tuple[Slug, ...] = ()
    skills: tuple[SkillId, ...] = ()
    capacity: Annotated[int, Field(ge=0, le=1_000)] = 20
    """The weight of open conversations up to which more are given."""
    absences: tuple[Absence, ...] = ()


class ConnectionSpec(Strict):
    """A channel connected to an account at its provider; secrets are kept elsewhere."""

    id: Slug
    channel: Slug
    name: str
    team: Slug | None = None
    """Where its conversations go when no rule decides."""
    brand: Slug | None = None
    """The brand that its customers know, if not the desk's first."""
    settings: dict[str, str] = {}
    is_enabled: bool = True

    @field_validator("settings", mode="before")
    @classmethod
    def _structures_as_text(cls, value: object) -> object:
        """Keep a setting that is a structure, such as the menu of a phone line, as JSON."""
        if not isinstance(value, dict):
            return value
        return {name: item if isinstance(item, str) else json.dumps(item) for name, item in value.items()}


class ContactField(Strict):
    """Something that the desk keeps of its customers beside their names and addresses."""

    id: Slug
    name: str
    type: Literal["text", "number", "date", "choice", "flag"] = "text"
    choices: tuple[str, ...] = ()
    identifies: bool = False
    """Whether it is an id of which a customer has one only, such as a customer number."""

    @model_validator(mode="after")
    def _choices_where_they_belong(self) -> Self:
        if (self.type == "choice") is not bool(self.choices):
            msg = f"the contact field {self.id!r} has choices if it is a choice, and only then"
            raise ValueError(msg)
        return self


class Desk(Strict):
    """The whole configuration, as `desk.yaml` states it."""

    brand: Brand
    brands: tuple[FurtherBrand, ...] = ()
    calendars: tuple[CalendarSpec, ...]
    policies: tuple[Policy, ...]
    teams: tuple[Team, ...]
    rules: tuple[Rule, ...] = ()
    rule_groups: tuple[RuleGroup, ...] = ()
    automations: tuple[Automation, ...] = ()
    canned_replies: tuple[CannedReply, ...] = ()
    macros: tuple[Macro, ...] = ()
    skills: tuple[Skill, ...] = ()
    users: tuple[User, ...] = ()
    departments: tuple[Department, ...] = ()
    connections: tuple[ConnectionSpec, ...] = ()
    contact_fields: tuple[ContactField, ...] = ()
    states: tuple[WorkspaceState, ...] = ()
    radar: Radar = Radar()

    @property
    def brand_ids(self) -> tuple[str, ...]:
        """Return the ids of all brands, the desk's first one before the others."""
        return (self.brand.id, *(brand.id for brand in self.brands))

    def brand_of(self, connection_id: str) -> str:
        """Return the id of the brand that a connection's customers know."""
        connection = next((each for each in self.connections if each.id == connection_id), None)
        return (connection and connection.brand) or self.brand.id

    def presentation(self, connection_id: str) -> Presentation:
        """Return the brand as which a connection's customers know the desk."""
        brand_id = self.brand_of(connection_id)
        return next((each for each in self.brands if each.id == brand_id), self.brand)

    @model_validator(mode="after")
    def _references_exist(self) -> Self:
        calendars = {calendar.id for calendar in self.calendars}
        policies = {policy.id for policy in self.policies}
        teams = {team.id for team in self.teams}
        wanted: list[tuple[str, str | None, set[str], str]] = []
        wanted += [
            ("calendar", name, calendars, f"policy {each.id}") for each in self.policies for name in each.calendars
        ]
        wanted += [("team", act.team, teams, f"policy {each.id}") for each in self.policies for act in each.on_breach]
        wanted += [("policy", team.policy, policies, f"team {team.id}") for team in self.teams]
        wanted += [("team", rule.then.team, teams, f"rule {rule.id}") for rule in self.rules]
        wanted += [("team", team, teams, f"user {user.email}") for user in self.users for team in user.teams]
        wanted += [("team", item.team, teams, f"connection {item.id}") for item in self.connections]
        wanted.append(("team", self.brand.default_team, teams, "brand"))
        wanted += self._wanted_by_routing(teams)
        wanted += self._wanted_by_departments(calendars)
        for kind, name, known, where in wanted:
            if name is not None and name not in known:
                msg = f"{where} names the {kind} {name!r}, which does not exist"
                raise ValueError(msg)
        return self

    def _wanted_by_routing(self, teams: set[str]) -> list[tuple[str, str | None, set[str], str]]:
        skills, users = {skill.id for skill in self.skills}, {user.id for user in self.users}
        wanted = [("team", team.backup, teams - {team.id}, f"team {team.id} as its backup") for team in self.teams]
        wanted += [("skill", skill, skills, f"rule {rule.id}") for rule in self.rules for skill in rule.then.skills]
        for user in self.users:
            others, where = users - {user.id}, f"user {user.email}"
            wanted += [("skill", skill, skills, where) for skill in user.skills]
            wanted += [("user", each.substitute, others, f"{where} as a substitute") for each in user.absences]
        return wanted

    def _wanted_by_departments(self, calendars: set[str]) -> list[tuple[str, str | None, set[str], str]]:
        users = {user.id for user in self.users}
        wanted: list[tuple[str, str | None, set[str], str]] = []
        for each in self.departments:
            where = f"department {each.id}"
            wanted += [
                ("calendar", each.calendar, calendars, where),
                ("user", each.owner, users, f"{where} as its owner"),
            ]
            wanted.append(("user", each.backup, users - {each.owner}, f"{where} as its backup"))
        return wanted

    @model_validator(mode="after")
    def _calendars_open(self) -> Self:
        for calendar in self.calendars:
            if not any(calendar.hours.values()):
                msg = f"the calendar {calendar.id!r} has no hours: its clocks would never run out"
                raise ValueError(msg)
        return self


class PresenceState(StrEnum):
    """Whether an agent takes new conversations."""

    ONLINE = "online"
    AWAY = "away"
    OFF = "off"


class Presence(Frozen):
    """An agent's presence, and when the agent was last given a conversation."""

    user_id: str
    state: PresenceState = PresenceState.OFF
    changed_at: Instant
    left_at: Instant | None = None
    """Since when no console of the agent has been open; None while one is, or if none ever was."""
    last_assigned_at: Instant | None = None
    load: int = 0
    """The weight of the open conversations that the agent has."""

    @property
    def is_here(self) -> bool:
        """Tell whether the agent takes new conversations, and would see them."""
        return self.state is PresenceState.ONLINE and self.left_at is None

    @property
    def is_missed(self) -> bool:
        """Tell whether it was the desk that set the agent away, after they left."""
        return self.state is PresenceState.AWAY and self.left_at is not None and self.changed_at > self.left_at
