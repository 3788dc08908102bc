"""Proofs of who sent a request."""

from datetime import UTC, datetime, timedelta

import pytest

from transom.errors import UnauthenticError
from transom.provider.proof import check, check_signature, check_time, hmac_base64, hmac_hex

NOW = datetime(2026, 11, 16, tzinfo=UTC)


def test_hmacs_are_those_of_the_published_vector() -> None:
    """RFC 4231, test case 2."""
    assert hmac_hex("Jefe", b"what do ya want for nothing?").startswith("5bdcc146bf60754e6a042426089575c7")
    assert hmac_base64(b"Jefe", b"what do ya want for nothing?").startswith("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnex")


@pytest.mark.parametrize("given", ["", "wrong", "gué", "\udcff", "x" * 100_000])
def test_anything_but_an_accepted_value_is_refused(given: str) -> None:
    """Also what is empty, no ASCII, or no text at all."""
    with pytest.raises(UnauthenticError):
        check(given, ["right"], "no")


def test_an_empty_secret_proves_nothing() -> None:
    """A connection without a secret accepts nobody."""
    with pytest.raises(UnauthenticError):
        check("", [""], "no")
    with pytest.raises(UnauthenticError):
        check_signature("x", [], lambda secret: secret, "no")


def test_either_secret_may_have_signed() -> None:
    """While a secret is rotated, both work."""
    for secret in ("new", "old"):
        check_signature(hmac_hex(secret, b"body"), ["new", "old"], lambda each: hmac_hex(each, b"body"), "no")


def test_a_request_has_its_time() -> None:
    """A replay comes too late; a clock that is ahead is as wrong."""
    check_time(NOW - timedelta(seconds=300), NOW, timedelta(minutes=5))
    for seconds in (301, -301):
        with pytest.raises(UnauthenticError):
            check_time(NOW - timedelta(seconds=seconds), NOW, timedelta(minutes=5))
