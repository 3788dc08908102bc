"""What callers hear."""

from urllib.parse import urlencode
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from channels.twilio_voice.ivr import answer
from tests.samples import NOW, sample_connection
from transom.channel import Connection, Request, Situation
from transom.errors import UnreadableError

CONNECTION = sample_connection("twilio_voice")
OPEN = Situation(is_open=True, position=3, wait_minutes=5)
CLOSED = Situation(is_open=False)


def heard(query: str = "", situation: Situation = OPEN, connection: Connection = CONNECTION, **fields: str) -> Element:
    """Return the answer to a step of a call."""
    form = {"CallSid": "CA1", "From": "+48500100200", **fields}
    request = Request(query=query, body=urlencode(form).encode(), received_at=NOW)
    response = answer(request, connection, situation)
    assert response.headers == {"content-type": "text/xml"}
    document: Element = fromstring(response.body)
    return document


def verbs(document: Element) -> list[str]:
    """Return the names of the verbs, in their order."""
    return [verb.tag for verb in document]


def words(document: Element) -> str:
    """Return all that is spoken."""
    return " ".join(say.text or "" for say in document.iter("Say"))


def test_an_open_desk_greets_and_asks() -> None:
    """The greeting is said in each language, the choices in the menu's own."""
    document = heard()
    assert [say.get("language") for say in document.iter("Say")] == ["pl-PL", "en-GB", "en-GB"]
    gather = document.find("Gather")
    assert gather is not None
    assert gather.get("action") == "https://hooks.example.com/hooks/twilio_voice/sample?step=menu"
    assert (gather.get("input"), gather.get("hints")) == ("dtmf speech", "orders, order, zamówienie, returns")
    assert "For orders, press 1." in words(document)
    assert "To be called back, press 9." in words(document)


def test_a_closed_desk_takes_a_voicemail() -> None:
    """Its transcript is asked for, at its own address."""
    document = heard(situation=CLOSED)
    assert "We are closed." in words(document)
    record = document.find("Record")
    assert record is not None
    assert (record.get("transcribeCallback") or "").endswith("?step=transcript")
    assert document.find("Gather") is None


@pytest.mark.parametrize("choice", [{"Digits": "1"}, {"SpeechResult": "my ORDER please"}])
def test_a_choice_is_told_the_queue_and_the_wait(choice: dict[str, str]) -> None:
    """And may be called back instead."""
    document = heard("step=menu", OPEN, CONNECTION, **choice)
    assert "orders. You are number 3 in the queue. The wait is about 5 minutes." in words(document)
    gather = document.find("Gather")
    assert gather is not None
    assert (gather.get("action") or "").endswith("?step=wait")


@pytest.mark.parametrize("step", ["menu", "wait"])
def test_the_wish_to_be_called_back_ends_the_call(step: str) -> None:
    """With a promise."""
    document = heard(f"step={step}", Digits="9")
    assert verbs(document) == ["Say", "Hangup"]
    assert "We will call you back." in words(document)


def test_silence_leads_to_the_voicemail_after_three_times() -> None:
    """The menu is said again, each time at an address of its own."""
    again = heard("step=menu").find("Gather")
    assert again is not None
    assert (again.get("action") or "").endswith("?step=menu&try=2")
    assert verbs(heard("step=menu&try=3")) == ["Say", "Record", "Say", "Hangup"]


@pytest.mark.parametrize(("query", "digits"), [("step=menu", "0"), ("step=wait", ""), ("step=wait", "5")])
def test_the_voicemail_is_reached_by_its_digit_or_by_waiting(query: str, digits: str) -> None:
    """Nobody is left without a way to say something."""
    assert "Record" in verbs(heard(query, Digits=digits))


@pytest.mark.parametrize("menu", ["", "{", '{"options": [{"digit": "12", "label": "x"}]}'])
def test_without_a_menu_there_is_the_voicemail(menu: str) -> None:
    """Also when the setting cannot be read."""
    bare = CONNECTION.model_copy(update={"settings": {"menu": menu}})
    assert verbs(heard(connection=bare)) == ["Say", "Say", "Record", "Say", "Hangup"]


def test_after_the_voicemail_comes_the_farewell() -> None:
    """And nothing is recorded a second time."""
    assert verbs(heard("step=voicemail", RecordingSid="RE1")) == ["Say", "Hangup"]


@pytest.mark.parametrize("step", ["transcript", "status", "delivery"])
def test_what_no_caller_waits_for_is_answered_with_nothing(step: str) -> None:
    """An empty answer is what Twilio wants then."""
    assert verbs(heard(f"step={step}")) == []


def test_labels_are_escaped() -> None:
    """A menu's text is text, never TwiML; what XML cannot hold is left out."""
    menu = '{"greeting": {"en-US": "A & <B>\\u0001"}}'
    assert "A & <B>" in words(heard(connection=CONNECTION.model_copy(update={"settings": {"menu": menu}})))


def test_what_is_no_call_is_unreadable() -> None:
    """Without a call there is nobody to answer."""
    with pytest.raises(UnreadableError):
        answer(Request(body=b"x=1", received_at=NOW), CONNECTION, OPEN)
