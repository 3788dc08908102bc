"""Media fetched from a provider."""

import tracemalloc
from collections.abc import Callable, Iterator
from io import SEEK_END

import httpx
import pytest

from transom import http
from transom.channel import Connection, Download
from transom.errors import NotFoundError, TooLargeError, UnavailableError
from transom.model import Attachment
from transom.provider.media import download
from transom.testing.fakes import Outbox

PHOTO = Attachment(id="0", name="photo.jpg")
KEY = {"Authorization": "Bearer t0ken"}


def fetched(
    url: str, answer: Callable[[httpx.Request], httpx.Response], base_url: str = ""
) -> tuple[Download, list[httpx.Request]]:
    """Fetch a file from a provider that answers so; return it with the requests that were made."""
    outbox = Outbox(answer)
    connection = Connection(id="c", channel="x", settings={"base_url": base_url})
    client = http.new_client(outbox.transport())
    got = download(
        PHOTO,
        url,
        client,
        connection=connection,
        hosts=("api.example.com", "*.cdn.example.com"),
        limit=9,
        credentials=KEY,
    )
    return got, outbox.requests


def ok(_request: httpx.Request) -> httpx.Response:
    """Hand the file out."""
    return httpx.Response(200, content=b"jpeg", headers={"content-type": "image/jpeg; q=1"})


def to_cdn(request: httpx.Request) -> httpx.Response:
    """Send the caller on to another host."""
    if request.url.host == "api.example.com":
        return httpx.Response(307, headers={"location": "https://eu.cdn.example.com/f"})
    return ok(request)


def test_a_file_comes_with_the_type_that_its_host_states() -> None:
    """What the message did not say, the file's own host does."""
    got, _ = fetched("https://api.example.com/f", ok)
    assert (got.read(), got.mime, got.name) == (b"jpeg", "image/jpeg", "photo.jpg")


def test_the_credential_goes_to_the_first_host_alone() -> None:
    """A redirect to the provider's other host is followed, without the token."""
    got, requests = fetched("https://api.example.com/f", to_cdn)
    assert got.read() == b"jpeg"
    assert [request.url.host for request in requests] == ["api.example.com", "eu.cdn.example.com"]
    assert [request.headers.get("authorization") for request in requests] == ["Bearer t0ken", None]


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.com/f",
        "https://api.example.com.evil.example/f",
        "https://cdn.example.com/f",
        "https://evilcdn.example.com/f",
        "https://api.example.com:8443/f",
        "https://user@api.example.com/f",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "",
        "https://[",
    ],
)
def test_no_other_place_is_asked(url: str) -> None:
    """Neither another host, nor one that looks like it, nor another scheme or port."""
    with pytest.raises(NotFoundError):
        fetched(url, ok)


def test_a_redirect_elsewhere_is_not_followed() -> None:
    """The provider's own host may be made to point inside."""
    with pytest.raises(NotFoundError):
        fetched("https://api.example.com/f", lambda _: httpx.Response(302, headers={"location": "http://127.0.0.1/"}))


def test_an_endless_redirect_ends() -> None:
    """Four hops are enough."""
    with pytest.raises(NotFoundError):
        fetched("https://api.example.com/f", lambda _: httpx.Response(302, headers={"location": "/f"}))


def test_the_connection_s_own_address_is_one_of_the_hosts() -> None:
    """A provider that stands elsewhere, such as on this machine, is asked there."""
    got, _ = fetched("http://127.0.0.1:9/f", ok, base_url="http://127.0.0.1:9/telegram")
    assert got.read() == b"jpeg"
    with pytest.raises(NotFoundError):
        fetched("http://127.0.0.1:90/f", ok, base_url="http://127.0.0.1:9/telegram")


def test_what_is_too_large_or_gone_or_late_is_told_apart() -> None:
    """Only what may come later is tried again."""
    with pytest.raises(TooLargeError):
        fetched("https://api.example.com/f", lambda _: httpx.Response(200, content=b"0123456789"))
    with pytest.raises(NotFoundError):
        fetched("https://api.example.com/f", lambda _: httpx.Response(404))
    with pytest.raises(UnavailableError):
        fetched("https://api.example.com/f", lambda _: httpx.Response(503))


def test_a_large_file_is_not_held_in_memory() -> None:
    """It comes in pieces, and goes to the disk."""
    pieces = (bytes(1_000_000) for _ in range(60))
    client = http.new_client(httpx.MockTransport(lambda _: httpx.Response(200, content=pieces)))
    connection = Connection(id="c", channel="x")
    tracemalloc.start()
    url, hosts = "https://api.example.com/f", ("api.example.com",)
    got = download(PHOTO, url, client, connection=connection, hosts=hosts, limit=100_000_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    with got.body:
        assert got.body.seek(0, SEEK_END) == 60_000_000
    assert most < 25_000_000


def test_a_line_that_breaks_may_be_tried_again() -> None:
    """Also in the middle of the file."""

    def broken() -> Iterator[bytes]:
        yield b"jp"
        raise httpx.ReadError("gone")

    with pytest.raises(UnavailableError):
        fetched("https://api.example.com/f", lambda _: httpx.Response(200, content=broken()))
