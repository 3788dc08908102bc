"""Media fetched from a provider: from its hosts alone, with the credential for its own host alone, up to a size."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO

import httpx

from transom.channel import Connection, Download
from transom.errors import NotFoundError, TooLargeError, UnavailableError
from transom.http import MAX_BODY
from transom.model import Attachment

MAX_REDIRECTS = 3
IN_MEMORY = 5_000_000
"""Bytes of a file that are held in memory; what is larger goes to the disk."""


def download(
    attachment: Attachment,
    url: str,
    http: httpx.Client,
    *,
    connection: Connection,
    hosts: Iterable[str],
    limit: int,
    credentials: Mapping[str, str] | None = None,
) -> Download:
    """Fetch a file over https from one of the hosts, redirects included.

    `credentials` are headers for the first host, and are sent to no other. The connection's own `base_url` counts as
    one of the hosts, since the provider may stand elsewhere. Raises `NotFoundError` for what is gone or lies elsewhere,
    `TooLargeError` over the limit in bytes, `UnavailableError` for what may come later.
    """
    home = _origin(connection.settings.get("base_url", ""))
    place, first = _place(url, hosts, home), None
    for _ in range(MAX_REDIRECTS + 1):
        first = first or place.host
        headers = dict(credentials or {}) if place.host == first else {}
        with _asked(http, place, headers, limit) as response:
            if not response.has_redirect_location:
                return _taken(attachment, response, limit)
            place = _place(str(response.url.join(response.headers["location"])), hosts, home)
    raise NotFoundError("the file is behind too many redirects")


def spooled(chunks: Iterable[bytes], limit: int) -> IO[bytes]:
    """Return what comes in chunks as a file, of which little is in memory; raises `TooLargeError` over the limit."""
    with ExitStack() as unfinished:
        body = unfinished.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        for chunk in chunks:
            body.write(chunk)
            if body.tell() > limit:
                raise TooLargeError(f"the file has over {limit} bytes, which is the limit")
        body.seek(0)
        unfinished.pop_all()  # whoever asked for it closes it
    return body


@contextmanager
def _asked(http: httpx.Client, url: httpx.URL, headers: dict[str, str], limit: int) -> Iterator[httpx.Response]:
    told = {"Accept-Encoding": "identity", **headers}
    try:
        with http.stream("GET", url, headers=told, follow_redirects=False, extensions={MAX_BODY: limit}) as response:
            yield response
    except httpx.HTTPError as error:
        raise UnavailableError(f"{url.host} does not answer: {type(error).__name__}") from None


def _place(url: str, hosts: Iterable[str], home: str) -> httpx.URL:
    """Return the address when it is one of the provider's."""
    try:
        place = httpx.URL(url)
    except (httpx.InvalidURL, TypeError):
        raise NotFoundError("the address of the file is none") from None
    is_home = bool(home) and _origin(url) == home
    is_theirs = place.scheme == "https" and place.port is None and any(_matches(place.host, host) for host in hosts)
    if not (is_home or is_theirs) or place.userinfo:
        raise NotFoundError(f"the file lies on {place.host or 'no host'}, which is not the provider's")
    return place


def _origin(url: str) -> str:
    try:
        place = httpx.URL(url)
    except httpx.InvalidURL:
        return ""
    return f"{place.scheme}://{place.netloc.decode()}" if place.host else ""


def _matches(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _taken(attachment: Attachment, response: httpx.Response, limit: int) -> Download:
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
        raise UnavailableError(f"the file is not handed out now: HTTP {response.status_code}")
    if not response.is_success:
        raise NotFoundError(f"the file is not handed out: HTTP {response.status_code}")
    stated = response.headers.get("content-type", "").partition(";")[0].strip()
    is_known = attachment.mime != "application/octet-stream"
    mime = attachment.mime if is_known else stated or attachment.mime
    return Download(name=attachment.name, mime=mime, body=spooled(response.iter_bytes(), limit))
