"""The words of the desk as frozen pydantic models; nothing here knows AWS."""

from transom.model.actor import Actor, ActorKind, Role
from transom.model.base import Frozen, Instant, Strict
from transom.model.contact import Contact, Door, Identity
from transom.model.conversation import BREACH, Category, Clock, Conversation, Pause, Priority, State, Target
from transom.model.desk import (
    Brand,
    CalendarSpec,
    ConnectionSpec,
    Desk,
    Policy,
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
    Delivery,
    DeliveryState,
    Direction,
    Entry,
    EntryName,
    MediaKind,
)

__all__ = [
    "BREACH",
    "Actor",
    "ActorKind",
    "Attachment",
    "Brand",
    "CalendarSpec",
    "Category",
    "Clock",
    "ConnectionSpec",
    "Contact",
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
    "MediaKind",
    "Pause",
    "Policy",
    "Presence",
    "PresenceState",
    "Priority",
    "Role",
    "Rule",
    "RuleAction",
    "RuleCondition",
    "State",
    "Strict",
    "Target",
    "Team",
    "User",
]
