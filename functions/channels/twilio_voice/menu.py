"""What callers hear and can choose: the tree of the spoken menu, read from a setting."""

from typing import Self

from pydantic import Field, ValidationError

from transom.channel import Connection
from transom.model import Frozen


class Option(Frozen):
    """A choice by a digit, or by one of its words."""

    digit: str = Field(pattern=r"^[0-9*#]$")
    label: str
    words: tuple[str, ...] = ()
    team: str = ""

    def is_said(self, speech: str) -> bool:
        """Tell whether what the caller said names this choice."""
        return any(word and _plain(word) in _plain(speech) for word in (self.label, *self.words))


def _plain(words: str) -> str:
    """Return words without case and punctuation, with a space around each."""
    letters = "".join(character if character.isalnum() else " " for character in words.casefold())
    return f" {' '.join(letters.split())} "


class Phrases(Frozen):
    """The sentences in between, to be said in the desk's own language."""

    option: str = "For {label}, press {digit}."
    callback_offer: str = "To be called back, press {digit}."
    voicemail_offer: str = "To leave a message, press {digit}."
    position: str = "You are number {position} in the queue."
    wait: str = "The wait is about {minutes} minutes."
    record: str = "Please leave a message after the tone, and press the hash key when you are done."
    callback_promise: str = "We will call you back."
    not_understood: str = "Sorry, that was not understood."
    goodbye: str = "Thank you. Goodbye."


class Menu(Frozen):
    """The whole tree; greetings are by language, and are all said one after the other."""

    language: str = "en-US"
    greeting: dict[str, str] = {"en-US": "Welcome."}
    closed: dict[str, str] = {"en-US": "We are closed at the moment."}
    options: tuple[Option, ...] = ()
    callback: str = Field(default="", pattern=r"^[0-9*#]?$")
    """The digit that asks to be called back; none offers no callback."""
    voicemail: str = Field(default="", pattern=r"^[0-9*#]?$")
    """The digit that goes to the voicemail, where else only those land who choose nothing."""
    phrases: Phrases = Phrases()

    @classmethod
    def of(cls, connection: Connection) -> Self:
        """Return a connection's menu; a caller is answered even when the setting cannot be read."""
        try:
            return cls.model_validate_json(connection.settings.get("menu", ""))
        except ValidationError:
            return cls()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to choose."""
        return not (self.options or self.callback)

    def chosen(self, digits: str, speech: str) -> Option | None:
        """Return the option that a caller pressed or named."""
        pressed = (option for option in self.options if digits and option.digit == digits)
        said = (option for option in self.options if not digits and speech and option.is_said(speech))
        return next(pressed, None) or next(said, None)
