"""A department as its requests need it: its terms, who answers for it now, and where mails to it leave."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

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
    """Return who owes an answer that is asked for now, and who takes over: whoever is absent has a stand-in."""
    owner = first_there((department.owner, department.backup), department, desk, now) or department.owner
    backup = first_there((department.backup,), department, desk, now) or department.backup
    others = (each for each in (backup, department.backup, department.owner) if each and each != owner)
    return owner, next(others, None) if department.backup else None


def first_there(user_ids: Iterable[str | None], department: Department | None, desk: Desk, now: datetime) -> str | None:
    """Return the first of some users who is there today, or has somebody there who stands in; None if nobody is."""
    calendar = next((each for each in desk.calendars if department and each.id == department.calendar), None)
    today = now.astimezone(calendar.zone if calendar else UTC).date()
    return next((found for each in user_ids if each and (found := _there(each, desk, today))), None)


def _there(user_id: str | None, desk: Desk, today: date) -> str | None:
    """Return a user, or who stands in for them today, and for those in turn."""
    asked: set[str] = set()
    while user_id and user_id not in asked:
        known = user(desk, user_id)
        away = known and absence(known, today)
        if not away:
            return user_id
        asked.add(user_id)
        user_id = away.substitute
    return None


def user(desk: Desk, user_id: str) -> User | None:
    """Return someone who works at the desk, if they do still."""
    return next((each for each in desk.users if each.id == user_id), None)


def door(desk: Desk, conversation: Conversation, address: str) -> Door | None:
    """Return the door of a mail to a department: by the conversation's own inbox, or by the desk's first one."""
    inboxes = [each for each in desk.connections if each.channel == MAIL and each.is_enabled]
    own: list[ConnectionSpec] = [each for each in inboxes if each.id == conversation.door.connection]
    inbox = next(iter(own or inboxes), None)
    return Door(channel=inbox.channel, connection=inbox.id, address=address) if inbox else None
