"""The verbs of TwiML that a call of the desk is made of."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

type Verb = Element

RECORDING_SECONDS = 120
"""Twilio transcribes recordings of two minutes at most."""
PAUSE_SECONDS = 6


def document(verbs: Iterable[Verb]) -> str:
    """Return a whole answer."""
    response = Element("Response")
    response.extend(verbs)
    return '<?xml version="1.0" encoding="UTF-8"?>' + tostring(response, encoding="unicode")


def say(text: str, language: str) -> Verb:
    """Speak a text; what XML cannot hold is left out."""
    verb = Element("Say", {"language": language})
    verb.text = "".join(character for character in text if character >= " " or character in "\n\t")
    return verb


def gather(action: str, language: str, spoken: Iterable[Verb], hints: Iterable[str] = ()) -> Verb:
    """Ask for a digit or a word; the next step is asked for also when there is none."""
    verb = Element("Gather", _asking(action, language))
    if words := ", ".join(hints):
        verb.set("hints", words)
    verb.extend(spoken)
    return verb


def _asking(action: str, language: str) -> dict[str, str]:
    return {
        "input": "dtmf speech",
        "numDigits": "1",
        "timeout": str(PAUSE_SECONDS),
        "speechTimeout": "auto",
        "language": language,
        "action": action,
        "method": "POST",
        "actionOnEmptyResult": "true",
    }


def record(action: str, transcript: str) -> Verb:
    """Record a voicemail, and have it transcribed."""
    return Element(
        "Record",
        {
            "action": action,
            "method": "POST",
            "maxLength": str(RECORDING_SECONDS),
            "finishOnKey": "#",
            "playBeep": "true",
            "transcribe": "true",
            "transcribeCallback": transcript,
        },
    )


def hangup() -> Verb:
    """End the call."""
    return Element("Hangup")


def spoken_call(text: str, language: str) -> str:
    """Return a call that speaks a text, a moment after somebody answered."""
    response = Element("Response")
    SubElement(response, "Pause", {"length": "1"})
    response.extend([say(text, language), hangup()])
    return tostring(response, encoding="unicode")
