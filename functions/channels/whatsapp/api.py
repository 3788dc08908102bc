"""The Cloud API as one phone number of the company's sees it, and what its answers mean."""

from collections.abc import Mapping
from urllib.parse import quote

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.whatsapp.channel import BASE_URL
from channels.whatsapp.parts import Fault
from transom.channel import Accepted, Connection, OutboundFile, OutcomeLost, Receipt, Refused, RetryAfter
from transom.model import Frozen
from transom.provider.calls import asked, call, refusal, retry_after

type Body = Mapping[str, JsonValue]

THROTTLED = {4: 60.0, 80007: 60.0, 130429: 5.0, 131048: 900.0, 131056: 6.0, 133016: 900.0}
"""The codes that ask for patience, and for how much of it, in seconds."""
TOO_MANY_TO_ONE = 131056
"""The one of them that is about a single customer."""
TOKEN_INVALID = 190
CLOSED = frozenset({470, 131047})
WINDOW_CLOSED = Refused(reason="the customer has not written for 24 hours: WhatsApp takes a template only")


class Known(Frozen):
    """An id that was given to a message or a file."""

    id: str


class Reply(Frozen):
    """The body of an answer: the messages that were sent, a file that was uploaded, where one lies, or an error."""

    messages: tuple[Known, ...] = ()
    id: str = ""
    url: str = ""
    file_size: int | None = None
    error: Fault = Field(default_factory=Fault)

    @property
    def reason(self) -> str:
        """Return why a call was refused; the text to a wrong token quotes it."""
        return "the access token is not valid any more" if self.error.code == TOKEN_INVALID else self.error.told


class UnsentError(Exception):
    """A message cannot be sent since one of its files could not be handed over."""

    def __init__(self, receipt: RetryAfter | Refused) -> None:
        super().__init__(receipt.reason)
        self.receipt = receipt


class Graph:
    """The calls of one phone number."""

    def __init__(self, connection: Connection, http: httpx.Client) -> None:
        self._base = (connection.settings.get("base_url") or BASE_URL).rstrip("/")
        self._number = quote(connection.settings.get("phone_number_id", ""), safe="")
        self._http = http
        self.credentials = {"Authorization": f"Bearer {connection.secret.get('access_token', '')}"}

    def send(self, body: Body) -> Receipt:
        """Send one message."""
        url = f"{self._base}/{self._number}/messages"
        return call(lambda: self._http.post(url, json=body, headers=self.credentials), receipt)

    def mark(self, body: Body) -> None:
        """Mark a message; raises `UnavailableError` or `NotFoundError`."""
        url = f"{self._base}/{self._number}/messages"
        asked(lambda: self._http.post(url, json=body, headers=self.credentials), "WhatsApp")

    def upload(self, file: OutboundFile) -> str:
        """Hand over a file and return its id; raises `UnsentError`."""
        url, fields = f"{self._base}/{self._number}/media", {"messaging_product": "whatsapp", "type": file.mime}
        files = {"file": (file.name, file.content, file.mime)}
        uploaded = call(
            lambda: self._http.post(url, data=fields, files=files, headers=self.credentials), _upload_receipt
        )
        match uploaded:
            case Accepted(provider_message_ids=(media,)):
                return media
            case RetryAfter() | Refused():
                raise UnsentError(uploaded)
        # a second upload does no harm
        raise UnsentError(RetryAfter(seconds=5, reason="the file may not have arrived"))

    def media(self, media: str) -> httpx.Response:
        """Ask where a file lies."""
        url, query = f"{self._base}/{quote(media, safe='')}", {"phone_number_id": self._number}
        return self._http.get(url, params=query, headers=self.credentials)

    def templates(self, account: str, after: str) -> httpx.Response:
        """Ask for a page of a business account's templates."""
        url = f"{self._base}/{quote(account, safe='')}/message_templates"
        query = {"fields": "name,language,status,category,components", "limit": "100", "after": after}
        query = {name: value for name, value in query.items() if value}
        return self._http.get(url, params=query, headers=self.credentials)


def read_reply(response: httpx.Response) -> Reply:
    """Read an answer; one that is not of the Graph API is told by its status."""
    try:
        return Reply.model_validate_json(response.content)
    except ValidationError:
        return Reply(error=Fault(code=response.status_code, message="the answer is unreadable"))


def receipt(response: httpx.Response) -> Receipt:
    """Return what became of a message."""
    reply = read_reply(response)
    if response.is_success:
        sent = tuple(message.id for message in reply.messages)
        return Accepted(provider_message_ids=sent) if sent else OutcomeLost(reason="the answer is unreadable")
    return _failure(response, reply)


def _upload_receipt(response: httpx.Response) -> Receipt:
    reply = read_reply(response)
    if response.is_success and reply.id:
        return Accepted(provider_message_ids=(reply.id,))
    return _failure(response, reply)


def _failure(response: httpx.Response, reply: Reply) -> Receipt:
    if pause := THROTTLED.get(reply.error.code):
        is_limit = reply.error.code != TOO_MANY_TO_ONE
        return RetryAfter(seconds=max(pause, _asked(response)), reason=reply.reason, is_limit=is_limit)
    if reply.error.code in CLOSED:
        return WINDOW_CLOSED
    return refusal(response, reply.reason)


def _asked(response: httpx.Response) -> float:
    return retry_after(response) if "retry-after" in response.headers else 0.0
