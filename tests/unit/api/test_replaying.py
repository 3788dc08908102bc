"""Idempotency keys on settings, macros and bulk changes: done once, answered again, and never for another content."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.api.caller import Answer, call, signed_in
from tests.unit.api.desk import DESK
from transom.errors import ConflictError
from transom.model import Conversation, Macro, Priority, Role
from transom.store import Store
from transom.store.answers import KEPT, LEASE

RULE = {"record": {"on": ["message.received"], "then": {"add_tags": ["x"]}}}
MACRO = Macro.model_validate({"id": "log", "name": "Log", "then": {"note": "Seen."}})
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
PATH = "/v1/settings/automations/tag"


@pytest.fixture(autouse=True)
def desk(store: Store) -> Iterator[None]:
    """Let the desk have a macro, and be as it was afterwards."""
    store.desk.apply(DESK.model_copy(update={"macros": (MACRO,)}))
    yield
    store.desk.apply(DESK)


def _keyed(
    method: str, path: str, key: str, body: object = None, *, version: int = 1, role: Role = Role.ADMIN
) -> Answer:
    headers = {"Idempotency-Key": key, "If-Match": f'"{version}"'}
    return call(method, path, claims=signed_in(role), body=body, headers=headers)


def test_a_setting_that_is_put_again_is_answered_again(store: Store) -> None:
    """The second answer is the first one, its ETag too; without a key the version would be stale by then."""
    version = store.desk.version()
    first = _keyed("PUT", PATH, "k1", RULE, version=version)
    assert _keyed("PUT", PATH, "k1", RULE, version=version) == first
    assert (first.status, store.desk.version()) == (200, version + 1)
    assert _keyed("PUT", PATH, "k2", RULE, version=version).status == 412
    gone = _keyed("DELETE", PATH, "k3", version=version + 1)
    assert (gone.status, _keyed("DELETE", PATH, "k3", version=version + 1)) == (200, gone)


def test_another_content_under_the_same_key_is_refused(store: Store) -> None:
    """Another body, another path, another version and another route are each told, and nothing is done."""
    version = store.desk.version()
    assert _keyed("PUT", PATH, "k1", RULE, version=version).status == 200
    other = {"record": {**RULE["record"], "is_last": True}}
    for answer in (
        _keyed("PUT", PATH, "k1", other, version=version),
        _keyed("PUT", f"{PATH}2", "k1", RULE, version=version),
        _keyed("PUT", PATH, "k1", RULE, version=version + 1),
        _keyed("DELETE", PATH, "k1", version=version),
    ):
        assert (answer.status, answer.json["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert store.desk.version() == version + 1


def test_what_was_refused_may_be_tried_again(store: Store) -> None:
    """A key is spent by what was done, not by an attempt that failed."""
    version = store.desk.version()
    wrong = {"record": {**RULE["record"], "then": {"team": "nobody"}}}
    assert _keyed("PUT", PATH, "k1", wrong, version=version).status == 422
    assert _keyed("PUT", PATH, "k1", RULE, version=version).status == 200


def test_keys_are_each_callers_own(opened: Conversation) -> None:
    """Two agents who chose the same key do not meet each other's answers."""
    mine = {"ids": [opened.id], "change": {"priority": "high"}}
    theirs = {"ids": [opened.id], "change": {"priority": "low"}}
    assert _keyed("POST", "/v1/conversations/bulk", "k1", mine, role=Role.AGENT).status == 200
    assert _keyed("POST", "/v1/conversations/bulk", "k1", theirs, role=Role.LEAD).status == 200


def test_a_bulk_change_is_made_once(opened: Conversation, store: Store) -> None:
    """What an agent set meanwhile stands when the request comes again."""
    body = {"ids": [opened.id, "NOBODY00"], "change": {"priority": "high"}}
    first = _keyed("POST", "/v1/conversations/bulk", "k1", body)
    before = store.conversations.get(opened.id)
    store.conversations.save(before, before.model_copy(update={"priority": Priority.LOW}))
    assert _keyed("POST", "/v1/conversations/bulk", "k1", body) == first
    assert store.conversations.get(opened.id).priority == "low"


def test_a_macro_is_run_once(opened: Conversation, store: Store) -> None:
    """The note is there once, however often the click is repeated."""
    path = f"/v1/conversations/{opened.id}/macros/log"
    first = _keyed("POST", path, "k1", {}, role=Role.AGENT)
    assert _keyed("POST", path, "k1", {}, role=Role.AGENT) == first
    assert [each.entry.text for each in store.timeline.page(opened.id).items if each.entry.name == "note.added"] == [
        "Seen."
    ]


def test_two_attempts_at_once_do_not_both_act(store: Store) -> None:
    """The second is told to wait; an attempt that broke off gives the key back after a while."""
    assert store.answers.begin("ana", "k", "digest", NOW) is None
    with pytest.raises(ConflictError, match="being worked on"):
        store.answers.begin("ana", "k", "digest", NOW + timedelta(seconds=1))
    later = NOW + LEASE + timedelta(seconds=1)
    assert store.answers.begin("ana", "k", "digest", later) is None
    store.answers.finish("ana", "k", "digest", "{}", later)
    assert store.answers.begin("ana", "k", "digest", later + KEPT / 2) == "{}"
    assert store.answers.begin("ana", "k", "another", later + KEPT) is None
