"""Calls: a caller walks through the menu of a line, waits, and is put through, called back or recorded."""

from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree.ElementTree import Element

import boto3
import pytest
from defusedxml.ElementTree import fromstring

from tests.samples import sample_connection
from transom.core.estimates import ENOUGH
from transom.model import ConnectionSpec, EntryName
from transom.provider.proof import hmac_base64
from transom.testing.cloud import ENVIRONMENT
from transom.testing.desk import DeskUnderTest

SAMPLE = sample_connection("twilio_voice")
ANA, BORIS = "+48500100200", "+48500100300"
TOKEN = "sample-auth-token"
URL = "https://hooks.example.com/hooks/twilio_voice/line"


def heard(desk: DeskUnderTest, form: dict[str, str], query: str = "") -> Element:
    """Return what the desk answers to a request of Twilio's."""
    address = f"{URL}?{query}" if query else URL
    signed = address + "".join(name + form[name] for name in sorted(form))
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": hmac_base64(TOKEN, signed.encode(), "sha1"),
    }
    answer = desk.hook("twilio_voice", "line", urlencode(form).encode(), headers, query)
    assert answer["statusCode"] == 200
    document: Element = fromstring(str(answer["body"]))
    return document


class Caller:
    """A caller, as Twilio lets them walk."""

    def __init__(self, desk: DeskUnderTest, number: str, sid: str) -> None:
        self.desk, self.number, self.sid = desk, number, sid
        self.heard = self.goes("")

    def goes(self, query: str, **fields: str) -> Element:
        """Return what is heard at an address of the desk's, whose consumers then do their part."""
        form = {"CallSid": self.sid, "From": self.number, "CallStatus": "in-progress", **fields}
        self.heard = heard(self.desk, form, query)
        self.desk.settle()
        self.desk.now += timedelta(seconds=20)
        return self.heard

    def presses(self, digits: str = "", **fields: str) -> "Caller":
        """Press keys one after the other, or nothing, or let something else happen at the address that is next."""
        for digit in digits or [""]:
            verb = next(verb for verb in self.heard.iter() if verb.get("action"))
            pressed = {"Digits": digit} if digit else {}
            self.goes(urlsplit(verb.get("action") or "").query, **pressed, **fields)
        return self

    @property
    def words(self) -> str:
        """Return what was said last."""
        return " ".join(say.text or "" for say in self.heard.iter("Say"))


