"""The desk's configuration, a record for each part, and the presence of its agents."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from itertools import batched
from typing import get_origin

from pydantic import JsonValue, TypeAdapter
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from transom import clock
from transom.errors import ConflictError, NotFoundError
from transom.ids import new_ulid
from transom.model import Actor, ConnectionSpec, Desk, Presence, PresenceState, Strict
from transom.store import audit, ranks
from transom.store.audit import Audited, Change, Turn
from transom.store.items import PresenceItem, RecordItem, moment
from transom.store.page import Page
from transom.store.table import Delete, Put, Query, Table, Update, Write

_PARTITION = "DESK"
_ORDERED = {"rule", "automation"}
"""The kinds whose records have their place in their keys."""
_AT_ONCE = 49
"""Changes in one transaction of at most a hundred writes: each takes two, and the version one."""
_TURN = "~turn"
"""Where it stands that all of the desk is now elsewhere, until it has been brought here; last of the partition."""
_OUTDATED = timedelta(days=1)
"""For how long what was elsewhere stays for those who are reading it."""

COMMAND = Actor.system("apply")

_left = Path("left_at")

type _Records = dict[str, JsonValue]


class _Turn(Strict):
    """Where the desk is now, and who turned it to that."""

    partition: str
    by: Actor


class DeskRecords:
    """The desk in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def load(self) -> Desk:
        """Return the whole configuration."""
        records = self._records()
        if "brand" not in records:
            raise NotFoundError("The desk is not configured; run `transom apply desk.yaml`.")
        lists = {
            part: [record for sort, record in records.items() if sort.startswith(f"{kind}#")]
            for kind, part in kinds().items()
        }
        single = {part: records[part] for part in Desk.model_fields.keys() - lists.keys() if part in records}
        return Desk.model_validate(single | lists, extra="ignore")

    def plan(self, desk: Desk) -> list[Change]:
        """Return what applying this configuration would change."""
        present = self._records()
        return _changes(present, _laid_out(desk, present))

    def apply(self, desk: Desk, by: Actor = COMMAND, version: int | None = None) -> list[Change]:
        """Make this the configuration, and return what that changed; each change leaves a record of who made it.

        Raises `ConflictError` when the configuration is no longer of the version given.
        """
        self._settle()
        known = self.version()
        if version is not None and known != version:
            raise ConflictError("The configuration changed meanwhile; read it again.")
        present = self._records()
        wanted = _laid_out(desk, present)
        changes = _changes(present, wanted)
        if len(changes) > _AT_ONCE:
            self._turn_to(wanted, by, known)
            self._settle()
        elif changes:
            self._make(changes, by, known)
        return changes

    def version(self) -> int:
        """Return the version of the configuration; each change makes the next."""
        item = self._table.get(RecordItem, *audit.VERSION)
        return TypeAdapter(int).validate_python(item.record) if item else 1

    def history(self, limit: int, cursor: str | None) -> Page[Audited]:
        """Return a page of who changed what, the newest first."""
        return audit.page(self._table, limit, cursor)

    def connection(self, connection_id: str) -> ConnectionSpec:
        """Return one connection."""
        item = self._table.get(RecordItem, _PARTITION, f"connection#{connection_id}")
        if item is None:
            raise NotFoundError(f"There is no connection {connection_id}.")
        return ConnectionSpec.model_validate(item.record, extra="ignore")

    def add_connection(self, spec: ConnectionSpec, by: Actor = COMMAND) -> None:
        """Add a connection; raises `ConflictError` when its id is taken."""
        record = f"connection#{spec.id}"
        self._keep(Put(_connection(spec)), Change(turn=Turn.ADDED, record=record, after=_record(spec)), by)

    def change_connection(self, spec: ConnectionSpec, by: Actor = COMMAND) -> None:
        """Put a connection in the place of the one that has its id."""
        record = f"connection#{spec.id}"
        item = self._table.get(RecordItem, _PARTITION, record)
        before = item.record if item else None
        change = Change(turn=Turn.CHANGED, record=record, before=before, after=_record(spec))
        self._keep(Put(_connection(spec), condition=None), change, by)

    def _keep(self, write: Put, change: Change, by: Actor) -> None:
        self._settle()
        told = audit.record(change, by, clock.now())
        self._table.write(write, told, audit.next_version(self.version()))

    def presences(self) -> list[Presence]:
        """Return the presence of every agent who ever told it."""
        rows = self._table.all(Query("PRESENCE", is_consistent=True))
        return [PresenceItem.from_raw_data(row).presence for row in rows]

    def set_presence(self, user_id: str, state: PresenceState, now: datetime) -> Presence:
        """Tell whether an agent takes new conversations, as they chose themselves."""
        write = Update(*PresenceItem.key(user_id), [*_stated(state, now), _left.remove()], condition=None)
        return PresenceItem.from_raw_data(self._table.change(write, returning="ALL_NEW")).presence

    def leave(self, user_id: str, now: datetime) -> None:
        """Tell that an agent has no console open any more."""
        with suppress(ConflictError):  # they never told their presence
            self._table.write(Update(*PresenceItem.key(user_id), [_left.set(_left | moment(now))]))

    def come_back(self, user_id: str, now: datetime) -> None:
        """Tell that an agent has a console open again; who was missed is online again."""
        item = self._table.get(PresenceItem, *PresenceItem.key(user_id))
        if item is None or item.left_at is None:
            return
        stated = _stated(PresenceState.ONLINE, now) if item.presence.is_missed else []
        actions = [*stated, _left.remove(), Path("has_freed").set(True)]
        with suppress(ConflictError):  # another console was quicker
            self._table.write(Update(*PresenceItem.key(user_id), actions, _left == item.left_at))

    def rouse(self, user_id: str, now: datetime) -> None:
        """Tell that an agent who is online may be given more than before."""
        actions = [Path("has_freed").set(True), Path("roused_at").set(moment(now))]
        with suppress(ConflictError):  # they went off meanwhile
            is_online = Path("state") == PresenceState.ONLINE.value
            self._table.write(Update(*PresenceItem.key(user_id), actions, is_online))

    def miss(self, presence: Presence, now: datetime) -> None:
        """Set an agent away who has left; raises `ConflictError` when they did something meanwhile."""
        is_as_seen = (_left == moment(presence.left_at or now)) & (Path("state") == presence.state.value)
        self._table.write(Update(*PresenceItem.key(presence.user_id), _stated(PresenceState.AWAY, now), is_as_seen))

    def _turn_to(self, wanted: _Records, by: Actor, known: int) -> None:
        """Make this the desk at once, however much it is: it is written beside the present one first."""
        turn = _Turn(partition=f"{_PARTITION}#{new_ulid(clock.now())}", by=by)
        puts = (Put(RecordItem.of(turn.partition, sort, record)) for sort, record in wanted.items())
        for some in batched(puts, _AT_ONCE, strict=False):
            self._table.write(*some)
        self._table.write(Put(RecordItem.of(_PARTITION, _TURN, _record(turn))), audit.next_version(known))

    def _settle(self) -> None:
        """Bring here what the desk was turned to, also where that was cut short before."""
        known, present = self.version(), self._read(_PARTITION)
        if _TURN not in present:
            return
        turn = _Turn.model_validate(present.pop(_TURN))
        wanted = self._read(turn.partition)
        for some in batched(_changes(present, wanted), _AT_ONCE, strict=False):
            self._make(some, turn.by, known)
            known += 1
        self._table.write(Delete(_PARTITION, _TURN), audit.next_version(known))
        expiry = [Path("expires_at").set(int((clock.now() + _OUTDATED).timestamp()))]
        for sorts in batched(wanted, _AT_ONCE, strict=False):
            self._table.write(*(Update(turn.partition, sort, expiry) for sort in sorts))

    def _make(self, changes: Sequence[Change], by: Actor, known: int) -> None:
        now = clock.now()
        told = [audit.record(change, by, now) for change in changes]
        self._table.write(*map(_write, changes), *told, audit.next_version(known))

    def _records(self) -> _Records:
        """Return the records of the desk, wherever it is."""
        records = self._read(_PARTITION)
        return self._read(_Turn.model_validate(records[_TURN]).partition) if _TURN in records else records

    def _read(self, partition: str) -> _Records:
        rows = self._table.all(Query(partition, is_consistent=True))
        return {item.sk: item.record for item in map(RecordItem.from_raw_data, rows)}


