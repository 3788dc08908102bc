"""What a caller hears next, as TwiML: a pure function of Twilio's request and of how the desk stands."""

from urllib.parse import urlencode

from channels.twilio_voice import twiml
from channels.twilio_voice.calls import Asked, Call, Step
from channels.twilio_voice.menu import Menu
from transom.channel import Connection, Request, Response, Situation
from transom.model import Frozen

ATTEMPTS = 3
"""How often the menu is said before a caller who chooses nothing comes to the voicemail."""


class Turn(Frozen):
    """One request of a call, with all that the answer depends on."""

    call: Call
    asked: Asked
    menu: Menu
    situation: Situation
    url: str

    def at(self, step: Step, attempt: int = 1) -> str:
        """Return our address for a next step."""
        query = {"step": step.value} | ({"try": str(attempt)} if attempt > 1 else {})
        return f"{self.url}?{urlencode(query)}"


def answer(request: Request, connection: Connection, situation: Situation) -> Response:
    """Return what the caller hears next; raises `UnreadableError` for what is no request of a call."""
    turn = Turn(
        call=Call.of(request),
        asked=Asked.of(request),
        menu=Menu.of(connection),
        situation=situation,
        url=connection.url,
    )
    return Response(headers={"content-type": "text/xml"}, body=twiml.document(_verbs(turn)))


def _verbs(turn: Turn) -> list[twiml.Verb]:
    match turn.asked.step:
        case Step.START:
            return _start(turn)
        case Step.MENU:
            return _after_menu(turn)
        case Step.WAIT:
            return _after_wait(turn)
        case Step.VOICEMAIL:
            return [*_said(turn, turn.menu.phrases.goodbye), twiml.hangup()]
        case _:
            return []


def _start(turn: Turn) -> list[twiml.Verb]:
    if not turn.situation.is_open:
        return [*_spoken(turn.menu.closed), *_voicemail(turn)]
    greeting = _spoken(turn.menu.greeting)
    return [*greeting, *(_voicemail(turn) if turn.menu.is_empty else _menu(turn, 1))]


def _menu(turn: Turn, attempt: int) -> list[twiml.Verb]:
    menu, phrases = turn.menu, turn.menu.phrases
    offers = [phrases.option.replace("{label}", item.label).replace("{digit}", item.digit) for item in menu.options]
    offers += [phrases.callback_offer.replace("{digit}", menu.callback)] if menu.callback else []
    offers += [phrases.voicemail_offer.replace("{digit}", menu.voicemail)] if menu.voicemail else []
    hints = [word for option in menu.options for word in (option.label, *option.words)]
    action = turn.at(Step.MENU, attempt)
    return [twiml.gather(action, menu.language, _said(turn, *offers), hints)]


def _after_menu(turn: Turn) -> list[twiml.Verb]:
    call, menu = turn.call, turn.menu
    if menu.callback and call.Digits == menu.callback:
        return _callback(turn)
    if menu.voicemail and call.Digits == menu.voicemail:
        return _voicemail(turn)
    if option := menu.chosen(call.Digits, call.SpeechResult):
        return _wait(turn, option.label)
    if turn.asked.attempt >= ATTEMPTS:
        return _voicemail(turn)
    return [*_said(turn, menu.phrases.not_understood), *_menu(turn, turn.asked.attempt + 1)]


def _wait(turn: Turn, label: str) -> list[twiml.Verb]:
    """Say how long the wait is; who is not called back leaves a message for the team."""
    menu, phrases, situation = turn.menu, turn.menu.phrases, turn.situation
    position, minutes = situation.position, situation.wait_minutes
    told = [f"{label}."]
    told += [phrases.position.replace("{position}", str(position))] if position is not None else []
    told += [phrases.wait.replace("{minutes}", str(minutes))] if minutes is not None else []
    if not menu.callback:
        return [*_said(turn, *told), *_voicemail(turn)]
    offer = phrases.callback_offer.replace("{digit}", menu.callback)
    return [twiml.gather(turn.at(Step.WAIT), menu.language, _said(turn, *told, offer))]


def _after_wait(turn: Turn) -> list[twiml.Verb]:
    is_wish = bool(turn.menu.callback) and turn.call.Digits == turn.menu.callback
    return _callback(turn) if is_wish else _voicemail(turn)


def _callback(turn: Turn) -> list[twiml.Verb]:
    phrases = turn.menu.phrases
    return [*_said(turn, phrases.callback_promise, phrases.goodbye), twiml.hangup()]


def _voicemail(turn: Turn) -> list[twiml.Verb]:
    record = twiml.record(turn.at(Step.VOICEMAIL), turn.at(Step.TRANSCRIPT))
    return [*_said(turn, turn.menu.phrases.record), record, *_said(turn, turn.menu.phrases.goodbye), twiml.hangup()]


def _said(turn: Turn, *sentences: str) -> list[twiml.Verb]:
    return [twiml.say(" ".join(sentences), turn.menu.language)] if any(sentences) else []


def _spoken(by_language: dict[str, str]) -> list[twiml.Verb]:
    return [twiml.say(text, language) for language, text in by_language.items() if text]
