"""Connections and the secrets that providers give them anew."""

from collections.abc import Iterator

import pytest

from transom.aws import secrets
from transom.channel import Connection
from transom.connections import keep_renewed
from transom.errors import UnavailableError
from transom.log import logger
from transom.provider import renewal
from transom.testing.cloud import environment
from transom.testing.desk import DeskUnderTest

LINE = Connection(id="line", channel="bitrix24", secret={"refresh_token": "r1", "client_id": "c"})


@pytest.fixture
def secret(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return the name of the secret that a function of the channel reads."""
    desk.keep_secrets("bitrix24", {"line": {"current": dict(LINE.secret)}})
    with environment(monkeypatch, {"TRANSOM_SECRET": "transom/test/bitrix24"}):
        yield "transom/test/bitrix24"


def test_what_a_provider_gave_anew_is_kept(secret: str) -> None:
    """The new token takes the old one's place, which stays accepted; the other fields stay."""
    renewal.renew(LINE, "refresh_token", "r2")
    keep_renewed(logger("test"))
    current, previous = secrets.connection_secret(secret, "line")
    assert current == {"refresh_token": "r2", "client_id": "c"}
    assert previous["refresh_token"] == "r1"
    assert renewal.renewed() == {}


def test_the_same_value_again_is_no_news() -> None:
    """Nor is a provider that gives none."""
    renewal.renew(LINE, "refresh_token", "r1")
    renewal.renew(LINE, "refresh_token", "")
    assert renewal.renewed() == {}


def test_what_cannot_be_kept_now_is_kept_the_next_time(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret that cannot be read loses no token, and no message fails for it."""
    renewal.renew(LINE, "refresh_token", "r2")
    monkeypatch.setattr(secrets, "rotate", _refuse)
    keep_renewed(logger("test"))
    assert renewal.renewed() == {"line": {"refresh_token": "r2"}}
    assert secrets.connection_secret(secret, "line")[0]["refresh_token"] == "r1"


def _refuse(*_: object) -> None:
    raise UnavailableError("Secrets Manager does not answer")
