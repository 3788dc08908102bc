"""What a caller hears next, as TwiML: it follows from Twilio's request, from the menu, and from how the desk stands."""

from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from channels.twilio_voice import twiml
from channels.twilio_voice.calls import MOST, Asked, Call, Step
from channels.twilio_voice.menu import chosen, menu_of, tag_of
from channels.twilio_voice.phrases import Phrases, length, phrases
from transom.channel import Connection, Inquiry, Request, Response, Situation
from transom.model.menu import LineMenu

ATTEMPTS = 3
"""How often a menu is said before a caller who chooses nothing comes to the voicemail."""

ROUNDS = 40
"""How often a caller who waits is told their place, before they come to the voicemail."""


@dataclass(frozen=True)
class Turn:
    """One request of a call, with all that the answer depends on."""

    call: Call
    asked: Asked
    connection: Connection
    inquire: Inquiry

    @property
    def menu(self) -> LineMenu:
        """Return the line's menu."""
        return menu_of(self.connection)

    @property
    def situation(self) -> Situation:
        """Return how the desk stands for whom the caller has chosen."""
        return self.inquire(self.call.door(self.connection), self.menu.team_at(self.asked.path))

    @property
    def tag(self) -> str:
        """Return the language that is spoken."""
        return tag_of(self.menu, self.asked.language)

    @property
    def phrases(self) -> Phrases:
        """Return the sentences of that language."""
        return phrases(self.menu, self.tag)

    def going(self, **asked: str) -> "Turn":
        """Return the turn by another way through the tree, or in another language."""
        return replace(self, asked=self.asked.model_copy(update=asked))

    def at(self, step: Step, attempt: int = 1) -> str:
        """Return our address for a next step."""
        asked = self.asked
        query = {"step": step.value, "at": asked.path, "lang": self.tag, "turn": min(asked.turn + 1, MOST)}
        return f"{self.connection.url}?{urlencode({**query, 'try': attempt})}"

    def said(self, *sentences: str) -> list[twiml.Verb]:
        """Return sentences as they are spoken."""
        return [_say(self, self.tag, " ".join(sentences))] if any(sentences) else []


def answer(request: Request, connection: Connection, inquire: Inquiry) -> Response:
    """Return what the caller hears next; raises `UnreadableError` for what is no request of a call."""
    verbs = _verbs(Turn(Call.of(request), Asked.of(request), connection, cache(inquire)))
    return Response(headers={"content-type": "text/xml"}, body=twiml.document(verbs))


def _verbs(turn: Turn) -> list[twiml.Verb]:  # noqa: PLR0911 - one for each step
    match turn.asked.step:
        case Step.START:
            return _start(turn)
        case Step.LANGUAGE:
            return _greeted(turn.going(language=_chosen_language(turn)))
        case Step.MENU:
            return _aside(turn) or _after_menu(turn)
        case Step.WAIT:
            return _aside(turn) or _after_wait(turn)
        case Step.DIALLED:
            return _after_dialling(turn)
        case Step.VOICEMAIL:
            return [*turn.said(turn.phrases.goodbye), twiml.hangup()]
        case _:
            return []


def _start(turn: Turn) -> list[twiml.Verb]:
    """Greet in the caller's language; ask for it where several are spoken and theirs is not known."""
    languages = turn.menu.languages
    known = turn.menu.speaks(turn.situation.language)
    if known or len(languages) == 1:
        return _greeted(turn.going(language=known or turn.tag))
    offers = [
        _say(turn, tag, phrases(turn.menu, tag).language.replace("{digit}", language.digit or ""))
        for tag, language in languages.items()
    ]
    return [twiml.gather(turn.at(Step.LANGUAGE), offers)]


def _chosen_language(turn: Turn) -> str:
    pressed = turn.call.Digits
    return next((tag for tag, each in turn.menu.languages.items() if pressed and each.digit == pressed), turn.tag)


def _greeted(turn: Turn) -> list[twiml.Verb]:
    if not turn.situation.is_open:
        return _closed(turn)
    greeting = turn.said(turn.menu.greeting.get(turn.tag, ""))
    return [*greeting, *(_choices(turn) if turn.menu.options or turn.menu.callback else _voicemail(turn))]


def _closed(turn: Turn) -> list[twiml.Verb]:
    told = turn.said(turn.menu.closed.get(turn.tag, ""))
    if not turn.menu.callback:
        return [*told, *_voicemail(turn)]
    return [twiml.gather(turn.at(Step.WAIT), [*told, *turn.said(*_other_ways(turn))])]


