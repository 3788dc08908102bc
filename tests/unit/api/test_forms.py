"""The public form: what a visitor may do without a token."""

from datetime import UTC, datetime
from itertools import count

import boto3
import pytest

from channels.form.doubts import Written, is_paid
from tests.unit.api.caller import Answer, call, signed_in
from transom.errors import UnavailableError
from transom.raw import Kept
from transom.store import Store
from transom.testing.cloud import ENVIRONMENT

BUCKET = ENVIRONMENT["TRANSOM_BUCKET"]
WRITTEN = {"name": "Zoë", "email": "zoe@example.com", "subject": "A chair", "message": "One leg is missing."}


def _submit(body: object, *, form: str = "contact", key: str | None = None) -> Answer:
    return call("POST", f"/v1/forms/{form}", body=body, headers={"Idempotency-Key": key} if key else {})


def _conversations() -> list[dict[str, object]]:
    listed: list[dict[str, object]] = call("GET", "/v1/conversations", claims=signed_in()).json["items"]
    return listed


@pytest.mark.usefixtures("store")
def test_a_submission_becomes_a_conversation() -> None:
    """A visitor is told the code under which the desk has their message."""
    answer = _submit(WRITTEN)
    assert answer.status == 202
    assert [(item["code"], item["subject"]) for item in _conversations()] == [(answer.json["code"], "A chair")]


@pytest.mark.usefixtures("store")
def test_the_same_submission_twice_is_one() -> None:
    """A browser that tries again with its key is told the same code."""
    first, again = _submit(WRITTEN, key="one"), _submit(WRITTEN, key="one")
    assert first.json == again.json
    assert len(_conversations()) == 1


@pytest.mark.parametrize("doubtful", [{"message": "https://a.example " * 5}, {"message": "www.a.example " * 9}])
def test_what_looks_like_a_machine_s_waits_for_somebody_to_look(store: Store, doubtful: dict[str, str]) -> None:
    """The visitor is told a code as anybody is; the desk sees the submission in quarantine, with the reason."""
    answer = _submit({**WRITTEN, **doubtful})
    assert (answer.status, len(answer.json["code"])) == (202, 9)
    assert _conversations() == []
    (kept,) = store.quarantine.page().items
    assert "links" in kept.reason


def test_the_same_message_again_waits_too(store: Store) -> None:
    """From another sender or without a key; a browser that tries again under its key is told its code."""
    first = _submit(WRITTEN, key="one")
    again = _submit({**WRITTEN, "email": "other@example.com"})
    assert again.status == 202
    assert _submit(WRITTEN, key="one").json == first.json
    assert len(_conversations()) == 1
    assert [each.reason for each in store.quarantine.page().items] == ["the same message came before"]


@pytest.mark.parametrize(
    ("origin", "status"),
    [("https://www.example.com", 202), ("https://SHOP.example.com", 202), ("https://evil.example", 403), ("", 403)],
)
def test_a_form_may_be_sent_from_its_sites_alone(store: Store, origin: str, status: int) -> None:
    """Neither a submission nor a file comes from elsewhere; where no site is named, all are welcome."""
    known, headers = store.desk.connection("contact"), {"Origin": origin} if origin else {}
    sites = {"origins": "https://www.example.com/, https://shop.example.com"}
    store.desk.change_connection(known.model_copy(update={"settings": {**known.settings, **sites}}))
    try:
        assert call("POST", "/v1/forms/contact", body=WRITTEN, headers=headers).status == status
        file = {"name": "leg.jpg", "mime": "image/jpeg", "size": 4}
        uploaded = call("POST", "/v1/forms/contact/uploads", body=file, headers=headers).status
        assert uploaded == (201 if status == 202 else 403)
        assert bool(_conversations()) is (status == 202)
    finally:
        store.desk.change_connection(known)


def test_a_form_may_want_a_stamp(store: Store) -> None:
    """What was not worked for waits; what was is taken as ever."""
    known = store.desk.connection("contact")
    store.desk.change_connection(known.model_copy(update={"settings": {**known.settings, "stamp": "required"}}))
    try:
        assert _submit(WRITTEN).status == 202
        assert _conversations() == []
        written = Written(form="contact", email=WRITTEN["email"], message=WRITTEN["message"])
        at = int(datetime.now(UTC).timestamp())
        stamps = (f"{at}:{number}" for number in count())
        worked_for = next(each for each in stamps if is_paid(written, each))
        assert _submit({**WRITTEN, "stamp": worked_for}).status == 202
        assert len(_conversations()) == 1
    finally:
        store.desk.change_connection(known)


