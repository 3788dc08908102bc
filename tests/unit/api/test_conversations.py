"""Conversations and their timelines through the API."""

import boto3
import pytest

from tests.unit.api.caller import Answer, call, signed_in
from tests.unit.api.desk import MESSAGE_ID
from transom.model import Conversation, EntryName, Role
from transom.store import Store
from transom.testing.cloud import ENVIRONMENT

BUCKET = ENVIRONMENT["TRANSOM_BUCKET"]


def _get(path: str, query: dict[str, str] | None = None) -> Answer:
    return call("GET", path, claims=signed_in(), query=query)


def _change(opened: Conversation, body: object, *, version: int = 1) -> Answer:
    path = f"/v1/conversations/{opened.id}"
    return call("PATCH", path, claims=signed_in(), body=body, headers={"If-Match": f'"{version}"'})


def _say(opened: Conversation, body: object, key: str | None = None) -> Answer:
    headers = {"Idempotency-Key": key} if key else {}
    return call("POST", f"/v1/conversations/{opened.id}/messages", claims=signed_in(), body=body, headers=headers)


def test_a_conversation_is_listed_and_read(opened: Conversation) -> None:
    """A list shows what its row needs; the conversation by itself adds the customer and carries its version."""
    row = _get("/v1/conversations", {"state": "new", "team": "support", "channel": "telegram"}).json["items"][0]
    assert (row["code"], row["contact"]) == ("K7QM-2XWD", {"id": MESSAGE_ID, "name": "Ana"})
    assert row["clocks"][0]["is_running"]
    assert not row["clocks"][0]["is_breached"]
    answer = _get(f"/v1/conversations/{opened.id}")
    assert answer.headers["ETag"] == '"1"'
    assert answer.json["contact"]["language"] == "en"


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("query", [{"state": "solved"}, {"team": "billing"}, {"assignee": "me"}, {"channel": "email"}])
def test_a_filter_leaves_out_what_it_does_not_name(query: dict[str, str]) -> None:
    """Each filter by itself keeps the conversation out."""
    assert _get("/v1/conversations", query).json["items"] == []


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"state": "odd"}, "state"),
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"cursor": "x" * 5_000}, "cursor"),
        ({"assignee": ""}, "assignee"),
    ],
)
def test_a_wrong_filter_is_named(query: dict[str, str], field: str) -> None:
    """Nonsense in a query is a problem of that field, never an empty page or a 500."""
    answer = _get("/v1/conversations", query)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "path",
    ["/v1/conversations/NOBODY00", "/v1/conversations/NOBODY00/timeline", "/v1/contacts/nobody"],
)
def test_what_is_not_there_is_404(path: str) -> None:
    """An id of nothing is not found."""
    assert (_get(path).status, _get(path).json["code"]) == (404, "not_found")


def test_a_change_is_told_in_the_timeline(opened: Conversation) -> None:
    """Assignee, priority and tags are set at once, and the activity says from what to what, by whom."""
    answer = _change(opened, {"assignee": "ana", "priority": "high", "tags": ["vip", "vip"]})
    assert (answer.status, answer.headers["ETag"]) == (200, '"2"')
    assert (answer.json["assignee"], answer.json["tags"]) == ("ana", ["vip"])
    newest = _get(f"/v1/conversations/{opened.id}/timeline").json["items"][0]
    assert (newest["type"], newest["name"], newest["author"]["id"]) == ("activity", "conversation.changed", "ana")
    assert newest["data"] == {
        "assignee": {"from": None, "to": "ana"},
        "priority": {"from": "normal", "to": "high"},
        "tags": {"from": [], "to": ["vip"]},
    }


def test_a_change_that_changes_nothing_is_not_written(opened: Conversation) -> None:
    """Setting what is so already leaves version and timeline as they are."""
    assert _change(opened, {"priority": "normal", "team": "support"}).headers["ETag"] == '"1"'
    assert len(_get(f"/v1/conversations/{opened.id}/timeline").json["items"]) == 1


