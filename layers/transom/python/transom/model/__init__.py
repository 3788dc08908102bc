"""The words of the desk as frozen pydantic models; nothing here knows AWS."""

from transom.model.actor import Actor, ActorKind, Role
from transom.model.automation import Automation, CannedReply, Effects, Macro, RuleGroup
from transom.model.base import Frozen, Instant, Strict
from transom.model.brand import Brand, FurtherBrand, Presentation, Voice
from transom.model.clock import BREACH, Clock, Pause, Target
from transom.model.condition import Fact, Group, Operator, Test
from transom.model.contact import Contact, Door, Identity, Merge, Participant
from transom.model.conversation import Category, Conversation, Matter, Priority, Scheduled, State
from transom.model.customer import Customer
from transom.model.department import Department
from transom.model.desk import (
    ConnectionSpec,
    ContactField,
    Desk,
    Presence,
    PresenceState,
    Rule,
    RuleAction,
    RuleCondition,
    Team,
    User,
)
from transom.model.entry import (
    ANSWERS,
    ASIDE,
    Attachment,
    Audience,
    ContactCard,
    Delivery,
    DeliveryState,
    Direction,
    Entry,
    EntryName,
    MediaKind,
    Place,
)
from transom.model.firing import Firing
from transom.model.hours import BreachAction, CalendarSpec, Policy, Span, SpecialTerms, Targets, Weekday
from transom.model.notice import Notice, Notify
from transom.model.promise import Promised
from transom.model.radar import OwnPhrase, Playbook, Radar, Step
from transom.model.request import Handovers, Request, RequestState
from transom.model.routing import Absence, Grant, Kind, Offer, Skill, Weights
from transom.model.tension import Play, Reason, Sign, Tension

__all__ = [
    "ANSWERS",
    "ASIDE",
    "BREACH",
    "Absence",
    "Actor",
    "ActorKind",
    "Attachment",
    "Audience",
    "Automation",
    "Brand",
    "BreachAction",
    "CalendarSpec",
    "CannedReply",
    "Category",
    "Clock",
    "ConnectionSpec",
    "Contact",
    "ContactCard",
    "ContactField",
    "Conversation",
    "Customer",
    "Delivery",
    "DeliveryState",
    "Department",
    "Desk",
    "Direction",
    "Door",
    "Effects",
    "Entry",
    "EntryName",
    "Fact",
    "Firing",
    "Frozen",
    "FurtherBrand",
    "Grant",
    "Group",
    "Handovers",
    "Identity",
    "Instant",
    "Kind",
    "Macro",
    "Matter",
    "MediaKind",
    "Merge",
    "Notice",
    "Notify",
    "Offer",
    "Operator",
    "OwnPhrase",
    "Participant",
    "Pause",
    "Place",
    "Play",
    "Playbook",
    "Policy",
    "Presence",
    "PresenceState",
    "Presentation",
    "Priority",
    "Promised",
    "Radar",
    "Reason",
    "Request",
    "RequestState",
    "Role",
    "Rule",
    "RuleAction",
    "RuleCondition",
    "RuleGroup",
    "Scheduled",
    "Sign",
    "Skill",
    "Span",
    "SpecialTerms",
    "State",
    "Step",
    "Strict",
    "Target",
    "Targets",
    "Team",
    "Tension",
    "Test",
    "User",
    "Voice",
    "Weekday",
    "Weights",
]
