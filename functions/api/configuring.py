"""Changes of the configuration: a record is set in the whole desk, which must make sense with it."""

from pydantic import JsonValue, ValidationError

import channels
from api.automation_views import SettingChanged
from api.call import Call
from transom import clock
from transom.core import wording
from transom.core.soundness import check
from transom.core.surroundings import misfits
from transom.errors import ConflictError, InvalidError, NotFoundError, StaleError
from transom.model import Desk
from transom.retiring import check_states
from transom.store.desk import kinds
from transom.store.page import Cursors, Page

type Record = dict[str, JsonValue]

ELSEWHERE = {"connections": "/v1/channels"}
"""Parts that have routes of their own, since secrets belong to them."""


SINGLE = Desk.model_fields.keys() - kinds().values()
"""Parts that are one record, whose id is the part's name."""


def page(desk: Desk, part: str, limit: int, cursor: str | None) -> Page[tuple[str, Record]]:
    """Return a page of a part's records with their ids."""
    if part in SINGLE:
        return Page([(part, desk.model_dump(mode="json", include={part})[part])], None)
    cursors = Cursors(f"settings-{part}")
    found = [(str(record["id"]), record) for record in _records(desk, part)]
    after = cursors.read(cursor)
    start = next((number + 1 for number, (record_id, _) in enumerate(found) if record_id == after), 0)
    more = len(found) > start + limit
    items = found[start : start + limit]
    return Page(items, cursors.write(items[-1][0]) if more else None)


def with_record(desk: Desk, part: str, record_id: str, record: Record, place: int | None = None) -> Desk:
    """Return the desk with a record in a place of its list: that of the one that has its id, or else the last."""
    if part in SINGLE:
        return _validated(desk, part, _only(part, record_id, record))
    if record.setdefault("id", record_id) != record_id:
        raise InvalidError("A record keeps its id.", fields={"record.id": f"must be {record_id!r}, as in the path"})
    records = _changeable(desk, part)
    others = [each for each in records if each["id"] != record_id]
    known = next((number for number, each in enumerate(records) if each["id"] == record_id), len(records))
    others.insert(known if place is None else place, record)
    return _validated(desk, part, others)


def without_record(desk: Desk, part: str, record_id: str) -> Desk:
    """Return the desk without a record; of a part that is one record, as it is where nothing is said of it."""
    if part in SINGLE:
        return _validated(desk, part, _only(part, record_id, None))
    records = _changeable(desk, part)
    kept = [each for each in records if each["id"] != record_id]
    if len(kept) == len(records):
        raise NotFoundError(f"There is no {record_id} among the {part}.")
    return _validated(desk, part, kept)


def apply(call: Call, desk: Desk, version: int) -> SettingChanged:
    """Make this the configuration if it still has the version, and return what that changed."""
    check_states(call.store, desk)
    try:
        changes = call.store.desk.apply(desk, call.actor, version)
    except ConflictError:
        raise StaleError("The configuration changed meanwhile; read it again.") from None
    told = tuple(f"{change.turn} {change.record}" for change in changes)
    return SettingChanged(changes=told, version=call.store.desk.version())


def _changeable(desk: Desk, part: str) -> list[Record]:
    if part in ELSEWHERE:
        raise InvalidError(f"Change {part} by {ELSEWHERE[part]}.", fields={"part": "has routes of its own"})
    return _records(desk, part)


def _records(desk: Desk, part: str) -> list[Record]:
    if part not in kinds().values():
        raise NotFoundError(f"The configuration has no {part}; it has {', '.join(sorted(Desk.model_fields))}.")
    found: list[Record] = desk.model_dump(mode="json", include={part})[part]
    return found


def _only[R](part: str, record_id: str, record: R) -> R:
    if record_id != part:
        raise NotFoundError(f"The {part} is one record: change it as {part}/{part}.")
    return record


def _validated(desk: Desk, part: str, records: list[Record] | Record | None) -> Desk:
    """Return the desk with this part, or without it."""
    others = {name: value for name, value in desk.model_dump(mode="json").items() if name != part}
    try:
        after = Desk.model_validate(others if records is None else others | {part: records})
    except ValidationError as error:
        fields = wording.fields(error.errors(), part)
        raise InvalidError("The configuration would not be valid.", fields=fields) from None
    return check(after, misfits(after, channels.manifests(), clock.now()))
