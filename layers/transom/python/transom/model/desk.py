"""The desk as code: what `desk.yaml` says and the table keeps, one record for each."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from transom.model.actor import Role
from transom.model.automation import Automation, CannedReply, Macro, RuleGroup
from transom.model.base import Duration, Email, Frozen, Instant, Slug, Strict
from transom.model.brand import Brand, FurtherBrand, Presentation, Windows
from transom.model.condition import Group
from transom.model.conversation import Priority
from transom.model.department import Department
from transom.model.hours import CalendarSpec, Policy
from transom.model.language import LanguageTag
from transom.model.menu import LineMenu
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
    phone: Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$")] | None = None
    """Where callers who wait for the team are put through to, as `+48223070000`."""
    offer_for: Annotated[Duration, Field(ge=timedelta(minutes=1), le=timedelta(hours=12))] | None = None
    """How long work is offered to one agent before it goes on to the next; without it, what is given stays."""
    backup: Slug | None = None
    """The team that is asked once nobody in this one can take the work."""


class RuleCondition(Group):
    """What a message must be for a rule to act; all that is given must hold, conditions like automations' too."""

    channels: tuple[str, ...] = ()
    languages: tuple[LanguageTag, ...] = ()
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
    menu: LineMenu | None = None
    """What callers hear and can choose, where it is a telephone line."""
    is_enabled: bool = True


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

    def windows(self, connection_id: str) -> Windows:
        """Return the windows of the brand that a connection's customers know: its own, or else the first one's."""
        first, brand_id = self.brand, self.brand_of(connection_id)
        own = next((each for each in self.brands if each.id == brand_id), first)
        return Windows(
            undo=first.undo_window if own.undo_window is None else own.undo_window,
            reopen=first.reopen_window if own.reopen_window is None else own.reopen_window,
            close=first.close_after if own.close_after is None else own.close_after,
        )


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
