"""Rules, macros, settings, their record, and bulk changes through the API."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.unit.api.caller import Answer, call, signed_in
from tests.unit.api.desk import DESK
from transom.model import CannedReply, Conversation, Macro, Role
from transom.store import Store

RULE = {"on": ["message.received"], "then": {"add_tags": ["x"]}}
REPLY = CannedReply.model_validate({"id": "hi", "name": "Hi", "texts": {"en": "Hi {{contact.first_name|there}}"}})
MACRO = Macro.model_validate({"id": "greet", "name": "Greet", "then": {"reply": "hi", "add_tags": ["greeted"]}})


@pytest.fixture(autouse=True)
def desk(store: Store) -> Iterator[None]:
    """Let the desk have a macro, and be as it was afterwards."""
    store.desk.apply(DESK.model_copy(update={"canned_replies": (REPLY,), "macros": (MACRO,)}))
    yield
    store.desk.apply(DESK)


def _admin(method: str, path: str, body: object = None, version: int | None = None) -> Answer:
    headers = {"If-Match": f'"{version}"'} if version is not None else {}
    return call(method, path, claims=signed_in(Role.ADMIN), body=body, headers=headers)


def _version() -> int:
    return int(_admin("GET", "/v1/settings/automations").json["version"])


def test_a_rule_is_added_changed_and_removed_and_each_is_recorded() -> None:
    """The record says who, what, before and after, the newest first."""
    added = _admin("PUT", "/v1/settings/automations/tag", {"record": RULE}, _version())
    assert (added.status, added.json["changes"]) == (200, ["added automation#001#tag"])
    changed = _admin(
        "PUT", "/v1/settings/automations/tag", {"record": {**RULE, "is_last": True}}, added.json["version"]
    )
    listed = _admin("GET", "/v1/settings/automations").json
    assert [item["record"]["is_last"] for item in listed["items"]] == [True]
    removed = _admin("DELETE", "/v1/settings/automations/tag", version=changed.json["version"])
    assert removed.headers["ETag"] == f'"{removed.json["version"]}"'
    told = _admin("GET", "/v1/audit").json["items"][:3]
    assert [each["turn"] for each in told] == ["removed", "changed", "added"]
    assert {each["by"]["id"] for each in told} == {"admin"}
    assert [(each["before"] or {}).get("is_last") for each in told] == [True, False, None]


def test_a_rule_is_moved_to_another_place() -> None:
    """Rules act in their order; without a place, a record keeps its own."""
    for rule in "abc":
        assert _admin("PUT", f"/v1/settings/automations/{rule}", {"record": RULE}, _version()).status == 200
    assert _admin("PUT", "/v1/settings/automations/c", {"record": RULE, "place": 0}, _version()).status == 200
    assert _admin("PUT", "/v1/settings/automations/a", {"record": RULE}, _version()).status == 200
    listed = _admin("GET", "/v1/settings/automations").json["items"]
    assert [item["id"] for item in listed] == ["c", "a", "b"]


def test_a_change_of_an_older_version_is_refused() -> None:
    """Two changes at once cannot both win, and without If-Match there is none."""
    version = _version()
    assert _admin("PUT", "/v1/settings/automations/a", {"record": RULE}, version).status == 200
    assert _admin("PUT", "/v1/settings/automations/b", {"record": RULE}, version).status == 412
    assert _admin("PUT", "/v1/settings/automations/b", {"record": RULE}).status == 428


@pytest.mark.parametrize(
    ("path", "record", "field"),
    [
        ("automations/a", {**RULE, "when": {"all": [{"field": "stat"}]}}, "automations.0.when.all.0.test.field"),
        ("automations/a", {"on": ["note.added"], "then": {"note": "x"}}, "automations.0"),
        ("automations/a", {**RULE, "then": {"team": "nobody"}}, "automations.0.then.team"),
        ("canned_replies/a", {"name": "A", "texts": {"en": "{{secret}}"}}, "canned_replies.1.texts.en"),
        ("automations/a", {**RULE, "id": "b"}, "record.id"),
        ("connections/a", {}, "part"),
    ],
)
def test_a_wrong_record_is_refused_with_its_place(path: str, record: object, field: str) -> None:
    """Nothing is written of a record that makes no sense."""
    answer = _admin("PUT", f"/v1/settings/{path}", {"record": record}, _version())
    assert answer.status == 422
    assert field in {each["field"] for each in answer.json["errors"]}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v1/settings/automations", None),
        ("PUT", "/v1/settings/automations/a", {"record": RULE}),
        ("DELETE", "/v1/settings/automations/a", None),
        ("GET", "/v1/audit", None),
        ("POST", "/v1/rules/dry-run", {}),
    ],
)
def test_settings_are_for_admins(method: str, path: str, body: object) -> None:
    """A lead may not see or change them."""
    assert call(method, path, claims=signed_in(Role.LEAD), body=body).status == 403


def test_a_part_that_is_not_there_is_404() -> None:
    """Neither a part nor a record of another name is found."""
    assert _admin("GET", "/v1/settings/nothing").status == 404
    assert _admin("DELETE", "/v1/settings/macros/nothing", version=_version()).status == 404


def test_settings_have_pages() -> None:
    """The teams come one by one."""
    first = call("GET", "/v1/settings/teams", claims=signed_in(Role.ADMIN), query={"limit": "1"}).json
    query = {"limit": "1", "cursor": first["next"]}
    second = call("GET", "/v1/settings/teams", claims=signed_in(Role.ADMIN), query=query).json
    assert [first["items"][0]["id"], second["items"][0]["id"], second["next"]] == ["billing", "support", None]


def test_a_macro_is_shown_and_then_done_in_one_write(opened: Conversation, store: Store) -> None:
    """The preview writes nothing; the run answers the customer and sets the tag."""
    path = f"/v1/conversations/{opened.id}/macros/greet"
    headers = {"If-Match": '"1"'}
    shown = call("POST", path, claims=signed_in(), body={"preview": True}, headers=headers)
    assert [each["text"] for each in shown.json["written"]] == ["Hi Ana", None]
    assert store.conversations.get(opened.id) == opened
    done = call("POST", path, claims=signed_in(), body={}, headers=headers)
    assert (done.status, done.json["written"]) == (200, shown.json["written"])
    after = store.conversations.get(opened.id)
    assert (after.tags, after.state, after.version) == (("greeted",), "waiting_customer", 2)
    assert call("POST", path, claims=signed_in(), body={}, headers=headers).status == 412
    assert call("POST", path + "s", claims=signed_in(), body={}, headers=headers).status == 404


def test_canned_replies_are_listed_as_they_would_read(opened: Conversation) -> None:
    """The variables are filled in; macros are listed by their names."""
    listed = call("GET", f"/v1/conversations/{opened.id}/canned-replies", claims=signed_in())
    assert [item["text"] for item in listed.json["items"]] == ["Hi Ana"]
    macros = call("GET", "/v1/macros", claims=signed_in()).json["items"]
    assert macros == [{"id": "greet", "name": "Greet"}]


def test_many_conversations_are_changed_each_by_itself(opened: Conversation, store: Store) -> None:
    """What is not there is told beside what was changed."""
    body = {"ids": [opened.id, "NOBODY00", opened.id], "change": {"priority": "high"}}
    items = call("POST", "/v1/conversations/bulk", claims=signed_in(), body=body).json["items"]
    assert [(item["id"], (item["problem"] or {}).get("code")) for item in items] == [
        (opened.id, None),
        ("NOBODY00", "not_found"),
    ]
    assert store.conversations.get(opened.id).priority == "high"
    many = {**body, "ids": [f"C{number}" for number in range(101)]}
    assert call("POST", "/v1/conversations/bulk", claims=signed_in(), body=many).status == 422


def test_a_dry_run_shows_what_rules_would_change_and_writes_nothing(opened: Conversation, store: Store) -> None:
    """The first message would be tagged, which the live rules do not do; the conversation stays as it is."""
    answer = _admin("POST", "/v1/rules/dry-run", {"automations": [{"id": "tag", **RULE}]})
    (item,) = answer.json["items"]
    assert (item["rule"], item["because_of"], item["turn"]) == ("tag", "message.received", "added")
    assert item["proposed"] == [{"field": "tags", "before": [], "after": ["x"]}]
    assert [(each["rule"], each["live"], each["proposed"]) for each in answer.json["totals"]] == [("tag", 0, 1)]
    assert (answer.json["conversations"], answer.json["cut"], answer.json["next"]) == (1, None, None)
    assert store.conversations.get(opened.id) == opened


def test_a_dry_run_without_rules_shows_what_those_of_the_desk_do(opened: Conversation, store: Store) -> None:
    """They are compared with none; as against themselves nothing differs."""
    rules = [{"id": "tag", **RULE}]
    store.desk.apply(store.desk.load().model_validate(store.desk.load().model_dump() | {"automations": rules}))
    shown = _admin("POST", "/v1/rules/dry-run", {}).json["items"]
    assert [(each["conversation"], each["turn"]) for each in shown] == [(opened.id, "added")]
    assert _admin("POST", "/v1/rules/dry-run", {"automations": rules}).json["items"] == []


def test_a_dry_run_looks_no_further_back_than_it_is_told(opened: Conversation) -> None:
    """What is older is left out; a rule without sense is refused with its place."""
    later = (opened.created_at + timedelta(minutes=1)).isoformat()
    assert _admin("POST", "/v1/rules/dry-run", {"since": later}).json["conversations"] == 0
    wrong = [{"id": "tag", **RULE, "then": {"team": "nobody"}}]
    answer = _admin("POST", "/v1/rules/dry-run", {"automations": wrong})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "automations.0.then.team")


def test_a_part_that_is_one_record_is_changed_under_its_own_name() -> None:
    """The radar is listed, set and set back; under another name there is none."""
    playbook = {"id": "conflict", "at_least": 40, "steps": [{"then": {"priority": "high"}}]}
    set_to = _admin("PUT", "/v1/settings/radar/radar", {"record": {"playbooks": [playbook]}}, _version())
    assert (set_to.status, set_to.json["changes"]) == (200, ["added radar"])
    (listed,) = _admin("GET", "/v1/settings/radar").json["items"]
    assert (listed["id"], listed["record"]["playbooks"][0]["id"]) == ("radar", "conflict")
    assert _admin("PUT", "/v1/settings/radar/other", {"record": {}}, _version()).status == 404
    assert _admin("DELETE", "/v1/settings/radar/radar", version=_version()).status == 200
    assert _admin("GET", "/v1/settings/radar").json["items"][0]["record"]["playbooks"] == []


def test_the_brand_cannot_be_taken_away() -> None:
    """A desk has a name, and says so where it is wanted without."""
    refused = _admin("DELETE", "/v1/settings/brand/brand", version=_version())
    assert (refused.status, [each["field"] for each in refused.json["errors"]]) == (422, ["brand"])
