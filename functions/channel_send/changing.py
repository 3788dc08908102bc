"""Changes of what is out already: they follow what went before them in the conversation."""

from datetime import datetime
from typing import TYPE_CHECKING, Literal, cast

import channels
from channel_send import gate
from channel_send.sending import REPEAT_SECONDS, PutOffError
from transom.aws import blobs
from transom.aws.queues import Job
from transom.channel import OutboundChange, OutcomeLost, Receipt, Refused, RetryAfter
from transom.connections import connect
from transom.core import changing
from transom.core.delivery import desk_sign
from transom.errors import NotFoundError
from transom.ids import derived_ulid
from transom.model import Actor, Door, Entry, EntryName
from transom.store import Moment, Store

if TYPE_CHECKING:
    import httpx

type Kind = Literal["edit", "deletion", "reaction"]


def change(store: Store, job: Job, now: datetime) -> EntryName | None:
    """Make a change at the provider; returns what is told of it beneath the message: nothing if it was taken."""
    from transom import http  # noqa: PLC0415 - httpx is slow to import, and not all channels need it

    moment = store.timeline.get(job.conversation_id, job.message_id)
    entry = _entry(moment, job.entry_id)
    if later := gate.turn(store, _door(entry), now):
        raise PutOffError(later, is_paced=True)
    match _change(store, moment, entry, http.client()):
        case RetryAfter() as later:
            raise PutOffError(later)
        case OutcomeLost(reason=reason):
            raise PutOffError(RetryAfter(seconds=REPEAT_SECONDS, reason=reason))
        case Refused(reason=reason):
            return fail(store, job, reason, now)
        case _:
            return None


def fail(store: Store, job: Job, reason: str, now: datetime) -> EntryName:
    """Write down that a change was not taken: the message is shown again as it was."""
    name = EntryName.MESSAGE_CHANGE_FAILED
    told = Entry(
        id=derived_ulid(now, f"{name} {job.entry_id}"),
        name=name,
        conversation_id=job.conversation_id,
        about=job.message_id,
        at=now,
        actor=Actor.system("channel_send"),
        data={"change": job.entry_id, "reason": reason},
        correlation_id=job.message_id,
        causation_id=job.entry_id,
    )
    store.timeline.append(told)
    return name


def _change(store: Store, moment: Moment, entry: Entry, http: "httpx.Client") -> Receipt:
    door = _door(entry)
    earlier = [each for each in moment.beneath if each.id < entry.id]
    wanted = OutboundChange(
        kind=cast("Kind", changing.WORDS[entry.name]),
        id=entry.id,
        door=door,
        message_ids=changing.ids(moment.entry, moment.beneath),
        text=blobs.get(entry.text_key).decode() if entry.text_key else entry.text or "",
        sign=str(entry.data.get("sign", "")),
        sign_before=desk_sign(earlier),
    )
    return channels.changes(door.channel).change(wanted, connect(store.desk.connection(door.connection)), http)


def _entry(moment: Moment, entry_id: str) -> Entry:
    found = next((each for each in moment.beneath if each.id == entry_id), None)
    if found is None:
        raise NotFoundError(f"there is no change {entry_id} of the message {moment.entry.id}")
    return found


def _door(entry: Entry) -> Door:
    if entry.door is None:
        raise NotFoundError(f"the change {entry.id} has no door")
    return entry.door
