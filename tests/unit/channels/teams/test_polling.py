"""The keys that prove Microsoft's requests are learnt without anybody's sending something."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from channels.teams.polling import poll
from tests.samples import sample_connection
from transom.http import new_client
from transom.provider import renewal
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("teams").model_copy(update={"settings": {"app_id": "APP"}})
KEY = {"kid": "new", "kty": "RSA", "n": "AQAB", "e": "AQAB", "endorsements": ["msteams"]}
PUBLISHED = httpx.Response(200, json={"keys": [KEY]})


def asked(published: httpx.Response, cursor: str = "", keys: str = "{}") -> tuple[str, str | None, int]:
    """Return the cursor after a poll, the keys that are to be kept, and how often Microsoft was asked."""
    renewal.renewed()
    outbox = Outbox(lambda _: published)
    known = CONNECTION.model_copy(update={"secret": CONNECTION.secret | {"signing_keys": keys}})
    polled = poll(known, cursor, new_client(outbox.transport()))
    assert polled.requests == ()
    kept = renewal.renewed().get("sample", {}).get("signing_keys")
    assert all(request.url.host == "login.botframework.com" for request in outbox.requests)
    return polled.cursor, kept, len(outbox.requests)


def test_new_keys_are_kept_once() -> None:
    """Those that are published; the same ones are no news."""
    _, kept, _ = asked(PUBLISHED)
    assert kept
    assert '"kid":"new"' in kept
    assert asked(PUBLISHED, keys=kept)[1] is None


def test_microsoft_is_asked_once_a_day() -> None:
    """And at once where the cursor was dropped."""
    cursor, _, times = asked(PUBLISHED)
    assert times == 1
    assert asked(PUBLISHED, cursor) == (cursor, None, 0)
    yesterday = (datetime.now(UTC) - timedelta(hours=24)).isoformat()
    assert asked(PUBLISHED, yesterday)[2] == 1


@pytest.mark.parametrize("published", [httpx.Response(200, json={"keys": []}), httpx.Response(200, content=b"<html>")])
def test_what_is_no_set_of_keys_changes_nothing(published: httpx.Response) -> None:
    """A page of an outage must not lock all customers out, and is asked for again soon."""
    assert asked(published, keys='{"keys": []}') == ("", None, 1)
