"""The items of the table: how each model of ours is laid out in attributes."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Self
from zlib import crc32

from pydantic import JsonValue
from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.models import Model

from transom.core.estimates import BUCKETS
from transom.model import Contact, Conversation, Door, Entry, Identity, Presence, Priority

NO_TEAM = "-"
TEAM_SHARDS = 2
DUE_SHARDS = 4
CONTACT_SHARDS = 4

_LONGEST_KEY = 512


def bounded(key: str) -> str:
    """Return a part of a key that came from outside, or its digest where it is longer than a key may be."""
    return key if len(key.encode()) <= _LONGEST_KEY else f"sha256:{sha256(key.encode()).hexdigest()}"


def moment(at: datetime) -> str:
    """Return a time as text that sorts."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def shard(key: str, count: int) -> int:
    """Return which shard of an index an item is in."""
    return crc32(key.encode()) % count


def team_partition(team: str | None, number: int, *, is_done: bool) -> str:
    """Return one shard of a team's conversations."""
    return f"{team or NO_TEAM}#{'done' if is_done else 'open'}#{number}"


def agent_partition(user_id: str, *, is_done: bool) -> str:
    """Return an agent's conversations."""
    return f"{user_id}#{'done' if is_done else 'open'}"


def held_key(conversation: Conversation) -> tuple[str, str]:
    """Return a conversation's place in its team's holding queue: the most urgent first, then the oldest."""
    rank = list(Priority)[::-1].index(conversation.priority)
    return f"held#{conversation.team}", f"{rank}#{moment(conversation.created_at)}#{conversation.id}"


class Item(Model):
    """What every item has; the items are laid out here and written by `Table`."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class Row(Item):
    """What every index gives: the item's key, and where it stands in the index."""

    active_sk = UnicodeAttribute(null=True)
    created_sk = UnicodeAttribute(null=True)
    due_sk = UnicodeAttribute(null=True)
    held_sk = UnicodeAttribute(null=True)


class ConversationItem(Item):
    """A conversation; the index keys are there only where they apply."""

    subject = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    priority = UnicodeAttribute(null=True)
    team = UnicodeAttribute(null=True)
    assignee = UnicodeAttribute(null=True)
    tags = JSONAttribute(null=True)
    skills = JSONAttribute(null=True)
    weight = NumberAttribute(null=True)
    known_by = UnicodeAttribute(null=True)
    offer = JSONAttribute(null=True)
    language = UnicodeAttribute(null=True)
    contact_id = UnicodeAttribute()
    contact_name = UnicodeAttribute(null=True)
    customer = JSONAttribute(null=True)
    door = JSONAttribute()
    other_door = JSONAttribute(null=True)
    audience = UnicodeAttribute(null=True)
    participants = JSONAttribute(null=True)
    may_belong_to = UnicodeAttribute(null=True)
    joined = JSONAttribute(null=True)
    joined_into = UnicodeAttribute(null=True)
    joint = JSONAttribute(null=True)
    links = JSONAttribute(null=True)
    split_from = UnicodeAttribute(null=True)
    brought = JSONAttribute(null=True)
    split_off = JSONAttribute(null=True)
    snoozed_until = UnicodeAttribute(null=True)
    channel = UnicodeAttribute()
    scheduled = JSONAttribute(null=True)
    delivery_problem = JSONAttribute(null=True)
    undone = JSONAttribute(null=True)
    preview = UnicodeAttribute(null=True)
    clocks = JSONAttribute(null=True)
    agenda = JSONAttribute(null=True)
    firings = JSONAttribute(null=True)
    requests = JSONAttribute(null=True)
    handovers = JSONAttribute(null=True)
    tension = JSONAttribute(null=True)
    workspace_state = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute()
    last_message_at = UnicodeAttribute()
    last_customer_message_at = UnicodeAttribute(null=True)
    first_response_at = UnicodeAttribute(null=True)
    last_reply_at = UnicodeAttribute(null=True)
    unanswered_since = UnicodeAttribute(null=True)
    promise = JSONAttribute(null=True)
    solved_at = UnicodeAttribute(null=True)
    rested_at = UnicodeAttribute(null=True)
    messages = NumberAttribute(null=True)
    replies = NumberAttribute(null=True)
    version = NumberAttribute()

    team_pk = UnicodeAttribute()
    agent_pk = UnicodeAttribute(null=True)
    active_sk = UnicodeAttribute()
    contact_pk = UnicodeAttribute()
    created_sk = UnicodeAttribute()
    due_pk = UnicodeAttribute(null=True)
    due_sk = UnicodeAttribute(null=True)
    held_pk = UnicodeAttribute(null=True)
    held_sk = UnicodeAttribute(null=True)

    @staticmethod
    def key(conversation_id: str) -> tuple[str, str]:
        """Return where a conversation is."""
        return f"C#{conversation_id}", "C"

    @classmethod
    def of(cls, conversation: Conversation) -> Self:
        """Lay a conversation out."""
        is_done, number = conversation.state.is_done, shard(conversation.id, TEAM_SHARDS)
        item = cls(
            *cls.key(conversation.id),
            **conversation.model_dump(mode="json", exclude_defaults=True, exclude={"id", "state", "version"}),
            state=conversation.state.value,
            version=conversation.version,
            channel=conversation.door.channel,
            team_pk=team_partition(conversation.team, number, is_done=is_done),
            active_sk=f"{moment(conversation.last_message_at)}#{conversation.id}",
            contact_pk=ContactItem.key(conversation.contact_id)[0],
            created_sk=f"{moment(conversation.created_at)}#{conversation.id}",
        )
        if conversation.assignee:
            item.agent_pk = agent_partition(conversation.assignee, is_done=is_done)
        if conversation.due_at:
            item.due_pk = f"due#{shard(conversation.id, DUE_SHARDS)}"
            item.due_sk = f"{moment(conversation.due_at)}#{conversation.id}"
        if conversation.is_held:
            item.held_pk, item.held_sk = held_key(conversation)
        return item

    @property
    def conversation(self) -> Conversation:
        """Return the conversation laid out here."""
        return Conversation.model_validate(self.attribute_values | {"id": self.pk.removeprefix("C#")})


