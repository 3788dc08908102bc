"""How a brand speaks to its customers by itself: in its own words where it has some, else in the desk's."""

from collections.abc import Iterable
from dataclasses import replace

from transom.core.phrases import filled
from transom.core.templates import LANGUAGES, Language, spoken
from transom.model import Conversation, Desk


def language_of(conversation: Conversation, desk: Desk) -> Language:
    """Return the sentences for a conversation's customer, in their language or in the brand's."""
    brand = desk.presentation(conversation.door.connection)
    language = spoken(conversation.language, brand.language)
    own = next((voice for tag, voice in brand.voice.items() if LANGUAGES.get(tag) is language), None)
    return replace(language, **own.model_dump(exclude_none=True)) if own else language


def said(sentences: Iterable[str], conversation: Conversation, desk: Desk, **stated: str) -> str:
    """Return sentences as paragraphs, their variables filled in; `wait_low` stands for `{{wait.low}}`."""
    more = {name.replace("_", "."): value for name, value in stated.items()}
    return filled("\n\n".join(sentences), conversation, desk, more=more)
