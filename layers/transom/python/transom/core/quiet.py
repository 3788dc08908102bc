"""Quiet hours: what the desk writes by itself waits until the customer's night is over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from transom.core import sending
from transom.core.terms import Terms
from transom.model import Conversation, Desk, Entry, Priority

AWAKE = timedelta(minutes=15)
"""Who wrote within this time is not asleep."""


def until(conversation: Conversation, desk: Desk, now: datetime) -> datetime | None:
    """Return when the customer's quiet hours end; None while there are none."""
    quiet = desk.presentation(conversation.door.connection).quiet_hours
    if quiet is None or conversation.door.channel in quiet.but or conversation.priority is Priority.URGENT:
        return None
    wrote_at = conversation.last_customer_message_at
    if wrote_at and now - wrote_at < AWAKE:
        return None
    zone = (
        ZoneInfo(conversation.customer.time_zone) if conversation.customer.time_zone else _team_zone(conversation, desk)
    )
    local, (start, end) = now.astimezone(zone), (quiet.hours.start, quiet.hours.end)
    is_over_midnight = end <= start
    is_late = is_over_midnight and local.time() >= start
    if not (is_late or (local.time() < end if is_over_midnight else start <= local.time() < end)):
        return None
    day = local.date() + timedelta(days=is_late)
    return datetime.combine(day, end, zone).astimezone(now.tzinfo)


def put_off(conversation: Conversation, message: Entry, desk: Desk) -> tuple[Conversation, Entry]:
    """Return a message of the desk's own as it leaves: at once, or on the agenda until the quiet hours end."""
    ends_at = until(conversation, desk, message.at)
    if ends_at is None:
        return conversation, message
    late = message.model_copy(update={"send_at": ends_at})
    return (sending.waiting(conversation, late), late) if sending.is_scheduled(late) else (conversation, message)


def _team_zone(conversation: Conversation, desk: Desk) -> ZoneInfo:
    return Terms.of(desk, conversation.team, conversation).zone
