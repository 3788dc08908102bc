"""The verbs of TwiML that a call of the desk is made of."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

type Verb = Element

RECORDING_SECONDS = 120
"""Twilio transcribes recordings of two minutes at most."""
TRANSCRIBED = "en"
"""The language that Twilio transcribes recordings in, the only one."""
MUSIC_SECONDS = 20
RINGING_SECONDS = 20
_ASKING = {"numDigits": "1", "timeout": "6", "finishOnKey": "", "method": "POST", "actionOnEmptyResult": "true"}


def document(verbs: Iterable[Verb]) -> str:
    """Return a whole answer."""
    response = Element("Response")
    response.extend(verbs)
    return '<?xml version="1.0" encoding="UTF-8"?>' + tostring(response, encoding="unicode")


def say(text: str, language: str, voice: str = "") -> Verb:
    """Speak a text; what XML cannot hold is left out."""
    verb = Element("Say", {"language": language} | ({"voice": voice} if voice else {}))
    verb.text = "".join(character for character in text if character >= " " or character in "\n\t")
    return verb


def gather(action: str, spoken: Iterable[Verb], *, language: str = "", hints: Iterable[str] = ()) -> Verb:
    """Ask for a digit, or in a language for a word, too; the next step is asked for also when there is none."""
    verb = Element("Gather", {"input": "dtmf", **_ASKING, "action": action})
    if language:
        verb.attrib.update({"input": "dtmf speech", "speechTimeout": "auto", "language": language})
    if words := ", ".join(hints):
        verb.set("hints", words)
    verb.extend(spoken)
    return verb


def music(address: str | None) -> Verb:
    """Play music, or nothing for as long."""
    if not address:
        return Element("Pause", {"length": str(MUSIC_SECONDS)})
    verb = Element("Play")
    verb.text = address
    return verb


def dial(action: str, number: str) -> Verb:
    """Ring at a telephone; the next step is asked for when nobody answers, or when it is over."""
    verb = Element("Dial", {"action": action, "method": "POST", "timeout": str(RINGING_SECONDS)})
    verb.text = number
    return verb


def record(action: str, transcript: str = "") -> Verb:
    """Record a voicemail, and have it transcribed if its transcript has an address."""
    transcribed = {"transcribe": "true", "transcribeCallback": transcript} if transcript else {}
    return Element(
        "Record",
        {
            "action": action,
            "method": "POST",
            "maxLength": str(RECORDING_SECONDS),
            "finishOnKey": "#",
            "playBeep": "true",
            **transcribed,
        },
    )


def hangup() -> Verb:
    """End the call."""
    return Element("Hangup")


def spoken_call(text: str, language: str, voice: str) -> str:
    """Return a call that speaks a text, a moment after somebody answered."""
    response = Element("Response")
    SubElement(response, "Pause", {"length": "1"})
    response.extend([say(text, language, voice), hangup()])
    return tostring(response, encoding="unicode")