class EntryItem(Item):
    """A timeline entry as JSON: only its author may take its content back, and the relay reads nothing else."""

    entry = UnicodeAttribute()

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Lay an entry out."""
        text = entry.model_dump_json(exclude_defaults=True)
        return cls(ConversationItem.key(entry.conversation_id)[0], entry.sort_key, entry=text)


class ContactItem(Item):
    """A contact."""

    name = UnicodeAttribute()
    picture = JSONAttribute(null=True)
    email = UnicodeAttribute(null=True)
    phone = UnicodeAttribute(null=True)
    language = UnicodeAttribute(null=True)
    time_zone = UnicodeAttribute(null=True)
    company = UnicodeAttribute(null=True)
    company_id = UnicodeAttribute(null=True)
    tier = UnicodeAttribute(null=True)
    fields = JSONAttribute(null=True)
    merges = JSONAttribute(null=True)
    merged_into = UnicodeAttribute(null=True)
    erased_at = UnicodeAttribute(null=True)
    version = NumberAttribute(null=True)
    created_at = UnicodeAttribute()

    contact_pk = UnicodeAttribute()
    created_sk = UnicodeAttribute()

    @staticmethod
    def key(contact_id: str) -> tuple[str, str]:
        """Return where a contact is."""
        return f"P#{contact_id}", "P"

    @classmethod
    def of(cls, contact: Contact) -> Self:
        """Lay a contact out."""
        return cls(
            *cls.key(contact.id),
            **contact.model_dump(mode="json", exclude_defaults=True, exclude={"id"}),
            contact_pk=f"CONTACTS#{shard(contact.id, CONTACT_SHARDS)}",
            created_sk=f"{moment(contact.created_at)}#{contact.id}",
        )

    @property
    def contact(self) -> Contact:
        """Return the contact laid out here."""
        return Contact.model_validate(self.attribute_values | {"id": self.pk.removeprefix("P#")})


class IdentityItem(Item):
    """Whose door it is."""

    contact_id = UnicodeAttribute()
    conversation_id = UnicodeAttribute()
    evidence = JSONAttribute(null=True)
    is_opted_out = BooleanAttribute(default=False)
    language = UnicodeAttribute(null=True)
    route = UnicodeAttribute(null=True)
    profile_at = UnicodeAttribute(null=True)

    @staticmethod
    def key(door: Door) -> tuple[str, str]:
        """Return where a door's owner is."""
        return f"I#{bounded(str(door))}", "I"

    @classmethod
    def of(cls, identity: Identity) -> Self:
        """Lay an identity out."""
        return cls(*cls.key(identity.door), **identity.model_dump(mode="json", exclude={"door"}, exclude_defaults=True))


class ReferenceItem(Item):
    """Which message a provider's id, a mail's id or an idempotency key stands for."""

    conversation_id = UnicodeAttribute()
    message_id = UnicodeAttribute()
    raw_key = UnicodeAttribute(null=True)
    is_alias = BooleanAttribute(null=True)
    goes_on_in = UnicodeAttribute(null=True)

    @staticmethod
    def key(channel: str, connection: str, provider_message_id: str) -> tuple[str, str]:
        """Return where a reference is."""
        return f"R#{channel}#{connection}#{bounded(provider_message_id)}", "R"


