"""The table's stream: which changes are news, and what they say."""

from datetime import UTC, datetime, timedelta

from pydantic import Field, JsonValue, ValidationError

from transom.aws.queues import Job, JobKind
from transom.core.changing import WORDS
from transom.core.sending import is_scheduled
from transom.errors import UnreadableError
from transom.events import AGENT_AVAILABLE, PASSING, Event
from transom.ids import derived_ulid
from transom.model import Actor, Direction, Entry, EntryName, Presence, Signal, SignalName
from transom.model.base import Frozen

PRESENCE = "PRESENCE"
TYPING = timedelta(seconds=10)
"""As long as it is worth telling a customer that an agent types."""
_HELD = {EntryName.MESSAGE_RECEIVED, EntryName.MESSAGE_ECHOED}
"""What came in from a provider, some of which may still be there."""


class Row(Frozen):
    """The item that a change is about, in DynamoDB's own notation."""

    sequence: str = Field(alias="SequenceNumber")
    at: float = Field(alias="ApproximateCreationDateTime")
    keys: dict[str, dict[str, str]] = Field(alias="Keys")
    image: dict[str, dict[str, JsonValue]] = Field(default={}, alias="NewImage")


class Change(Frozen):
    """One record of the stream, as far as the relay reads it."""

    id: str = Field(alias="eventID")
    kind: str = Field(alias="eventName")
    row: Row = Field(alias="dynamodb")

    @property
    def is_entry(self) -> bool:
        """Tell whether a timeline entry was written."""
        return self.kind == "INSERT" and self.row.keys["sk"]["S"].startswith("E#")

    @property
    def is_signal(self) -> bool:
        """Tell whether something passes."""
        return self.kind != "REMOVE" and self.row.keys["sk"]["S"].startswith("SIGNAL#")

    @property
    def is_presence(self) -> bool:
        """Tell whether an agent's presence was written."""
        return self.kind != "REMOVE" and self.row.keys["pk"]["S"] == PRESENCE


class Notice(Frozen):
    """What a change means: an event for everybody, a job for a channel, or both."""

    sequence: str
    event: Event | None = None
    channel: str = ""
    job: Job | None = None


def notice(change: Change) -> Notice | None:
    """Return what a change means, or None when it is no news; `UnreadableError` when its item is not ours."""
    try:
        if change.is_entry:
            return _of_entry(change)
        if change.is_signal:
            return _of_signal(change)
        return _of_presence(change) if change.is_presence else None
    except (ValidationError, KeyError):
        raise UnreadableError(f"the item of change {change.row.sequence} is not of the documented form") from None


def _of_entry(change: Change) -> Notice:
    entry = Entry.model_validate_json(str(change.row.image["entry"]["S"]))
    kind = _work(entry)
    is_about = kind is JobKind.CHANGE or entry.name is EntryName.MESSAGE_DUE
    message_id = entry.about if is_about and entry.about else entry.id
    if kind is None or entry.door is None:
        return Notice(sequence=change.row.sequence, event=Event.of(entry))
    changed = entry.id if kind is JobKind.CHANGE else ""
    job = Job(conversation_id=entry.conversation_id, message_id=message_id, kind=kind, entry_id=changed)
    return Notice(sequence=change.row.sequence, event=Event.of(entry), channel=entry.door.channel, job=job)


def _work(entry: Entry) -> JobKind | None:
    if entry.name is EntryName.MESSAGE_DUE:
        return JobKind.SEND
    if entry.name is EntryName.MESSAGE_QUEUED:
        return None if is_scheduled(entry) else JobKind.SEND
    if entry.name in WORDS and entry.direction is Direction.OUTBOUND:
        return JobKind.CHANGE
    if entry.name.startswith("request.") and entry.direction is Direction.OUTBOUND:
        return JobKind.SEND
    has_media = any(item.provider_media_id and not item.key for item in entry.attachments)
    is_incomplete = has_media or entry.person is not None or entry.is_to_confirm
    return JobKind.FETCH if entry.name in _HELD and is_incomplete else None


def _of_signal(change: Change) -> Notice:
    signal = Signal.model_validate_json(str(change.row.image["signal"]["S"]))
    event_id = derived_ulid(signal.at, change.id)
    if signal.name not in PASSING:
        return Notice(sequence=change.row.sequence, channel=signal.channel, job=_shown(signal, event_id))
    event = Event(
        id=event_id,
        name=signal.name,
        time=signal.at,
        conversation_id=signal.conversation_id,
        actor=signal.actor,
        correlation_id=event_id,
    )
    return Notice(sequence=change.row.sequence, event=event)


def _shown(signal: Signal, signal_id: str) -> Job:
    """Return the job that shows a customer what an agent does."""
    is_typing = signal.name is SignalName.AGENT_TYPED
    return Job(
        conversation_id=signal.conversation_id,
        message_id=signal.message_id or signal_id,
        kind=JobKind.TYPING if is_typing else JobKind.SEEN,
        until=signal.at + TYPING if is_typing else None,
    )


def _of_presence(change: Change) -> Notice | None:
    values = {name: value["S"] for name, value in change.row.image.items() if "S" in value}
    presence = Presence.model_validate({**values, "user_id": change.row.keys["sk"]["S"]})
    was_assigned = presence.last_assigned_at is not None and presence.last_assigned_at > presence.changed_at
    has_room_again = "has_freed" in change.row.image
    if not presence.is_here or (was_assigned and not has_room_again):
        return None
    at = datetime.fromtimestamp(change.row.at, UTC)
    event_id = derived_ulid(at, change.id)
    event = Event(
        id=event_id,
        name=AGENT_AVAILABLE,
        time=presence.changed_at,
        actor=Actor.system("relay"),
        correlation_id=event_id,
        data={"user_id": presence.user_id},
    )
    return Notice(sequence=change.row.sequence, event=event)
