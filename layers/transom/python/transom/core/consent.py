"""The words by which a customer ends the writing to them, or allows it again, as the rules of SMS have them."""

_OUT = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke", "стоп", "отписаться"})
_IN = frozenset({"start", "unstop", "yes", "subscribe", "старт"})


def wish(text: str) -> bool | None:
    """Return True when the whole text allows writing, False when it forbids it, None when it says something else.

    The English words are those of the CTIA's Messaging Principles and of Twilio's default keywords.
    """
    word = text.strip().strip(".!\"'").replace("-", "").replace(" ", "").casefold()
    if word in _OUT:
        return False
    return True if word in _IN else None