class PresenceItem(Item):
    """An agent's presence."""

    state = UnicodeAttribute()
    changed_at = UnicodeAttribute()
    left_at = UnicodeAttribute(null=True)
    last_assigned_at = UnicodeAttribute(null=True)
    load = NumberAttribute(null=True)
    has_freed = BooleanAttribute(null=True)
    """Whether the agent may be given more since the item last changed."""
    roused_at = UnicodeAttribute(null=True)
    """When that was so because of the configuration: it makes the change that the stream tells."""

    @staticmethod
    def key(user_id: str) -> tuple[str, str]:
        """Return where an agent's presence is."""
        return "PRESENCE", user_id

    @property
    def presence(self) -> Presence:
        """Return the presence laid out here."""
        return Presence.model_validate(self.attribute_values | {"user_id": self.sk})


class RecordItem(Item):
    """A record kept as JSON: one of the desk's, or one in quarantine."""

    record = JSONAttribute()

    @classmethod
    def of(cls, partition: str, sort: str, record: JsonValue) -> Self:
        """Lay a record out."""
        return cls(partition, sort, record=record)


class HealthItem(Item):
    """When a connection was last heard of, and what of it was not taken."""

    last_event_at = UnicodeAttribute(null=True)
    refused = NumberAttribute(null=True)
    quarantined = NumberAttribute(null=True)

    @staticmethod
    def key(connection: str) -> tuple[str, str]:
        """Return where a connection's health is."""
        return f"HEALTH#{connection}", "HEALTH"


class PaceItem(Item):
    """How fast a connection or a place is sent to, or how a provider does; times in seconds."""

    slot_at = NumberAttribute(null=True)
    failures = NumberAttribute(null=True)
    failed_at = NumberAttribute(null=True)
    rests_until = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)

    @staticmethod
    def key(subject: str) -> tuple[str, str]:
        """Return where a pace is; the subject may be a customer's address, which only its digest tells."""
        return f"PACE#{sha256(subject.encode()).hexdigest()}", "PACE"


class BudgetItem(Item):
    """What went to an address of late, or how many automatic answers left a connection."""

    sent = JSONAttribute(null=True)
    version = NumberAttribute(null=True)
    given = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)

    @staticmethod
    def key(subject: str) -> tuple[str, str]:
        """Return where the budget of an address, or of a connection, is."""
        return f"BUDGET#{bounded(subject)}", "BUDGET"


class SuppressionItem(Item):
    """Why an address takes no mail."""

    reason = UnicodeAttribute()
    at = UnicodeAttribute()
    expires_at = NumberAttribute()

    @staticmethod
    def key(address: str) -> tuple[str, str]:
        """Return where an address stands."""
        return f"SUPPRESSED#{bounded(address.lower())}", "SUPPRESSED"


class TakenMailItem(Item):
    """What became of a mail, as JSON, in the partition of the hour that it came in."""

    mail = JSONAttribute()
    expires_at = NumberAttribute()


class MailCountItem(Item):
    """The count of an hour's mail, as JSON."""

    count = JSONAttribute()
    expires_at = NumberAttribute()


class WaitItem(Item):
    """How many customers waited how long, a counter for each bucket of the histogram; or what became of promises."""

    expires_at = NumberAttribute()
    kept = NumberAttribute(null=True)
    broken = NumberAttribute(null=True)
    b0 = NumberAttribute(null=True)
    b1 = NumberAttribute(null=True)
    b2 = NumberAttribute(null=True)
    b3 = NumberAttribute(null=True)
    b4 = NumberAttribute(null=True)
    b5 = NumberAttribute(null=True)
    b6 = NumberAttribute(null=True)
    b7 = NumberAttribute(null=True)
    b8 = NumberAttribute(null=True)
    b9 = NumberAttribute(null=True)
    b10 = NumberAttribute(null=True)
    b11 = NumberAttribute(null=True)
    b12 = NumberAttribute(null=True)
    b13 = NumberAttribute(null=True)
    b14 = NumberAttribute(null=True)
    b15 = NumberAttribute(null=True)
    b16 = NumberAttribute(null=True)
    b17 = NumberAttribute(null=True)
    b18 = NumberAttribute(null=True)

    @staticmethod
    def key(team: str, grain: str, period: int, number: int) -> tuple[str, str]:
        """Return where one shard of a part of a team's history is."""
        return f"WAITS#{team}#{number}", f"{period:06}#{grain}"

    @property
    def histogram(self) -> tuple[int, ...]:
        """Return the counters in the order of their buckets."""
        return tuple(int(self.attribute_values.get(f"b{number}", 0)) for number in range(BUCKETS))


class TroubleItem(Item):
    """How often a job failed, and since when."""

    failures = NumberAttribute()
    since = UnicodeAttribute()
    expires_at = NumberAttribute()

    @staticmethod
    def key(conversation_id: str, message_id: str) -> tuple[str, str]:
        """Return where the failures of a message's job are."""
        return f"C#{conversation_id}", f"F#{message_id}"


class PassingItem(Item):
    """What is there for a while only: a lease, a socket, a ticket."""

    user_id = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()