def _stated(state: PresenceState, now: datetime) -> list[Action]:
    return [Path("state").set(state.value), Path("changed_at").set(moment(now))]


def _connection(spec: ConnectionSpec) -> RecordItem:
    return RecordItem.of(_PARTITION, f"connection#{spec.id}", _record(spec))


def _laid_out(desk: Desk, present: _Records) -> _Records:
    """Return the records of a desk by their keys; of those in an order, each keeps its rank if it can."""
    return dict(_records_of(desk, present))


def _records_of(desk: Desk, present: _Records) -> Iterator[tuple[str, JsonValue]]:
    lists = {part: kind for kind, part in kinds().items()}
    for part, field in Desk.model_fields.items():
        value = getattr(desk, part)
        if part not in lists:
            yield from [(part, _record(value))] if value != field.default else []
        elif (kind := lists[part]) in _ORDERED:
            stood = (key.split("#")[1:] for key in present if key.startswith(f"{kind}#"))
            known = {record_id: rank for rank, record_id in stood}
            places = ranks.kept([record.id for record in value], known)
            yield from ((f"{kind}#{places[record.id]}#{record.id}", _record(record)) for record in value)
        else:
            yield from ((f"{kind}#{record.id}", _record(record)) for record in value)


@cache
def kinds() -> dict[str, str]:
    """Return each part of the desk that is a list, by the word for one of it: `team` is one of `teams`."""
    lists = (part for part, field in Desk.model_fields.items() if get_origin(field.annotation) is tuple)
    return {_singular(part): part for part in lists}


def _singular(part: str) -> str:
    stem = part.removesuffix("ies")
    return f"{stem}y" if stem != part else part.removesuffix("s")


def _record(model: Strict) -> JsonValue:
    return model.model_dump(mode="json")


def _changes(present: Mapping[str, JsonValue], wanted: Mapping[str, JsonValue]) -> list[Change]:
    added = [Change(turn=Turn.ADDED, record=sort, after=wanted[sort]) for sort in wanted if sort not in present]
    changed = [
        Change(turn=Turn.CHANGED, record=sort, before=present[sort], after=wanted[sort])
        for sort in wanted
        if sort in present and present[sort] != wanted[sort]
    ]
    removed = [Change(turn=Turn.REMOVED, record=sort, before=present[sort]) for sort in present if sort not in wanted]
    return added + changed + removed


def _write(change: Change) -> Write:
    if change.turn is Turn.REMOVED:
        return Delete(_PARTITION, change.record)
    return Put(RecordItem.of(_PARTITION, change.record, change.after), condition=None)
