"""Media fetched from a provider: from its hosts alone, with the credential for its own host alone, up to a size."""

from collections.abc import Iterable, Mapping

import httpx

from transom.channel import Connection, Download
from transom.errors import NotFoundError, TooLargeError, UnavailableError
from transom.model import Attachment

MAX_REDIRECTS = 3


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
        response = _get(http, place, dict(credentials or {}) if place.host == first else {})
        if not response.has_redirect_location:
            return _taken(attachment, response, limit)
        place = _place(str(response.url.join(response.headers["location"])), hosts, home)
    raise NotFoundError("the file is behind too many redirects")


def _get(http: httpx.Client, url: httpx.URL, headers: dict[str, str]) -> httpx.Response:
    try:
        return http.get(url, headers={"Accept-Encoding": "identity", **headers}, follow_redirects=False)
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
    if len(response.content) > limit:
        raise TooLargeError(f"the file has {len(response.content)} bytes, over the limit of {limit}")
    stated = response.headers.get("content-type", "").partition(";")[0].strip()
    is_known = attachment.mime != "application/octet-stream"
    return Download(
        name=attachment.name, mime=attachment.mime if is_known else stated or attachment.mime, content=response.content
    )
