"""The words of the desk as frozen pydantic models; nothing here knows AWS."""

from transom.model.actor import Actor, ActorKind, Role
from transom.model.base import Frozen, Instant, Strict
from transom.model.clock import BREACH, Clock, Pause, Target
from transom.model.contact import Contact, Door, Identity, Participant
from transom.model.conversation import Category, Conversation, Matter, Priority, State
from transom.model.desk import (
    Brand,
    ConnectionSpec,
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
from transom.model.hours import BreachAction, CalendarSpec, Policy, Span, SpecialTerms, Targets, Weekday
from transom.model.promise import Promised

__all__ = [
    "BREACH",
    "Actor",
    "ActorKind",
    "Attachment",
    "Audience",
    "Brand",
    "BreachAction",
    "CalendarSpec",
    "Category",
    "Clock",
    "ConnectionSpec",
    "Contact",
    "ContactCard",
    "Conversation",
    "Delivery",
    "DeliveryState",
    "Desk",
    "Direction",
    "Door",
    "Entry",
    "EntryName",
    "Frozen",
    "Identity",
    "Instant",
    "Matter",
    "MediaKind",
    "Participant",
    "Pause",
    "Place",
    "Policy",
    "Presence",
    "PresenceState",
    "Priority",
    "Promised",
    "Role",
    "Rule",
    "RuleAction",
    "RuleCondition",
    "Span",
    "SpecialTerms",
    "State",
    "Strict",
    "Target",
    "Targets",
    "Team",
    "User",
    "Weekday",
]
