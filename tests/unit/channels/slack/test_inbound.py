"""Slack's events and commands."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from channels.slack.inbound import handshake, parse, verify
from channels.slack.mrkdwn import escaped, plain, sign
from tests.samples import hook_request, sample_connection
from transom.channel import (
    Connection,
    InboundDeletion,
    InboundDelivery,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    Request,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, MediaKind

CONNECTION = sample_connection("slack")
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
BODY = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


def event(case: str) -> InboundEvent:
    """Return the only event that a sample holds."""
    [found] = parse(hook_request(f"slack/{case}"), CONNECTION)
    return found


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    found = event(case)
    assert isinstance(found, InboundMessage)
    return found


def test_the_published_vector_is_accepted() -> None:
    """The example of Slack's own page, with its secret, time and signature."""
    headers = {"x-slack-request-timestamp": "1531420618", "x-slack-signature": SIGNATURE}
    request = Request(headers=headers, body=BODY, received_at=datetime.fromtimestamp(1531420618, UTC))
    verify(request, Connection(id="s", channel="slack", secret={"signing_secret": SECRET}))


@pytest.mark.parametrize("seconds", [301, -301])
def test_a_request_of_another_time_is_refused(seconds: int) -> None:
    """Five minutes, either way."""
    headers = {"x-slack-request-timestamp": "1531420618", "x-slack-signature": SIGNATURE}
    request = Request(headers=headers, body=BODY, received_at=datetime.fromtimestamp(1531420618 + seconds, UTC))
    with pytest.raises(UnauthenticError):
        verify(request, Connection(id="s", channel="slack", secret={"signing_secret": SECRET}))


@pytest.mark.parametrize("stamp", ["", "x", "²", "1e9", "-1", "9" * 40])
def test_a_time_that_is_none_is_refused(stamp: str) -> None:
    """Nothing but digits is a time."""
    request = hook_request("slack/text")
    headers = {**request.headers, "x-slack-request-timestamp": stamp}
    with pytest.raises(UnauthenticError):
        verify(request.model_copy(update={"headers": headers}), CONNECTION)


def test_the_challenge_is_given_back_to_slack_alone() -> None:
    """It is signed like everything else."""
    request = hook_request("slack/challenge")
    response = handshake(request, CONNECTION)
    assert response is not None
    assert response.body.startswith("3eZbrw1aBm2r")
    with pytest.raises(UnauthenticError):
        handshake(request.model_copy(update={"headers": {}}), CONNECTION)
    assert handshake(hook_request("slack/text"), CONNECTION) is None


def test_a_direct_message_s_door_is_its_writer() -> None:
    """So that a command of theirs leads to the same conversation."""
    found = message("text")
    assert found.text == "Where is my order 10428? 📦"
    assert (found.provider_message_id, found.door.address) == ("D0DIRECT1:1794820349.000200", "U0ANAK")
    assert found.audience is Audience.PRIVATE
    assert message("command").door == found.door


def test_a_channel_s_door_is_the_thread() -> None:
    """A message outside of any thread begins one, and an answer in it refers to its beginning."""
    begun, answer = message("channel"), message("thread")
    assert begun.door.address == "C0SUPPORT:1794820349.000200"
    assert answer.door.address == "C0SUPPORT:1794820100.000100"
    assert answer.references == ("C0SUPPORT:1794820100.000100",)
    assert begun.audience is Audience.GROUP


def test_markup_does_not_reach_the_agent() -> None:
    """Nor does the call of the bot itself."""
    assert message("channel").text == "Hello, the export fails & says E42, see the page (https://shop.example.com/a)"
    assert message("mention").text == "who can help?"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<!here> <#C1|help> <!subteam^S1|@team>", "@here #help @team"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("~no~ _yes_ 2*3*4 snake_case_name", "no yes 2*3*4 snake_case_name"),
        ("```x = *y*```", "x = *y*"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        (":tada: :ours:", "🎉 :ours:"),
        ("<!date^1392734382^{date}|Feb 18>", "Feb 18"),
    ],
)
def test_each_kind_of_markup_becomes_words(markup: str, expected: str) -> None:
    """Code keeps its characters, and single ones within words are no style."""
    assert plain(markup) == expected


