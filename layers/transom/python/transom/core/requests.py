"""What departments are asked: each step changes the request and its conversation, and is told in the timeline."""

from collections.abc import Callable, Iterable
from datetime import datetime

from pydantic import JsonValue

from transom.core import departments, lifecycle, sla, states, timing
from transom.errors import InvalidError, NotFoundError
from transom.model import (
    BREACH,
    Actor,
    ActorKind,
    Conversation,
    Department,
    Desk,
    Direction,
    Entry,
    EntryName,
    Matter,
    Request,
    RequestState,
    State,
    Target,
)

MOST_REQUESTS = 30
BEGINNING = 300
"""Characters of a question that stay with its request."""
ACTOR = Actor.system("departments")

type Told = tuple[Conversation, tuple[Entry, ...]]
type NewId = Callable[[datetime], str]


def get(conversation: Conversation, request_id: str) -> Request:
    """Return a request of a conversation."""
    for request in conversation.requests:
        if request.id == request_id:
            return request
    raise NotFoundError(f"There is no request {request_id} in the conversation {conversation.code}.")


def opened(
    conversation: Conversation,
    desk: Desk,
    told: Entry,
    department_id: str,
    request_id: str,
    new_id: NewId,
    *,
    shows_customer: bool = False,
) -> Told:
    """Ask a department what an entry says: the conversation waits for it."""
    department = departments.named(desk, department_id)
    if len(conversation.requests) >= MOST_REQUESTS:
        raise _refused(f"the conversation has had {MOST_REQUESTS} requests, as many as one can have")
    owner, backup = departments.holders(department, desk, told.at)
    terms = departments.terms_of(department, desk)
    request = Request(
        id=request_id,
        department=department.id,
        question=" ".join((told.text or "").split())[:BEGINNING],
        entry_id=told.id,
        owner=owner,
        backup=backup,
        asked_by=told.actor.id,
        shows_customer=shows_customer,
        clock=timing.started(Target.RESOLUTION, department.answer_within, terms, told.at, department.id),
        opened_at=told.at,
    )
    asked, entry = _mailed(request, conversation, desk, _about(request, told), department.guests)
    waiting = lifecycle.change(conversation, State.WAITING_DEPARTMENT, desk, actor=ActorKind.AGENT, now=told.at)
    return _settled(conversation, _with(waiting, asked), desk, (entry,), new_id)


def asked(conversation: Conversation, desk: Desk, told: Entry, request_id: str, new_id: NewId) -> Told:
    """Ask again, or remind: an answered request is open again, and the time until now is not counted."""
    request = get(conversation, request_id)
    if request.state is RequestState.CANCELLED:
        raise _refused("it is cancelled; open a new request")
    clock = timing.resumed(request.clock, told.at)
    department = departments.find(desk, request.department)
    if department:
        clock = timing.measured(clock, departments.terms_of(department, desk), told.at) or clock
    state = RequestState.OVERDUE if clock.is_breached else RequestState.OPEN
    again = request.model_copy(update={"state": state, "closed_at": None, "clock": clock})
    mailed, entry = _mailed(again, conversation, desk, _about(again, told), _guests(department))
    waiting = lifecycle.change(conversation, State.WAITING_DEPARTMENT, desk, actor=ActorKind.AGENT, now=told.at)
    return _settled(conversation, _with(waiting, mailed), desk, (entry,), new_id)


def answered(conversation: Conversation, desk: Desk, told: Entry, request_id: str, new_id: NewId) -> Told:
    """Close a request with what an entry says; once nothing is owed any more, the conversation is open again."""
    request = _owed(conversation, request_id)
    closed = _closed(request, RequestState.ANSWERED, told.at)
    after = _with(conversation, closed)
    waited_for = {State.WAITING_DEPARTMENT, State.WAITING_CUSTOMER}
    return _settled(conversation, _freed(after, desk, told.at, waited_for), desk, (_about(closed, told),), new_id)