@pytest.fixture
def line(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> DeskUnderTest:
    """A desk with a telephone line in two languages."""
    monkeypatch.setenv("TRANSOM_HOOKS", "https://hooks.example.com/hooks")
    spec = ConnectionSpec(
        id="line", channel="twilio_voice", name="Line", settings=SAMPLE.settings, menu=SAMPLE.menu, team="support"
    )
    desk.connect(spec, {"auth_token": TOKEN})
    return desk


def said(desk: DeskUnderTest) -> list[str]:
    """Return what the timeline tells of the call."""
    return [entry.text or "" for entry in desk.timeline() if entry.name is EntryName.MESSAGE_RECEIVED]


def test_a_caller_does_not_count_themselves(line: DeskUnderTest) -> None:
    """On an empty desk they are the first, also once their conversation stands in the queue."""
    caller = Caller(line, ANA, "CA1").presses("22")
    assert "You are number 1 in the queue." in caller.words
    assert line.conversation.team == "billing"
    assert "You are number 1 in the queue." in caller.presses().words


def test_the_queue_is_that_of_the_team_that_was_chosen(line: DeskUnderTest) -> None:
    """Who called before for that team is ahead; who called later, or for another team, is not."""
    Caller(line, ANA, "CA1").presses("211")
    boris = Caller(line, BORIS, "CA2").presses("22")
    assert "You are number 1 in the queue." in boris.words
    carla = Caller(line, "+48500100400", "CA3").presses("22")
    assert "You are number 2 in the queue." in carla.words
    assert "You are number 1 in the queue." in boris.presses().words


def test_the_wait_is_what_the_team_s_history_says(line: DeskUnderTest) -> None:
    """And what the desk allows itself, while there is none."""
    line.is_online("ana")
    caller = Caller(line, ANA, "CA1").presses("22")
    assert "Most callers have their answer within 1 hour." in caller.words
    for number in range(ENOUGH):
        line.store.waits.record("billing", f"C{number}", timedelta(minutes=5), ["all"], line.now)
    assert "Most callers have their answer within 5 minutes." in caller.presses().words


def test_the_whole_way_through_the_tree_is_told(line: DeskUnderTest) -> None:
    """Into a branch, back, into it again, and to its end; then the call back that was wished."""
    caller = Caller(line, ANA, "CA1").presses("21*12")
    assert "You are number 1 in the queue." in caller.words
    assert line.conversation.team == "billing"
    caller.presses("9")
    assert "We will call you back." in caller.words
    caller.goes("step=status", CallStatus="completed", CallDuration="42")
    assert said(line) == [
        f"Call from {ANA}",
        "Chose 1: zamówienia",
        "Pressed *",
        "Chose 1: zamówienia",
        "Chose 2: faktura",
        f"Asks to be called back: {ANA}",
        "Call ended after 42 seconds",
    ]


def test_a_caller_s_language_is_kept_for_the_next_call(line: DeskUnderTest) -> None:
    """Who chose it once is greeted in it."""
    first = Caller(line, ANA, "CA1")
    assert "Aby rozmawiać po polsku, proszę wybrać 1. For English, press 2." in first.words
    first.presses("22")
    assert line.conversation.language == "en"
    assert Caller(line, ANA, "CA2").words.startswith("Hello, this is the shop. For orders, press 1.")


def test_a_voicemail_is_in_the_timeline_with_its_transcript(line: DeskUnderTest) -> None:
    """The recording waits to be fetched; its transcript is an edit of it."""
    recording = {"RecordingSid": "RE1", "RecordingUrl": "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1"}
    caller = Caller(line, ANA, "CA1").presses("20").presses(**recording, RecordingDuration="12")
    assert caller.words == "Thank you. Goodbye."
    caller.goes("step=transcript", **recording, TranscriptionText="Where is my order?", TranscriptionSid="TR1")
    voicemail = next(entry for entry in line.timeline() if entry.text == "Voicemail, 12 seconds")
    assert [attachment.name for attachment in voicemail.attachments] == ["voicemail.mp3"]
    [edit] = [entry for entry in line.timeline() if entry.name is EntryName.MESSAGE_EDITED]
    assert edit.text == "Voicemail: Where is my order?"


def test_a_team_s_telephone_takes_the_call(line: DeskUnderTest) -> None:
    """Not answered at first, the caller waits; then they are put through, and the timeline tells it."""
    teams = tuple(each.model_copy(update={"phone": "+48221111111"}) for each in line.spec.teams)
    line.apply(line.spec.model_copy(update={"teams": teams}))
    caller = Caller(line, ANA, "CA1").presses("22")
    assert [dial.text for dial in caller.heard.iter("Dial")] == ["+48221111111"]
    assert "You are number 1" in caller.presses(DialCallStatus="no-answer").words
    assert "One moment, please." in caller.presses().words
    assert caller.presses(DialCallStatus="completed", DialCallDuration="63").words == "Thank you. Goodbye."
    assert "Spoke with the team for 63 seconds" in said(line)


def test_a_closed_desk_takes_messages(line: DeskUnderTest) -> None:
    """At night, in the caller's language."""
    line.now += timedelta(hours=12)
    caller = Caller(line, ANA, "CA1").presses("2")
    assert caller.words.startswith("We are closed. To be called back, press 9.")
    assert [verb.tag for verb in caller.presses().heard] == ["Say", "Record", "Say", "Hangup"]


def test_an_answer_is_a_call_in_the_customer_s_language(line: DeskUnderTest) -> None:
    """What the agent writes is read out by the voice of its language."""
    Caller(line, ANA, "CA1").presses("29")
    path = f"/v1/conversations/{line.conversation.id}/messages"
    line.call("POST", path, {"text": "Your parcel arrives on Monday morning, before ten o'clock."}, user="ana")
    line.settle()
    form = parse_qs(line.outbox.requests[-1].content.decode())
    assert form["To"] == [ANA]
    assert '<Say language="en-GB" voice="Polly.Amy-Neural">Your parcel' in form["Twiml"][0]


def test_a_caller_is_answered_while_the_table_is_away(line: DeskUnderTest) -> None:
    """With what needs no menu: they can leave a message, and the call waits to be stored."""
    boto3.client("dynamodb").delete_table(TableName=ENVIRONMENT["TRANSOM_TABLE"])
    answer = heard(line, {"CallSid": "CA1", "From": ANA, "CallStatus": "ringing"})
    assert [verb.tag for verb in answer] == ["Say", "Say", "Record", "Say", "Hangup"]
    assert line.cloud.keys("spool/twilio_voice/")