def test_plain_text_is_shown_as_it_is() -> None:
    """Slack's three characters are escaped."""
    assert plain(escaped("a < b && c > d")) == "a < b && c > d"


def test_a_reaction_is_the_sign_itself() -> None:
    """Whatever its tone of skin; a workspace's own sign has its name."""
    found = event("reaction")
    assert isinstance(found, InboundReaction)
    assert (found.sign, found.provider_message_id) == ("👍", "C0SUPPORT:1794820200.000100")
    taken = event("reaction_removed")
    assert isinstance(taken, InboundReaction)
    assert taken.sign == ""
    assert sign("parrot") == ":parrot:"


def test_files_are_fetched_by_slack_s_address_or_by_id() -> None:
    """A file of another workspace has no address yet, and one that lies elsewhere is a link."""
    assert [item.kind for item in message("files").attachments] == [MediaKind.FILE, MediaKind.VIDEO]
    assert message("voice").attachments[0].kind is MediaKind.VOICE
    assert message("connect_file").attachments[0].provider_media_id == "F0OTHER1"
    assert message("external_file").text == "Plan: https://docs.example.com/document/d/1"


def test_an_edit_and_a_deletion_name_the_message() -> None:
    """By the time of the message itself, not of the news."""
    edit, deletion = event("edit"), event("deletion")
    assert isinstance(edit, InboundEdit)
    assert (edit.provider_message_id, edit.text) == ("D0DIRECT1:1794820349.000200", "Where is my order 10429?")
    assert isinstance(deletion, InboundDeletion)
    assert deletion.provider_message_id == edit.provider_message_id
    assert isinstance(event("tombstone"), InboundDeletion)


def test_our_own_message_is_told_by_its_reference() -> None:
    """It is never a customer's."""
    found = event("sent")
    assert isinstance(found, InboundDelivery)
    assert found.reference == "ABCD1234.01K0000000000000000000000A"
    assert parse(hook_request("slack/own"), CONNECTION) == []


def test_another_bot_is_a_machine() -> None:
    """Two that answer each other would never stop."""
    assert message("bot").is_machine


@pytest.mark.parametrize("case", ["joined", "unfurled", "interaction", "challenge"])
def test_what_no_customer_wrote_tells_nothing(case: str) -> None:
    """It is acknowledged."""
    assert parse(hook_request(f"slack/{case}"), CONNECTION) == []


def test_a_message_of_an_unknown_kind_is_kept() -> None:
    """With what it says, or else by its kind."""
    assert message("unsupported").text == "?"
    assert message("empty").text == "[unsupported: message]"


@pytest.mark.parametrize("case", ["unreadable_html", "unreadable_command"])
def test_what_is_not_understood_says_so(case: str) -> None:
    """It is not dropped in silence."""
    with pytest.raises(UnreadableError):
        parse(hook_request(f"slack/{case}"), CONNECTION)


def told(**event: object) -> InboundEvent:
    """Return what an event of a channel tells."""
    known = {"type": "message", "channel": "C1", "user": "U1", "text": "", "ts": "1794820349.000200", **event}
    bots = [{"user_id": "UBOT", "is_bot": True}]
    body = {"type": "event_callback", "api_app_id": "A1", "authorizations": bots, "event": known}
    [found] = parse(Request(body=json.dumps(body).encode(), received_at=datetime(2026, 11, 16, tzinfo=UTC)), CONNECTION)
    return found


def said(*blocks: dict[str, object]) -> str:
    """Return the text of a message that consists of blocks."""
    found = told(blocks=blocks)
    assert isinstance(found, InboundMessage)
    return found.text


