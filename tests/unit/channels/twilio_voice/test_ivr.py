"""What callers hear."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from channels.twilio_voice.ivr import ROUNDS, answer
from tests.samples import NOW, sample_connection
from transom.channel import Connection, Request, Situation
from transom.errors import UnreadableError
from transom.model import Door

CONNECTION = sample_connection("twilio_voice")
OPEN = Situation(is_open=True, position=3, wait=timedelta(minutes=5))
CLOSED = Situation(is_open=False)
ENGLISH = OPEN.model_copy(update={"language": "en"})
PHONE = OPEN.model_copy(update={"phone": "+48221111111"})


class Caller:
    """Somebody who walks through the menu as Twilio lets them: each answer names the address of the next step."""

    def __init__(self, situation: Situation = ENGLISH, connection: Connection = CONNECTION) -> None:
        self.situation, self.connection = situation, connection
        self.asked: list[tuple[str, str | None]] = []
        self.last = self.at("")

    def at(self, query: str, **fields: str) -> Element:
        """Return the answer to a step of the call."""
        form = {"CallSid": "CA1", "From": "+48500100200", **fields}
        request = Request(query=query, body=urlencode(form).encode(), received_at=NOW)
        response = answer(request, self.connection, self.inquire)
        assert response.headers == {"content-type": "text/xml"}
        document: Element = fromstring(response.body)
        self.last = document
        return document

    def inquire(self, door: Door, team: str | None) -> Situation:
        """Say how the desk stands, and note what was asked."""
        self.asked.append((door.address, team))
        return self.situation

    def press(self, digits: str = "", **fields: str) -> Element:
        """Press a key, or nothing, where the last answer asks for one."""
        return self.at(self.address, **({"Digits": digits} if digits else {}), **fields)

    @property
    def address(self) -> str:
        """Return the query of the address that the last answer names."""
        verb = next(verb for verb in self.last.iter() if verb.get("action"))
        return urlsplit(verb.get("action") or "").query

    @property
    def step(self) -> dict[str, str]:
        """Return what that address holds."""
        return dict(parse_qsl(self.address, keep_blank_values=True))


def verbs(document: Element) -> list[str]:
    """Return the names of the verbs, in their order."""
    return [verb.tag for verb in document]


def words(document: Element) -> str:
    """Return all that is spoken."""
    return " ".join(say.text or "" for say in document.iter("Say"))


def languages(document: Element) -> list[str | None]:
    """Return the language of each sentence."""
    return [say.get("language") for say in document.iter("Say")]


def test_a_caller_who_is_not_known_is_asked_for_their_language() -> None:
    """Each language offers itself; from then on only the chosen one is spoken."""
    caller = Caller(OPEN)
    assert languages(caller.last) == ["pl-PL", "en-GB"]
    assert "Aby rozmawiać po polsku, proszę wybrać 1." in words(caller.last)
    menu = caller.press("2")
    assert set(languages(menu)) == {"en-GB"}
    assert {say.get("voice") for say in menu.iter("Say")} == {"Polly.Amy-Neural"}
    assert {gather.get("language") for gather in menu.iter("Gather")} == {"en-GB"}
    assert set(languages(caller.press("1"))) == {"en-GB"}


def test_a_caller_who_chooses_no_language_hears_the_first() -> None:
    """The line's own."""
    caller = Caller(OPEN)
    assert set(languages(caller.press())) == {"pl-PL"}


def test_how_the_desk_stands_is_looked_up_once_for_a_team() -> None:
    """However often an answer depends on it."""
    caller = Caller()
    assert caller.asked == [("+48500100200", None)]
    caller.press("2")
    assert caller.asked[1:] == [("+48500100200", "billing")]


def test_a_known_caller_is_greeted_in_their_language() -> None:
    """And is asked for none."""
    assert "Hello, this is the shop. For orders, press 1." in words(Caller().last)
    polish = Caller(OPEN.model_copy(update={"language": "pl"}))
    assert words(polish.last).startswith("Dzień dobry, tu sklep. zamówienia: proszę wybrać 1.")


def test_the_menu_can_be_heard_again() -> None:
    """And what can be pressed at any time is offered."""
    caller = Caller()
    heard = words(caller.last)
    assert "To be called back, press 9. To leave a message, press 0. To hear this again, press #." in heard
    assert words(caller.press("#")) in heard


def test_a_choice_leads_to_further_choices_and_back() -> None:
    """The words of the branch are told before them; at the top there is no way back."""
    caller = Caller()
    top = words(caller.last)
    assert "go back" not in top
    inner = caller.press("1")
    assert words(inner).startswith("A little more, please. For a delivery, press 1. For an invoice, press 2.")
    assert "To go back, press *." in words(inner)
    assert caller.step["at"] == "1"
    assert words(caller.press("*")) in top


@pytest.mark.parametrize(("path", "team"), [("11", "support"), ("12", "billing"), ("2", "billing")])
def test_who_has_chosen_is_told_the_queue_and_the_wait_of_that_team(path: str, team: str) -> None:
    """Place and time are those of the team at the end of the way."""
    caller = Caller()
    for digit in path:
        caller.press(digit)
    assert caller.asked[-1] == ("+48500100200", team)
    told = words(caller.last)
    assert "You are number 3 in the queue. Most callers have their answer within 5 minutes." in told
    assert [play.text for play in caller.last.iter("Play")] == ["https://media.northwind.example/waiting.mp3"]


