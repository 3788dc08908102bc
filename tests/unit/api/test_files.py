"""What a customer reads by a link that they were sent."""

from datetime import UTC, datetime, timedelta

import boto3

from tests.unit.api.caller import call
from transom.aws import blobs
from transom.store import Store
from transom.store.links import LASTS
from transom.testing.cloud import ENVIRONMENT

KEY = "media/01K0/1"


def _linked(store: Store, *, ago: timedelta = timedelta()) -> None:
    blobs.put(KEY, b"%PDF", "application/pdf")
    store.links.issue("SECRET", KEY, "invoice.pdf", datetime.now(UTC) - ago)


def test_a_link_leads_to_its_file(store: Store) -> None:
    """It needs no token, and the address that it leads to is new each time."""
    _linked(store)
    answer = call("GET", "/v1/files/SECRET")
    assert answer.status == 302
    assert answer.headers["Location"] == answer.json["location"]
    assert f"{ENVIRONMENT['TRANSOM_BUCKET']}" in answer.headers["Location"]
    assert "invoice.pdf" in answer.headers["Location"]


def test_a_link_that_is_none_leads_nowhere(store: Store) -> None:
    """Nor does one whose month is over."""
    _linked(store, ago=LASTS)
    assert call("GET", "/v1/files/SECRET").status == 404
    assert call("GET", "/v1/files/OTHER").status == 404


def test_what_was_erased_is_not_read_by_a_link(store: Store) -> None:
    """The link is older than the erasure."""
    _linked(store)
    blobs.remove(KEY)
    assert call("GET", "/v1/files/SECRET").status == 404


def test_the_table_holds_no_link(store: Store) -> None:
    """Who reads the table reads the digests of secrets."""
    _linked(store)
    rows = boto3.client("dynamodb").scan(TableName=ENVIRONMENT["TRANSOM_TABLE"])["Items"]
    assert any(row["pk"]["S"].startswith("L#") for row in rows)
    assert "SECRET" not in str(rows)
