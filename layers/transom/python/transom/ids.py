"""How things are named: ULIDs, which sort by time, and short codes, which people read aloud."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from ulid import ULID

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 8
_MOMENT_BYTES = 6
_RANDOM_BYTES = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_ulid(at: datetime) -> str:
    """Return a new ULID of this moment; ids made in one process at the same moment keep their order."""
    return str(ULID.from_timestamp(_milliseconds(at)))


def new_code() -> str:
    """Return a new conversation id: random, short, and without letters that look like digits."""
    return new_secret(_CODE_LENGTH)


def new_secret(length: int) -> str:
    """Return a random secret of capital letters and digits that can be told apart: five bits each."""
    return "".join(secrets.choice(_CROCKFORD) for _ in range(length))


def derived_ulid(at: datetime, seed: str) -> str:
    """Return the one ULID of this moment and seed: who writes the same thing again writes the same id."""
    return _ulid(at, hashlib.sha256(seed.encode()).digest()[:_RANDOM_BYTES])


def first_ulid(at: datetime) -> str:
    """Return the least ULID of this moment: whatever was made since has a greater one."""
    return _ulid(at, bytes(_RANDOM_BYTES))


def moment_of(ulid: str) -> datetime:
    """Return when something was named."""
    return ULID.from_str(ulid).datetime


def _ulid(at: datetime, rest: bytes) -> str:
    return str(ULID(_milliseconds(at).to_bytes(_MOMENT_BYTES, "big") + rest))


def _milliseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(milliseconds=1)
