"""A department as its requests need it: its terms, who answers for it now, and where mails to it leave."""

from datetime import datetime

from transom.core.calendars import Calendar
from transom.core.staffing import absence
from transom.core.terms import Terms
from transom.errors import InvalidError
from transom.model import ConnectionSpec, Conversation, Department, Desk, Door, Policy, Targets, User

MAIL = "email"
"""The channel whose connections take answers by mail."""


def find(desk: Desk, department_id: str) -> Department | None:
    """Return a department, if the desk has it still."""
    return next((each for each in desk.departments if each.id == department_id), None)


def named(desk: Desk, department_id: str) -> Department:
    """Return a department; raises `InvalidError` when there is none of this name."""
    if department := find(desk, department_id):
        return department
    reason = f"there is no department {department_id!r}"
    raise InvalidError(f"Nobody can be asked: {reason}.", fields={"department": reason})


def terms_of(department: Department, desk: Desk) -> Terms:
    """Return a department's agreement as terms: one target, in its own business time, without pauses."""
    limit = department.answer_within
    policy = Policy(
        id=department.id,
        calendar=department.calendar,
        first_response=limit,
        resolution=limit,
        pauses=(),
        warn_at=department.warn_at,
    )
    spec = next(each for each in desk.calendars if each.id == department.calendar)
    return Terms(policy, Targets(resolution=limit), spec.id, Calendar(spec), spec.zone)


def holders(department: Department, desk: Desk, now: datetime) -> tuple[str, str | None]:
    """Return who owes an answer that is asked for now, and who takes over: an absent owner has a stand-in."""
    spec = next(each for each in desk.calendars if each.id == department.calendar)
    owner = user(desk, department.owner)
    away = owner and absence(owner, now.astimezone(spec.zone).date())
    stand_in = away and (away.substitute or department.backup)
    if not stand_in:
        return department.owner, department.backup
    return stand_in, department.owner if stand_in == department.backup else department.backup


def user(desk: Desk, user_id: str) -> User | None:
    """Return someone who works at the desk, if they do still."""
    return next((each for each in desk.users if each.id == user_id), None)


def door(desk: Desk, conversation: Conversation, address: str) -> Door | None:
    """Return the door of a mail to a department: by the conversation's own inbox, or by the desk's first one."""
    inboxes = [each for each in desk.connections if each.channel == MAIL and each.is_enabled]
    own: list[ConnectionSpec] = [each for each in inboxes if each.id == conversation.door.connection]
    inbox = next(iter(own or inboxes), None)
    return Door(channel=inbox.channel, connection=inbox.id, address=address) if inbox else None