def test_a_choice_may_be_said() -> None:
    """By its label, or by one of its words."""
    caller = Caller()
    gather = caller.last.find("Gather")
    assert gather is not None
    assert (gather.get("input"), gather.get("hints")) == ("dtmf speech", "orders, order, returns")
    assert "A little more" in words(caller.press(SpeechResult="my ORDER please"))
    assert "a delivery." in words(caller.press(SpeechResult="Where is my parcel?"))


def test_who_waits_is_told_their_place_again_and_again() -> None:
    """Until it is enough; then comes the voicemail."""
    caller = Caller()
    caller.press("2")
    for _ in range(ROUNDS - 1):
        assert "You are number 3" in words(caller.press())
    assert "Record" in verbs(caller.press())


@pytest.mark.parametrize("way", ["", "1", "2", "12"])
def test_a_call_back_can_be_wished_at_any_time(way: str) -> None:
    """In the menu, in a branch, or while waiting: it ends the call with a promise."""
    caller = Caller()
    for digit in way:
        caller.press(digit)
    assert verbs(caller.press("9")) == ["Say", "Hangup"]
    assert words(caller.last) == "We will call you back. Thank you. Goodbye."


@pytest.mark.parametrize("way", ["", "1", "2", "12"])
def test_the_voicemail_can_be_reached_at_any_time(way: str) -> None:
    """It ends the call with a farewell."""
    caller = Caller()
    for digit in way:
        caller.press(digit)
    assert verbs(caller.press("0")) == ["Say", "Record", "Say", "Hangup"]
    assert verbs(caller.press(RecordingSid="RE1")) == ["Say", "Hangup"]


def test_a_transcript_is_wanted_where_twilio_can_write_it() -> None:
    """Of English alone."""
    caller = Caller()
    record = caller.press("0").find("Record")
    assert record is not None
    assert "step=transcript" in (record.get("transcribeCallback") or "")
    caller = Caller(OPEN.model_copy(update={"language": "pl"}))
    record = caller.press("0").find("Record")
    assert record is not None
    assert record.get("transcribe") is None


def test_a_team_with_a_telephone_is_rung_at() -> None:
    """Who is not answered waits, and it rings again with each round."""
    caller = Caller(PHONE.model_copy(update={"language": "en"}))
    dial = caller.press("2").find("Dial")
    assert dial is not None
    assert dial.text == "+48221111111"
    assert "You are number 3" in words(caller.press(DialCallStatus="no-answer"))
    assert verbs(caller.press()) == ["Say", "Dial"]


def test_who_was_put_through_is_told_farewell() -> None:
    """The call was taken."""
    caller = Caller(PHONE)
    caller.press("2")
    caller.press("2")
    assert verbs(caller.press(DialCallStatus="completed", DialCallDuration="63")) == ["Say", "Hangup"]


def test_silence_leads_to_the_voicemail_after_three_times() -> None:
    """The menu is said again, each time at an address of its own."""
    caller = Caller()
    assert "not understood" in words(caller.press())
    assert "not understood" in words(caller.press("7"))
    assert "Record" in verbs(caller.press())


def test_a_closed_desk_says_so_and_offers_what_it_still_can() -> None:
    """A call back, or the voicemail, where also those land who press nothing."""
    caller = Caller(CLOSED.model_copy(update={"language": "en"}))
    assert words(caller.last) == "We are closed. To be called back, press 9. To leave a message, press 0."
    assert "Record" in verbs(caller.press())


def test_a_team_that_is_closed_is_not_waited_for() -> None:
    """Though the line itself is open."""
    caller = Caller()
    caller.situation = CLOSED
    assert words(caller.press("2")).startswith("We are closed.")


def test_a_line_may_have_words_of_its_own() -> None:
    """In the place of the product's; the others stay."""
    assert CONNECTION.menu is not None
    own = CONNECTION.menu.model_validate(
        CONNECTION.menu.model_dump() | {"phrases": {"en-GB": {"option": "{digit} is for {label}."}}}
    )
    assert "1 is for orders. 2 is for returns. To be called back" in words(
        Caller(connection=CONNECTION.model_copy(update={"menu": own})).last
    )


def test_without_a_menu_there_is_the_voicemail() -> None:
    """In English."""
    bare = CONNECTION.model_copy(update={"menu": None})
    assert verbs(Caller(OPEN, bare).last) == ["Say", "Say", "Record", "Say", "Hangup"]


@pytest.mark.parametrize("step", ["transcript", "status", "delivery"])
def test_what_no_caller_waits_for_is_answered_with_nothing(step: str) -> None:
    """An empty answer is what Twilio wants then."""
    assert verbs(Caller().at(f"step={step}")) == []


def test_a_way_that_is_no_more_is_followed_as_far_as_there_is_one() -> None:
    """The menu may be changed while somebody is in it."""
    assert "For a delivery" in words(Caller().at("step=menu&at=188&lang=en-GB", Digits="#"))


def test_labels_are_escaped() -> None:
    """A menu's text is text, never TwiML; what XML cannot hold is left out."""
    assert CONNECTION.menu is not None
    own = CONNECTION.menu.model_copy(update={"greeting": {"en-GB": "A & <B>\u0001"}})
    assert "A & <B>" in words(Caller(connection=CONNECTION.model_copy(update={"menu": own})).last)


def test_what_is_no_call_is_unreadable() -> None:
    """Without a call there is nobody to answer."""
    with pytest.raises(UnreadableError):
        answer(Request(body=b"x=1", received_at=NOW), CONNECTION, Caller().inquire)
