"""Idempotency keys: what a caller does under a key is done once, and anything else under the same key is refused."""

import hashlib
import json
from collections.abc import Sequence

from transom.errors import InvalidError


def digest(content: Sequence[str]) -> str:
    """Return what tells one content from another."""
    return hashlib.sha256(json.dumps(list(content)).encode()).hexdigest()


def check_same(known: object, wanted: str) -> None:
    """Refuse another content under a key that was used before."""
    if known != wanted:
        reason = "was used before for another content"
        raise InvalidError(f"The idempotency key {reason}.", fields={"Idempotency-Key": reason})
