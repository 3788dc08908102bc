"""The Graph API as a page or an account sees it, and what its answers mean."""

import json
from collections.abc import Mapping
from urllib.parse import quote

import httpx
from pydantic import JsonValue, ValidationError

from transom.channel import Accepted, Connection, OutboundFile, OutcomeLost, Receipt, Refused, RetryAfter
from transom.model import Frozen
from transom.provider.calls import asked, call, refusal, retry_after

type Fields = dict[str, JsonValue]

THROTTLED = frozenset({4, 17, 32, 613, 80001, 80002, 80006})
THROTTLE_SECONDS = 60.0
TOKEN_INVALID = 190
CLOSED = frozenset({2018278, 2534022})
"""Subcodes of a private answer that comes too late, on Messenger and on Instagram."""
WINDOW_CLOSED = Refused(reason="the customer has not written for 24 hours: Meta takes no answer any more")


class Fault(Frozen):
    """Why a call failed."""

    code: int = 0
    error_subcode: int | None = None
    message: str = "no reason given"

    @property
    def told(self) -> str:
        """Return the reason for people; the text to a wrong token quotes it."""
        if self.code == TOKEN_INVALID:
            return "the access token is not valid any more"
        return f"{self.message} ({self.code})"


class Reply(Frozen):
    """The body of an answer: the id of a message or a comment, or an error."""

    message_id: str | None = None
    id: str | None = None
    error: Fault | None = None


class Graph:
    """The calls of one page or account."""

    def __init__(self, connection: Connection, http: httpx.Client, *, base: str, token: str) -> None:
        self._base = (connection.settings.get("base_url") or base).rstrip("/")
        self._credentials = {"Authorization": f"Bearer {connection.secret.get(token, '')}"}
        self._http = http

    def ask(self, path: str, fields: str) -> httpx.Response:
        """Return what is known of something; raises `UnavailableError` or `NotFoundError`."""
        url, query = f"{self._base}/{quote(path, safe='')}", {"fields": fields}
        return asked(lambda: self._http.get(url, params=query, headers=self._credentials), "Meta")

    def act(self, account: str, address: str, action: str) -> None:
        """Show a customer what the account does, unless it does so in public; raises as `ask` does."""
        url = f"{self._base}/{quote(account, safe='')}/messages"
        fields = {"recipient": {"id": address}, "sender_action": action}
        if address.isdecimal():
            asked(lambda: self._http.post(url, json=fields, headers=self._credentials), "Meta")

    def post(self, path: str, fields: Mapping[str, JsonValue], file: OutboundFile | None = None) -> Receipt:
        """Make a call; a file makes it multipart, in which objects are written as JSON."""
        url = f"{self._base}/{quote(path)}"
        if file is None:
            return call(lambda: self._http.post(url, json=fields, headers=self._credentials), receipt)
        written = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
        files = {"filedata": (file.name, file.content, file.mime)}
        return call(lambda: self._http.post(url, data=written, files=files, headers=self._credentials), receipt)


def receipt(response: httpx.Response) -> Receipt:
    """Return what became of a message or a comment."""
    reply = _read(response)
    fault = reply.error or Fault()
    known = reply.message_id or reply.id
    if response.is_success:
        return Accepted(provider_message_ids=(known,)) if known else OutcomeLost(reason="the answer is unreadable")
    if fault.code in THROTTLED:
        return RetryAfter(seconds=max(THROTTLE_SECONDS, _asked(response)), reason=fault.told, is_limit=True)
    if fault.error_subcode in CLOSED:
        return WINDOW_CLOSED
    return refusal(response, fault.told if reply.error else "")


def _read(response: httpx.Response) -> Reply:
    try:
        return Reply.model_validate_json(response.content)
    except ValidationError:
        return Reply()


def _asked(response: httpx.Response) -> float:
    return retry_after(response) if "retry-after" in response.headers else 0.0