def _choices(turn: Turn, attempt: int = 1) -> list[twiml.Verb]:
    """Say what can be chosen here, and listen."""
    menu, said = turn.menu, turn.phrases
    options = menu.options_at(turn.asked.path)
    offers = [_filled(said.option, option.digit, option.label.get(turn.tag, "")) for option in options]
    offers += _other_ways(turn)
    offers += [_filled(said.back, menu.back)] if turn.asked.path else []
    offers += [_filled(said.repeat, menu.repeat)]
    words = [word for option in options for word in (option.label.get(turn.tag, ""), *option.words)]
    return [twiml.gather(turn.at(Step.MENU, attempt), turn.said(*offers), language=turn.tag, hints=words)]


def _other_ways(turn: Turn) -> list[str]:
    menu, said = turn.menu, turn.phrases
    offers = [_filled(said.callback, menu.callback)] if menu.callback else []
    return offers + ([_filled(said.voicemail, menu.voicemail)] if menu.voicemail else [])


def _aside(turn: Turn) -> list[twiml.Verb]:
    """Answer what can be pressed at any time."""
    menu, pressed, said = turn.menu, turn.call.Digits, turn.phrases
    if menu.callback and pressed == menu.callback:
        return [*turn.said(said.promise, said.goodbye), twiml.hangup()]
    return _voicemail(turn) if menu.voicemail and pressed == menu.voicemail else []


def _after_menu(turn: Turn) -> list[twiml.Verb]:
    menu, path, attempt = turn.menu, turn.asked.path, turn.asked.attempt
    pressed, speech = turn.call.Digits, turn.call.SpeechResult
    if pressed == menu.back and path:
        return _choices(turn.going(path=path[:-1]))
    if pressed == menu.repeat:
        return _choices(turn, attempt)
    if option := chosen(menu, path, pressed, speech):
        inner, label = turn.going(path=path + option.digit), option.label.get(turn.tag, "")
        if option.options:
            return [*inner.said(option.greeting.get(turn.tag, "")), *_choices(inner)]
        return _begun_to_wait(inner, label)
    if attempt >= ATTEMPTS:
        return _voicemail(turn)
    return [*turn.said(turn.phrases.not_understood), *_choices(turn, attempt + 1)]


def _begun_to_wait(turn: Turn, label: str) -> list[twiml.Verb]:
    if not turn.situation.is_open:
        return _closed(turn)
    return [*turn.said(f"{label}."), *(_put_through(turn, 1) or _announced(turn, 1))]


def _after_wait(turn: Turn) -> list[twiml.Verb]:
    """Go on with the waiting: nothing was pressed that means anything."""
    attempt = turn.asked.attempt
    if not turn.situation.is_open or attempt >= ROUNDS:
        return _voicemail(turn)
    return _put_through(turn, attempt + 1) or _announced(turn, attempt + 1)


def _put_through(turn: Turn, attempt: int) -> list[twiml.Verb]:
    """Ring at the team's telephone, if it has one."""
    phone = turn.situation.phone
    if not phone:
        return []
    return [*turn.said(turn.phrases.connecting), twiml.dial(turn.at(Step.DIALLED, attempt), phone)]


def _after_dialling(turn: Turn) -> list[twiml.Verb]:
    if turn.call.was_put_through:
        return [*turn.said(turn.phrases.goodbye), twiml.hangup()]
    return _announced(turn, turn.asked.attempt)


def _announced(turn: Turn, attempt: int) -> list[twiml.Verb]:
    """Tell the place and the wait, then play music; whatever is pressed meanwhile is heard."""
    said, situation = turn.phrases, turn.situation
    told = [said.position.replace("{position}", str(situation.position))] if situation.position is not None else []
    told += [said.wait.replace("{wait}", length(situation.wait, turn.tag))] if situation.wait else []
    spoken = turn.said(*told, *_other_ways(turn))
    return [twiml.gather(turn.at(Step.WAIT, attempt), [*spoken, twiml.music(turn.menu.music)])]


def _voicemail(turn: Turn) -> list[twiml.Verb]:
    said = turn.phrases
    transcript = turn.at(Step.TRANSCRIPT) if turn.tag.startswith(twiml.TRANSCRIBED) else ""
    record = twiml.record(turn.at(Step.VOICEMAIL), transcript)
    return [*turn.said(said.record), record, *turn.said(said.goodbye), twiml.hangup()]


def _say(turn: Turn, tag: str, text: str) -> twiml.Verb:
    return twiml.say(text, tag, turn.menu.languages[tag].voice)


def _filled(phrase: str, digit: str, label: str = "") -> str:
    return phrase.replace("{label}", label).replace("{digit}", digit)