def test_solving_sets_the_state(opened: Conversation) -> None:
    """A solved conversation leaves the open views for the solved one."""
    assert _change(opened, {"state": "solved"}).json["state"] == "solved"
    assert len(_get("/v1/conversations", {"state": "solved"}).json["items"]) == 1
    assert _get("/v1/conversations", {"state": "new"}).json["items"] == []


def test_a_stale_change_is_refused(opened: Conversation) -> None:
    """Who did not see the last change does not undo it."""
    _change(opened, {"priority": "high"})
    answer = _change(opened, {"priority": "low"})
    assert (answer.status, answer.json["code"]) == (412, "stale")
    assert _get(f"/v1/conversations/{opened.id}").json["priority"] == "high"


@pytest.mark.parametrize("tag", ["*", "1", 'W/"1"', '"one"', '"-1"', ""])
def test_a_foreign_etag_never_matches(opened: Conversation, tag: str) -> None:
    """Only the tag that was given with the conversation lets a change through."""
    path = f"/v1/conversations/{opened.id}"
    headers = {"if-match": tag}
    assert call("PATCH", path, claims=signed_in(), body={"priority": "low"}, headers=headers).status == 412


def test_a_change_must_say_what_it_is_meant_for(opened: Conversation) -> None:
    """Without If-Match nothing is changed."""
    answer = call("PATCH", f"/v1/conversations/{opened.id}", claims=signed_in(), body={"priority": "low"})
    assert (answer.status, answer.json["code"]) == (428, "precondition_required")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"team": "nowhere"}, "team"),
        ({"assignee": "nobody"}, "assignee"),
        ({"state": "received"}, "state"),
        ({"state": "odd"}, "state"),
        ({"state": None}, "state"),
        ({"team": None}, "team"),
        ({}, "body"),
        ({"tags": ["x" * 41]}, "tags.0"),
        ({"tags": [str(number) for number in range(21)]}, "tags"),
        ({"contact": "other"}, "contact"),
        ({"version": 7}, "version"),
    ],
)
def test_a_wrong_change_names_its_field(opened: Conversation, body: object, field: str) -> None:
    """What cannot be set is told by its name, and nothing is written."""
    answer = _change(opened, body)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])
    assert _get(f"/v1/conversations/{opened.id}").headers["ETag"] == '"1"'


def test_an_answer_is_queued(opened: Conversation) -> None:
    """An agent's answer waits for its channel, shows as queued, and waits for the customer then."""
    answer = _say(opened, {"text": "It left today."})
    assert answer.status == 202
    assert (answer.json["type"], answer.json["direction"]) == ("message", "outbound")
    assert (answer.json["delivery"]["state"], answer.json["author"]["name"]) == ("queued", "Ana")
    assert _get(f"/v1/conversations/{opened.id}").json["state"] == "waiting_customer"


def test_a_note_stays_inside(opened: Conversation, store: Store) -> None:
    """A note has no delivery, no direction, and leaves the state alone."""
    answer = _say(opened, {"text": "Ask Ben.", "type": "note"})
    assert (answer.json["type"], answer.json["delivery"], answer.json["direction"]) == ("note", None, None)
    assert store.timeline.get(opened.id, answer.json["id"]).entry.name is EntryName.NOTE_ADDED
    assert _get(f"/v1/conversations/{opened.id}").json["state"] == "new"


