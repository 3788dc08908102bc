"""Answers that are more than words: templates, places, cards, files of a kind."""

import boto3
import pytest

import channels
from api import templates
from tests.unit.api.caller import Answer, call, signed_in
from transom.channel import Approved, ApprovedButton
from transom.model import Conversation
from transom.store import Store
from transom.testing.cloud import ENVIRONMENT

ORDER = Approved(
    name="order_sent",
    language="en",
    body="Dear {{1}}, it comes on {{2}}.",
    buttons=(ApprovedButton(text="Track", url="https://a.example/{{1}}"),),
)
FILLED = {"name": "order_sent", "language": "en", "body": {"1": "Ana", "2": "Monday"}, "buttons": {"0": "x"}}
PLACE = {"latitude": 52.23, "longitude": 21.01, "name": "Shop"}
CARD = {"name": "Ana", "phones": ["+48 500 100 200"], "emails": ["ana@example.com"]}


class Told:
    """Stands for what tells a provider's templates."""

    def __init__(self) -> None:
        self.asked = 0

    def approved(self, *_: object) -> tuple[Approved, ...]:
        """Return the one template."""
        self.asked += 1
        return (ORDER,)


@pytest.fixture
def told(store: Store, monkeypatch: pytest.MonkeyPatch) -> Told:  # noqa: ARG001 - the bot's secrets stand beside it
    """Let the bot's provider have a template."""
    known = Told()
    templates.forget()
    secret = f"transom/{ENVIRONMENT['TRANSOM_STAGE']}/telegram"
    manager = boto3.client("secretsmanager")
    if not any(each["Name"] == secret for each in manager.list_secrets()["SecretList"]):
        manager.create_secret(Name=secret, SecretString="{}")
    monkeypatch.setattr(channels, "has_templates", lambda channel: channel == "telegram")
    monkeypatch.setattr(channels, "templates", lambda _: known)
    return known


def _say(opened: Conversation, **body: object) -> Answer:
    return call("POST", f"/v1/conversations/{opened.id}/messages", claims=signed_in(), body=body)


def test_the_templates_of_a_connection_are_listed(told: Told) -> None:
    """With what has to be filled in; the provider is asked once in some minutes."""
    path = "/v1/channels/demo-telegram/templates"
    listed = call("GET", path, claims=signed_in()).json["items"]
    assert call("GET", path, claims=signed_in()).json["items"] == listed
    assert (listed[0]["name"], listed[0]["body"]) == ("order_sent", ORDER.body)
    assert listed[0]["variables"] == {"header": [], "body": ["1", "2"], "buttons": ["0"]}
    assert told.asked == 1


@pytest.mark.usefixtures("told")
def test_a_channel_without_templates_lists_none() -> None:
    """The composer then offers none."""
    assert call("GET", "/v1/channels/contact/templates", claims=signed_in()).json == {"items": []}


@pytest.mark.usefixtures("told")
def test_a_template_is_queued_with_what_it_says(opened: Conversation, store: Store) -> None:
    """The timeline shows the filled text; the provider gets the name and the variables."""
    answer = _say(opened, template=FILLED)
    assert answer.status == 202
    assert answer.json["text"] == "Dear Ana, it comes on Monday.\n\nTrack: https://a.example/x"
    entry = store.timeline.get(opened.id, answer.json["id"]).entry
    assert entry.data["template"] == FILLED


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"body": {"1": "Ana"}}, "template.body.2"),
        ({"body": {"1": "Ana", "2": "b", "x": "y"}}, "template.body.x"),
        ({"buttons": {}}, "template.buttons.0"),
        ({"name": "other"}, "template"),
        ({"language": "pl"}, "template"),
    ],
)
def test_a_template_that_cannot_be_sent_names_what_is_wrong(
    opened: Conversation, change: dict[str, object], field: str
) -> None:
    """Before anything is queued."""
    answer = _say(opened, template=FILLED | change)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_a_place_and_cards_are_queued_without_a_text(opened: Conversation) -> None:
    """They are shown as those that customers send."""
    answer = _say(opened, place=PLACE, cards=[CARD])
    assert answer.status == 202
    assert (answer.json["place"]["name"], answer.json["cards"][0]["phones"]) == ("Shop", ["+48 500 100 200"])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "  "},
        {"type": "note", "place": PLACE},
        {"type": "note", "text": "x", "cards": [CARD]},
        {"text": "x", "template": FILLED},
        {"place": PLACE | {"latitude": 91}},
        {"cards": [{"name": "Ana"}]},
        {"cards": [CARD | {"phones": ["<script>"]}]},
    ],
)
def test_what_says_nothing_or_too_much_is_refused(opened: Conversation, body: dict[str, object]) -> None:
    """A note is words, and a template brings its own."""
    assert _say(opened, **body).status == 422


def test_a_file_may_be_told_to_be_of_a_kind(opened: Conversation) -> None:
    """A picture is a sticker, a sound a voice message, if its author says so."""
    wanted = {"name": "hi.webp", "mime": "image/webp", "size": 4}
    upload = call("POST", "/v1/uploads", claims=signed_in(), body=wanted).json
    boto3.client("s3").put_object(
        Bucket=ENVIRONMENT["TRANSOM_BUCKET"], Key=upload["fields"]["key"], Body=b"RIFF", ContentType="image/webp"
    )
    sticker = _say(opened, attachments=[{"id": upload["id"], "kind": "sticker"}])
    plain = _say(opened, attachments=[upload["id"]])
    assert [each.json["attachments"][0]["kind"] for each in (sticker, plain)] == ["sticker", "image"]
