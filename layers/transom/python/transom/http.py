"""The one HTTP client that talks to providers: it waits briefly, follows no redirect and reads no endless body."""

import logging
from collections.abc import Iterator
from functools import cache

import httpx

from transom.errors import TooLargeError

TIMEOUT = httpx.Timeout(10.0, connect=3.0)
MOST_BYTES = 25_000_000
MAX_BODY = "max_body"
"""The extension of a request that allows its answer another size, as of a file that is not held in memory."""

# httpx logs every address at INFO, and some providers' hold a token
logging.getLogger("httpx").setLevel(logging.WARNING)


class CappedStream(httpx.SyncByteStream):
    """A response's body that ends in an error once it is over the limit."""

    def __init__(self, stream: httpx.SyncByteStream, limit: int) -> None:
        self._stream = stream
        self._limit = limit

    def __iter__(self) -> Iterator[bytes]:
        """Yield the body's chunks while they are within the limit."""
        size = 0
        for chunk in self._stream:
            size += len(chunk)
            if size > self._limit:
                raise TooLargeError(f"the provider's answer is over {self._limit} bytes")
            yield chunk

    def close(self) -> None:
        """Give the connection back."""
        self._stream.close()


class CappedTransport(httpx.BaseTransport):
    """A transport whose responses are read up to a limit."""

    def __init__(self, inner: httpx.BaseTransport, limit: int) -> None:
        self._inner = inner
        self._limit = limit

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; the response's body is capped."""
        response = self._inner.handle_request(request)
        if isinstance(response.stream, httpx.SyncByteStream):
            response.stream = CappedStream(response.stream, request.extensions.get(MAX_BODY, self._limit))
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def new_client(transport: httpx.BaseTransport | None = None, *, max_body: int = MOST_BYTES) -> httpx.Client:
    """Return a client over a transport of the caller's, or over the network."""
    inner = transport or httpx.HTTPTransport()
    return httpx.Client(transport=CappedTransport(inner, max_body), timeout=TIMEOUT, follow_redirects=False)


@cache
def client() -> httpx.Client:
    """Return the client that all calls of this process share."""
    return new_client()