@pytest.mark.usefixtures("store")
def test_a_machine_is_told_what_a_person_would_be_told() -> None:
    """Who fills in the hidden field is answered alike, and nothing is stored."""
    answer = _submit({**WRITTEN, "website": "https://spam.example"})
    assert (answer.status, len(answer.json["code"])) == (202, 9)
    assert _conversations() == []


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("form", ["none", "old", "demo-telegram", "Contact", "a b"])
def test_an_unknown_form_is_404(form: str) -> None:
    """A form that is not there, is switched off, or is no form at all is not found."""
    assert _submit(WRITTEN, form=form).status == 404
    assert call("POST", f"/v1/forms/{form}/uploads", body={"name": "a.txt", "size": 1}).status == 404


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "x" * 250 + "@example.com"}, "email"),
        ({"name": " "}, "name"),
        ({"message": ""}, "message"),
        ({"message": "x" * 100_001}, "message"),
        ({"language": "english please"}, "language"),
        ({"team": "billing"}, "team"),
        ({"attachments": ["01KA0000000000000000000009-none.txt"]}, "attachments.0"),
        ({"attachments": ["../contact2/01KA0000000000000000000009-none.txt"]}, "attachments.0"),
    ],
)
def test_a_wrong_submission_names_its_field(change: dict[str, object], field: str) -> None:
    """A page's script can show the visitor what to mend, and nothing is stored."""
    answer = _submit({**WRITTEN, **change})
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])
    assert _conversations() == []


@pytest.mark.usefixtures("store")
def test_a_file_comes_with_the_submission() -> None:
    """What was posted under the form's own folder is attached, and opens from the timeline."""
    wanted = {"name": "leg.png", "mime": "image/png", "size": 3}
    upload = call("POST", "/v1/forms/contact/uploads", body=wanted).json
    assert upload["fields"]["key"] == f"uploads/forms/contact/{upload['id']}"
    boto3.client("s3").put_object(Bucket=BUCKET, Key=upload["fields"]["key"], Body=b"png", ContentType="image/png")
    assert _submit({**WRITTEN, "attachments": [upload["id"]]}).status == 202
    path = f"/v1/conversations/{_conversations()[0]['id']}/timeline"
    shown = call("GET", path, claims=signed_in()).json["items"][0]["attachments"][0]
    assert (shown["name"], shown["kind"], shown["state"]) == ("leg.png", "image", "stored")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("name", "size"), [("", 1), ("a.txt", 0), ("a.txt", 25_000_001), ("a" * 201, 1)])
def test_an_upload_is_sized(name: str, size: int) -> None:
    """Nameless, empty and huge files are refused before they are posted."""
    assert call("POST", "/v1/forms/contact/uploads", body={"name": name, "size": size}).status == 422


def test_a_submission_outlives_the_table(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the table is away the submission is set aside for the form's drain, and the visitor is thanked."""

    def away(_: str) -> None:
        raise UnavailableError("The table does not answer; try again.")

    monkeypatch.setattr(store.desk, "connection", away)
    answer = _submit(WRITTEN, key="one")
    assert (answer.status, answer.json) == (202, {"code": None})
    s3 = boto3.client("s3")
    kept = s3.list_objects_v2(Bucket=BUCKET, Prefix="spool/form/contact/")["Contents"]
    content = Kept.model_validate_json(s3.get_object(Bucket=BUCKET, Key=kept[0]["Key"])["Body"].read())
    assert (content.connection, content.headers) == ("contact", {"idempotency-key": "one"})
    assert b"One leg is missing." in content.body


def test_a_nonsense_form_is_not_spooled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that no form can have is refused even while the table is away."""

    def away(_: str) -> None:
        raise UnavailableError("The table does not answer; try again.")

    monkeypatch.setattr(store.desk, "connection", away)
    assert _submit(WRITTEN, form="..").status == 404