def test_the_same_attempt_twice_is_one_message(opened: Conversation) -> None:
    """A retry with the same key and body gets the same item; another body under that key is refused."""
    first, again = (_say(opened, {"text": "It left today."}, key="try-1") for _ in range(2))
    assert (first.status, again.status) == (202, 202)
    assert first.json == again.json
    other = _say(opened, {"text": "Something else."}, key="try-1")
    assert (other.status, other.json["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert len(_get(f"/v1/conversations/{opened.id}/timeline").json["items"]) == 2


@pytest.mark.parametrize("key", ["", "k" * 129, "ключ"])
def test_an_unusable_key_is_named(opened: Conversation, key: str) -> None:
    """A key is visible ASCII of at most 128 characters."""
    path = f"/v1/conversations/{opened.id}/messages"
    headers = {"Idempotency-Key": key}
    answer = call("POST", path, claims=signed_in(), body={"text": "Hello"}, headers=headers)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "Idempotency-Key")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": "x" * 100_001}, "text"),
        ({"text": 5}, "text"),
        ({"text": "x", "type": "secret"}, "type"),
        ({"text": "x", "attachments": ["../../other"]}, "attachments.0"),
        ({"text": "x", "attachments": ["01KA0000000000000000000009-none.txt"]}, "attachments.0"),
        ({"text": "x", "attachments": ["01KA0000000000000000000009-a.txt"] * 11}, "attachments"),
        ({"text": "x", "html": "<b>x</b>"}, "html"),
    ],
)
def test_a_wrong_message_names_its_field(opened: Conversation, body: object, field: str) -> None:
    """What is no message of ours is told by its field."""
    answer = _say(opened, body)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_an_upload_becomes_an_attachment(opened: Conversation) -> None:
    """A file that was posted where the upload says opens from the timeline, whatever its name was."""
    wanted = {"name": "../счёт №5.pdf", "mime": "application/pdf", "size": 4}
    upload = call("POST", "/v1/uploads", claims=signed_in(), body=wanted).json
    key = upload["fields"]["key"]
    assert key == f"uploads/agents/ana/{upload['id']}"
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=b"%PDF", ContentType="application/pdf")
    item = _say(opened, {"text": "Here it is.", "attachments": [upload["id"]]}).json["attachments"][0]
    assert (item["name"], item["state"], item["size"]) == (".._счёт _5.pdf", "stored", 4)
    assert item["url"].startswith("https://")


def test_an_upload_of_a_colleague_is_not_there(opened: Conversation) -> None:
    """An id works only for whom it was issued to."""
    wanted = {"name": "a.txt", "size": 1}
    upload = call("POST", "/v1/uploads", claims=signed_in(Role.LEAD), body=wanted).json
    boto3.client("s3").put_object(Bucket=BUCKET, Key=upload["fields"]["key"], Body=b"a")
    assert _say(opened, {"text": "x", "attachments": [upload["id"]]}).status == 422


def test_catching_up_gives_what_is_newer(opened: Conversation) -> None:
    """After a gap the console asks for what came after the last item that it knows, oldest first."""
    said = [_say(opened, {"text": text}).json["id"] for text in ("One", "Two")]
    path = f"/v1/conversations/{opened.id}/timeline"
    news = _get(path, {"after": MESSAGE_ID}).json["items"]
    assert [item["id"] for item in news] == said
    assert _get(path, {"after": said[-1], "cursor": "x"}).status == 422


def test_a_long_text_comes_back_whole(opened: Conversation) -> None:
    """A text that the table does not hold is read from where it is kept."""
    text = "длинно " * 14_000
    assert _say(opened, {"text": text}).json["text"] == text


def test_a_contacts_conversations_are_listed(opened: Conversation) -> None:
    """A customer is found, and with them what they wrote before."""
    assert [item["name"] for item in _get("/v1/contacts").json["items"]] == ["Ana"]
    path = f"/v1/contacts/{opened.contact_id}/conversations"
    assert [item["id"] for item in _get(path).json["items"]] == [opened.id]


def test_a_fax_is_a_file(opened: Conversation, store: Store) -> None:
    """Words alone are refused before they are queued, with what to do; a note is for the desk, and needs none."""
    door = opened.door.model_copy(update={"channel": "fax"})
    store.conversations.save(opened, opened.model_copy(update={"door": door}))
    assert _get(f"/v1/conversations/{opened.id}").json["sends"] == ["file"]
    refused = _say(opened, {"text": "See you on Monday."})
    assert (refused.status, [each["field"] for each in refused.json["errors"]]) == (422, ["attachments"])
    assert _say(opened, {"text": "Send it tomorrow.", "type": "note"}).status == 202
