"""The desk's configuration, a record for each part, and the presence of its agents."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue
from pynamodb.expressions.operand import Path

from transom.errors import NotFoundError
from transom.model import ConnectionSpec, Desk, Frozen, Presence, PresenceState, Strict
from transom.store.items import PresenceItem, RecordItem, moment
from transom.store.table import Delete, Put, Query, Table, Update, Write

_PARTITION = "DESK"
_KINDS = {
    "calendar": "calendars",
    "connection": "connections",
    "policy": "policies",
    "rule": "rules",
    "skill": "skills",
    "team": "teams",
    "user": "users",
}
_TRANSACTION = 100

type _Records = dict[str, JsonValue]


class Turn(StrEnum):
    """What happens to a record when a configuration is applied."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Change(Frozen):
    """One difference between a configuration and the running desk; `record` is such as `team#support`."""

    turn: Turn
    record: str


class DeskRecords:
    """The desk in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def load(self) -> Desk:
        """Return the whole configuration."""
        records = self._records()
        if "brand" not in records:
            raise NotFoundError("The desk is not configured; run `transom apply desk.yaml`.")
        parts = {
            part: [record for sort, record in records.items() if sort.startswith(f"{kind}#")]
            for kind, part in _KINDS.items()
        }
        return Desk.model_validate({"brand": records["brand"], **parts}, extra="ignore")

    def plan(self, desk: Desk) -> list[Change]:
        """Return what applying this configuration would change."""
        return _changes(self._records(), _laid_out(desk))

    def apply(self, desk: Desk) -> list[Change]:
        """Make this the configuration, and return what that changed."""
        wanted = _laid_out(desk)
        changes = _changes(self._records(), wanted)
        writes = [_write(change, wanted) for change in changes]
        for start in range(0, len(writes), _TRANSACTION):
            self._table.write(*writes[start : start + _TRANSACTION])
        return changes

    def connection(self, connection_id: str) -> ConnectionSpec:
        """Return one connection."""
        item = self._table.get(RecordItem, _PARTITION, f"connection#{connection_id}")
        if item is None:
            raise NotFoundError(f"There is no connection {connection_id}.")
        return ConnectionSpec.model_validate(item.record, extra="ignore")

    def add_connection(self, spec: ConnectionSpec) -> None:
        """Add a connection; raises `ConflictError` when its id is taken."""
        self._table.write(Put(_connection(spec)))

    def change_connection(self, spec: ConnectionSpec) -> None:
        """Put a connection in the place of the one that has its id."""
        self._table.write(Put(_connection(spec), condition=None))

    def presences(self) -> list[Presence]:
        """Return the presence of every agent who ever told it."""
        rows = self._table.all(Query("PRESENCE", is_consistent=True))
        return [PresenceItem.from_raw_data(row).presence for row in rows]

    def set_presence(self, user_id: str, state: PresenceState, now: datetime) -> Presence:
        """Tell whether an agent takes new conversations."""
        actions = [Path("state").set(state.value), Path("changed_at").set(moment(now))]
        write = Update(*PresenceItem.key(user_id), actions, condition=None)
        return PresenceItem.from_raw_data(self._table.change(write, returning="ALL_NEW")).presence

    def _records(self) -> _Records:
        rows = self._table.all(Query(_PARTITION, is_consistent=True))
        return {item.sk: item.record for item in map(RecordItem.from_raw_data, rows)}


def _connection(spec: ConnectionSpec) -> RecordItem:
    return RecordItem.of(_PARTITION, f"connection#{spec.id}", _record(spec))


def _laid_out(desk: Desk) -> _Records:
    return dict(_records_of(desk))


def _records_of(desk: Desk) -> Iterator[tuple[str, JsonValue]]:
    yield "brand", _record(desk.brand)
    for place, rule in enumerate(desk.rules):
        yield f"rule#{place:03}#{rule.id}", _record(rule)
    for kind, part in _KINDS.items():
        if kind != "rule":
            yield from ((f"{kind}#{record.id}", _record(record)) for record in getattr(desk, part))


def _record(model: Strict) -> JsonValue:
    return model.model_dump(mode="json")


def _changes(present: Mapping[str, JsonValue], wanted: Mapping[str, JsonValue]) -> list[Change]:
    added = [Change(turn=Turn.ADDED, record=sort) for sort in wanted if sort not in present]
    changed = [
        Change(turn=Turn.CHANGED, record=sort) for sort in wanted if sort in present and present[sort] != wanted[sort]
    ]
    removed = [Change(turn=Turn.REMOVED, record=sort) for sort in present if sort not in wanted]
    return added + changed + removed


def _write(change: Change, wanted: _Records) -> Write:
    if change.turn is Turn.REMOVED:
        return Delete(_PARTITION, change.record)
    return Put(RecordItem.of(_PARTITION, change.record, wanted[change.record]), condition=None)
