"""The signed token by which an answer finds its conversation: in a plus address, and in our message ids."""

import re
from base64 import b32encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from hmac import compare_digest
from hmac import digest as hmac_digest

_ID_LENGTH = 8
_MARK_BYTES = 10
_PLACE = re.compile(r"[+.]([0-9a-z]{24})[@\]]", re.IGNORECASE)


def sign(conversation_id: str, key: str) -> str:
    """Return the token of a conversation, in small letters and digits: relays change the case of addresses."""
    return f"{conversation_id}{_mark(conversation_id, key)}".lower()


def mark(conversation_id: str, key: str) -> str:
    """Return the token as it stands in a mail's text, for relays that write anew both addresses and ids."""
    return f"[ref.{sign(conversation_id, key)}]"


def find(texts: Iterable[str], keys: Sequence[str]) -> str | None:
    """Return the conversation that the first valid token names, in addresses or message ids such as `x+<token>@y`."""
    tokens = (match[1] for text in texts for match in _PLACE.finditer(text))
    return next((found for token in tokens if (found := _signed(token, keys))), None)


def _signed(token: str, keys: Sequence[str]) -> str | None:
    conversation_id = token[:_ID_LENGTH].upper()
    given = token[_ID_LENGTH:].upper()
    valid = [compare_digest(given, _mark(conversation_id, key)) for key in keys if key]
    return conversation_id if any(valid) else None


def _mark(conversation_id: str, key: str) -> str:
    mark = hmac_digest(key.encode(), f"conversation {conversation_id}".encode(), sha256)
    return b32encode(mark[:_MARK_BYTES]).decode()
