"""The signed token by which an answer finds its conversation, or the request in it that was asked by mail.

It stands in a plus address, in our message ids, and as a mark in the text.
"""

import re
from base64 import b32encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from hmac import compare_digest
from hmac import digest as hmac_digest

_ID_LENGTH = 8
_MARK_BYTES = 10
_MARK_LENGTH = 16
_PLACE = re.compile(r"[+.]([0-9a-z]{24})[@\]]", re.IGNORECASE)
_REQUEST_PLACE = re.compile(r"[+.]([0-9a-z]{32})[@\]]", re.IGNORECASE)


def sign(conversation_id: str, key: str, request_id: str = "") -> str:
    """Return the token of a conversation, or of a request in it, in small letters and digits.

    Relays change the case of addresses.
    """
    return f"{conversation_id}{request_id}{_mark(conversation_id, key, request_id)}".lower()


def mark(token: str) -> str:
    """Return a token as it stands in a mail's text, for relays that write anew both addresses and ids."""
    return f"[ref.{token}]"


def find(texts: Iterable[str], keys: Sequence[str]) -> str | None:
    """Return the conversation that the first valid token names, in addresses or message ids such as `x+<token>@y`."""
    tokens = (match[1] for text in texts for match in _PLACE.finditer(text))
    return next((found[0] for token in tokens if (found := _signed(token, keys))), None)


def find_request(texts: Iterable[str], keys: Sequence[str]) -> tuple[str, str] | None:
    """Return the conversation, and the request in it, that the first valid token of a request names."""
    tokens = (match[1] for text in texts for match in _REQUEST_PLACE.finditer(text))
    return next((found for token in tokens if (found := _signed(token, keys))), None)


def _signed(token: str, keys: Sequence[str]) -> tuple[str, str] | None:
    named, given = token[:-_MARK_LENGTH].upper(), token[-_MARK_LENGTH:].upper()
    conversation_id, request_id = named[:_ID_LENGTH], named[_ID_LENGTH:]
    valid = [compare_digest(given, _mark(conversation_id, key, request_id)) for key in keys if key]
    return (conversation_id, request_id) if any(valid) else None


def _mark(conversation_id: str, key: str, request_id: str) -> str:
    signed = f"conversation {conversation_id}" + (f" request {request_id}" if request_id else "")
    mark = hmac_digest(key.encode(), signed.encode(), sha256)
    return b32encode(mark[:_MARK_BYTES]).decode()