def cancelled(conversation: Conversation, desk: Desk, told: Entry, request_id: str, new_id: NewId) -> Told:
    """Close a request that needs no answer any more; those who were asked are told, once."""
    if get(conversation, request_id).state is RequestState.CANCELLED:
        return conversation, ()
    request = _owed(conversation, request_id)
    closed = _closed(request, RequestState.CANCELLED, told.at)
    guests = _guests(departments.find(desk, request.department))
    mailed, entry = _mailed(closed, conversation, desk, _about(closed, told), guests)
    after = _freed(_with(conversation, mailed), desk, told.at, {State.WAITING_DEPARTMENT})
    return _settled(conversation, after, desk, (entry,), new_id)


def reassigned(
    conversation: Conversation, desk: Desk, told: Entry, request_id: str, to: str | None, new_id: NewId
) -> Told:
    """Hand a request to another agent, or to its backup if nobody is named; its owner's clock runs on."""
    request = _owed(conversation, request_id)
    owner = to or request.backup
    if owner is None:
        raise _refused("it has no backup; name a user", field="owner")
    user = departments.user(desk, owner)
    if user is None:
        raise _refused(f"there is no user {owner!r}", field="owner")
    there = departments.first_there((owner,), departments.find(desk, request.department), desk, told.at)
    if there is None:
        raise _refused(f"{user.name} is absent, and nobody stands in; name another user", field="owner")
    if there == request.owner:
        return conversation, ()
    handed = _handed(request, owner, there)
    entry = _about(handed, told, {"owner": {"from": request.owner, "to": there}})
    mailed, letter = _mailed(handed, conversation, desk, entry)
    return _settled(conversation, _with(conversation, mailed), desk, (letter,), new_id)


def tick(conversation: Conversation, desk: Desk, now: datetime, new_id: NewId) -> Told:
    """Warn of what is owed soon, and hand what is overdue to the backup."""
    after, entries = conversation, list[Entry]()
    for request in conversation.requests:
        department = departments.find(desk, request.department)
        if request.is_open and department:
            ticked, told = _ticked(request, department, conversation, desk, now, new_id)
            after, entries = _with(after, ticked), [*entries, *told]
    return _expecting(after, desk), tuple(entries)


def _ticked(
    request: Request, department: Department, conversation: Conversation, desk: Desk, now: datetime, new_id: NewId
) -> tuple[Request, list[Entry]]:
    terms = departments.terms_of(department, desk)
    clock = timing.measured(request.clock, terms, now) or request.clock
    entries: list[Entry] = []
    marks = timing.passed(clock, terms, now)
    clock = clock.model_copy(update={"fired": (*clock.fired, *(mark.percent for mark in marks))})
    request = request.model_copy(update={"clock": clock})
    for mark in marks:
        name = EntryName.REQUEST_BREACHED if mark.percent == BREACH else EntryName.REQUEST_WARNED
        bare = Entry(id=new_id(now), name=name, conversation_id=conversation.id, at=now, actor=ACTOR, is_automatic=True)
        data: dict[str, JsonValue] = {"percent": mark.percent}
        if mark.percent != BREACH:
            entries.append(_about(request, bare, data))
            continue
        meant = request.backup or request.owner
        there = departments.first_there((meant, request.owner), department, desk, now) or request.owner
        handed = _handed(request, meant, there) if there != request.owner else request
        late = handed.model_copy(update={"state": RequestState.OVERDUE})
        data |= {"owner": {"from": request.owner, "to": late.owner}} if late.owner != request.owner else {}
        request, entry = _mailed(late, conversation, desk, _about(late, bare, data))
        entries.append(entry)
    return request, entries


def _handed(request: Request, meant: str, owner: str) -> Request:
    """Return the request under another owner, who may stand in for whom it is meant.

    Who gives it to the backup stands behind them from then on.
    """
    backup = request.owner if request.backup in {meant, owner} else request.backup
    return request.model_copy(update={"owner": owner, "backup": backup})


