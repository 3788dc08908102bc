"""A caller who walks through the menu of a line: Twilio asks the desk what they hear, step by step."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import httpx
from defusedxml.ElementTree import fromstring

from transom_cli.providers import twilio_voice
from transom_cli.providers.stage import Scene
from transom_cli.send import played

NOTHING = "."
"""Among the keys: the caller waits, and presses none."""


def walk(scene: Scene, keys: str, http: httpx.Client) -> Iterator[str]:
    """Yield what a caller hears who presses these keys one after the other, then says the text, and hangs up."""
    heard = _ask(scene, "", {}, http)
    yield words(heard)
    for key in keys:
        heard = _ask(scene, _next(heard), {} if key == NOTHING else {"Digits": key}, http)
        if heard.find("Dial") is not None:
            yield words(heard)
            heard = _ask(scene, _next(heard), {"DialCallStatus": "no-answer"}, http)
        yield words(heard)
    if scene.text:
        yield words(_say(scene, heard, http))
    _ask(scene, "step=status", {"CallStatus": "completed", "CallDuration": "42"}, http)


def words(heard: Element) -> str:
    """Return what is spoken."""
    return " ".join(say.text or "" for say in heard.iter("Say"))


def _say(scene: Scene, heard: Element, http: httpx.Client) -> Element:
    """Say the text to the menu, or to the voicemail, which is transcribed afterwards."""
    record = heard.find("Record")
    if record is None:
        return _ask(scene, _next(heard), {"SpeechResult": scene.text}, http)
    recording = twilio_voice.recording(scene)
    answered = _ask(scene, _next(heard), recording, http)
    if transcript := record.get("transcribeCallback"):
        _ask(scene, urlsplit(transcript).query, {**recording, "TranscriptionText": scene.text}, http)
    return answered


def _next(heard: Element) -> str:
    """Return the query of the address that comes next; once the call is over, of none that means anything."""
    verb = next((verb for verb in heard.iter() if verb.get("action")), None)
    return urlsplit(verb.get("action") or "").query if verb is not None else "step=status"


def _ask(scene: Scene, query: str, told: dict[str, str], http: httpx.Client) -> Element:
    answer = played.call(scene, twilio_voice.step(scene, query, **told), http)
    heard: Element = fromstring(answer.text)
    return heard