def test_a_message_of_blocks_alone_says_what_they_say() -> None:
    """Texts, lists, fields and tables; an odd block takes none of the others along."""
    span = [
        {"type": "text", "text": "See "},
        {"type": "link", "url": "https://a.example", "text": "this"},
        {"type": "emoji", "name": "rocket", "unicode": "1f680"},
        {"type": "user", "user_id": "U2"},
    ]
    section = {"type": "rich_text_section", "elements": span}
    assert said({"type": "rich_text", "elements": [section]}) == "See this (https://a.example)🚀@U2"
    assert said({"type": "rich_text_list", "elements": [section]}).startswith("• See")
    assert (
        said({"type": "section", "text": {"type": "mrkdwn", "text": "*Bold*"}, "fields": [{"text": "A"}]}) == "Bold\nA"
    )
    assert said({"type": "header", "text": {"type": "plain_text", "text": "Title"}}, {"type": 5}) == "Title"
    assert said({"type": "context", "elements": [{"type": "mrkdwn", "text": "by CI"}]}) == "by CI"
    cells = [{"type": "raw_text", "text": "a"}, {"type": "rich_text", "elements": [section]}]
    assert said({"type": "table", "rows": [cells]}) == "a | See this (https://a.example)🚀@U2"
    assert said({"type": "image", "alt_text": "a cat"}) == "a cat"


def test_shared_files_of_ours_are_known_by_their_message_from_then_on() -> None:
    """When they were shared, only the files' own ids were told."""
    found = told(subtype="file_share", user="UBOT", files=[{"id": "F1"}, {"id": "F2"}])
    assert isinstance(found, InboundDelivery)
    assert (found.provider_message_id, found.known_as) == ("F1", "C1:1794820349.000200")


def test_a_message_that_somebody_passes_to_the_app_is_its_writer_s() -> None:
    """Whoever passes it; other things done in Slack's app tell nothing."""
    passed: dict[str, object] = {
        "type": "message_action",
        "callback_id": "support",
        "user": {"id": "U9", "name": "ben"},
        "channel": {"id": "C1", "name": "general"},
        "message": {"type": "message", "user": "U1", "ts": "1794820349.000200", "text": "It is broken"},
    }

    def posted(payload: dict[str, object]) -> list[InboundEvent]:
        form = urlencode({"payload": json.dumps(payload)}).encode()
        headers = {"content-type": "application/x-www-form-urlencoded"}
        return parse(Request(body=form, headers=headers, received_at=datetime(2026, 11, 16, tzinfo=UTC)), CONNECTION)

    [found] = posted(passed)
    assert isinstance(found, InboundMessage)
    assert (found.sender.address, found.text, found.door.address) == ("U1", "It is broken", "C1:1794820349.000200")
    assert posted({"type": "block_actions", "actions": []}) == []


@pytest.mark.parametrize(
    "news",
    [
        {"type": "channel_rename", "channel": {"id": "C7", "name": "returns", "created": 1794820000}},
        {"type": "user_change", "user": {"id": "U7", "name": "ana"}},
        {"type": "link_shared", "channel": "C7", "message_ts": "U7-0a1b", "links": []},
    ],
)
def test_news_of_other_kinds_tell_nothing_whatever_their_form(news: dict[str, object]) -> None:
    """What their fields hold under the names that messages use, too, is nobody's fault."""
    body = json.dumps({"type": "event_callback", "event": news}).encode()
    assert parse(Request(body=body, received_at=datetime(2026, 11, 16, tzinfo=UTC)), CONNECTION) == []


def test_what_slack_changes_by_itself_is_no_edit() -> None:
    """A thread with an assistant gets a title, and an `edited` in which nothing stands."""
    titled = {"type": "message", "user": "U7", "text": "New chat", "edited": {}, "ts": "1794820000.000100"}
    news = {"type": "message", "subtype": "message_changed", "channel": "D7", "ts": "1794820001.000100"}
    body = json.dumps({"type": "event_callback", "event": {**news, "message": titled, "previous_message": titled}})
    assert parse(Request(body=body.encode(), received_at=datetime(2026, 11, 16, tzinfo=UTC)), CONNECTION) == []


def test_a_shared_card_without_a_text_leaves_the_message_whole() -> None:
    """Slack writes null where an attachment has no words."""
    card = {"id": 1, "text": None, "fallback": None}
    news = {"type": "message", "user": "U7", "text": "See this", "channel": "D7", "ts": "1794820000.000100"}
    body = json.dumps({"type": "event_callback", "event": {**news, "attachments": [card]}}).encode()
    [event] = parse(Request(body=body, received_at=datetime(2026, 11, 16, tzinfo=UTC)), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.text == "See this"