def _owed(conversation: Conversation, request_id: str) -> Request:
    request = get(conversation, request_id)
    if not request.is_open:
        raise _refused(f"it is {request.state} already")
    return request


def _closed(request: Request, state: RequestState, at: datetime) -> Request:
    clock = timing.stopped(request.clock, at)
    return request.model_copy(update={"state": state, "closed_at": at, "clock": clock})


def _freed(conversation: Conversation, desk: Desk, at: datetime, waiting: set[State]) -> Conversation:
    """Return the conversation open again if it waits, and nothing is owed any more."""
    if conversation.state not in waiting or any(each.is_open for each in conversation.requests):
        return conversation
    return lifecycle.change(conversation, State.OPEN, desk, actor=ActorKind.SYSTEM, now=at)


def _with(conversation: Conversation, request: Request) -> Conversation:
    """Return the conversation with a request in the place of the one that has its id, or as its last."""
    known = {each.id: each for each in conversation.requests}
    before = known.get(request.id)
    if before and request != before.model_copy(update={"clock": request.clock}):
        request = request.model_copy(update={"version": before.version + 1})
    known[request.id] = request
    return conversation.model_copy(update={"requests": tuple(known.values())})


def _settled(before: Conversation, after: Conversation, desk: Desk, entries: tuple[Entry, ...], new_id: NewId) -> Told:
    """Return the conversation with its next moment on the agenda, and its change of state told and followed."""
    expecting = _expecting(after, desk)
    if before.state is after.state:
        return expecting, entries
    cause = entries[0]
    moved = Entry(
        id=new_id(cause.at),
        name=EntryName.CONVERSATION_CHANGED,
        conversation_id=before.id,
        at=cause.at,
        actor=ACTOR,
        data=states.told(before, after),
        correlation_id=cause.correlation_id,
        causation_id=cause.id,
    )
    return sla.follow(expecting, moved, desk), (*entries, moved)


def _expecting(conversation: Conversation, desk: Desk) -> Conversation:
    owed = [each for each in conversation.requests if each.is_open]
    found = ((each.clock, departments.find(desk, each.department)) for each in owed)
    marks = [timing.next_mark(clock, departments.terms_of(each, desk)) for clock, each in found if each]
    return conversation.expecting(Matter.REQUEST, min((mark.at for mark in marks if mark), default=None))


def _about(request: Request, told: Entry, data: dict[str, JsonValue] | None = None) -> Entry:
    """Return an entry that tells which request it is about, and how that stands."""
    stands: dict[str, JsonValue] = {
        "request": request.id,
        "department": request.department,
        "owner": request.owner,
        "due_at": request.clock.due_at.isoformat(),
    }
    return told.model_copy(update={"data": {**told.data, **stands, **(data or {})}})


def _mailed(
    request: Request, conversation: Conversation, desk: Desk, told: Entry, guests: Iterable[str] = ()
) -> tuple[Request, Entry]:
    """Return the request with the addresses that an entry is mailed to, and the entry, if mail can leave at all."""
    owner = departments.user(desk, request.owner)
    to = list(dict.fromkeys(each.lower() for each in (*([owner.email] if owner else []), *guests)))
    door = departments.door(desk, conversation, to[0]) if to else None
    if door is None:
        return request, told
    known = request.model_copy(update={"asked": tuple(dict.fromkeys((*request.asked, *to)))})
    letter = {"direction": Direction.OUTBOUND, "door": door, "data": {**told.data, "mailed_to": list(to)}}
    return known, told.model_copy(update=letter)


def _guests(department: Department | None) -> tuple[str, ...]:
    return department.guests if department else ()


def _refused(reason: str, field: str = "request") -> InvalidError:
    return InvalidError(f"The request cannot be changed so: {reason}.", fields={field: reason})
