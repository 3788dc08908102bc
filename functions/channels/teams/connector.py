"""The Bot Connector as one bot sees it, and the token that it wants, which Microsoft's login gives for an hour.

All calls go to the connection's `base_url`, whatever address an activity names: the token reaches no other host.
"""

import time
from urllib.parse import quote

import httpx
from pydantic import JsonValue, ValidationError

from transom.channel import Connection, Receipt, Refused, RetryAfter
from transom.model import Frozen
from transom.provider.calls import RETRY_SECONDS, refusal

BASE_URL = "https://smba.trafficmanager.net/teams"
SCOPE = "https://api.botframework.com/.default"
EARLY_SECONDS = 300
PUBLIC_LOGIN = "https://login.microsoftonline.com"
LOGINS = {
    "smba.trafficmanager.net": PUBLIC_LOGIN,
    "smba.infra.gcc.teams.microsoft.com": PUBLIC_LOGIN,
    "smba.infra.gov.teams.microsoft.us": "https://login.microsoftonline.us",
    "smba.infra.dod.teams.microsoft.us": "https://login.microsoftonline.us",
}
"""Where the token for each host comes from; any other host gives its own."""

_tokens: dict[tuple[str, str], tuple[str, float]] = {}
"""Tokens and when they end, by connection and password."""


class Grant(Frozen):
    """What the login answers."""

    access_token: str = ""
    expires_in: int = 0
    error: str = ""


class NoTokenError(Exception):
    """The login gave no token; `receipt` says what that means for the message, of which nothing was sent."""

    def __init__(self, receipt: RetryAfter | Refused) -> None:
        super().__init__(receipt.reason)
        self.receipt = receipt


class Connector:
    """A bot's calls."""

    def __init__(self, connection: Connection, http: httpx.Client) -> None:
        self.base = (connection.settings.get("base_url") or BASE_URL).rstrip("/")
        self._connection = connection
        self._http = http
        self._key = (connection.id, connection.secret.get("app_password", ""))

    @property
    def host(self) -> str:
        """Return the only host that gets the token."""
        return httpx.URL(self.base).host

    def credentials(self) -> dict[str, str]:
        """Return the header that proves the bot; raises `NoTokenError`."""
        token, ends = _tokens.get(self._key, ("", 0.0))
        if time.monotonic() >= ends:
            grant = self._ask()
            token = grant.access_token
            _tokens[self._key] = (token, time.monotonic() + grant.expires_in - EARLY_SECONDS)
        return {"Authorization": f"Bearer {token}"}

    def forget(self) -> None:
        """Drop a token that was not accepted."""
        _tokens.pop(self._key, None)

    def post(self, conversation: str, activity: dict[str, JsonValue], headers: dict[str, str]) -> httpx.Response:
        """Write into a conversation."""
        url = f"{self.base}/v3/conversations/{quote(conversation, safe='')}/activities"
        return self._http.post(url, json=activity, headers=headers)

    def change(self, conversation: str, message: str, text: str | None, headers: dict[str, str]) -> httpx.Response:
        """Put another text in the place of a message's, or delete it."""
        url = f"{self.base}/v3/conversations/{quote(conversation, safe='')}/activities/{quote(message, safe='')}"
        if text is None:
            return self._http.delete(url, headers=headers)
        return self._http.put(url, json={"type": "message", "text": text, "textFormat": "plain"}, headers=headers)

    def _ask(self) -> Grant:
        settings = self._connection.settings
        login = LOGINS.get(self.host, self.base)
        fields = {
            "grant_type": "client_credentials",
            "client_id": settings.get("app_id", ""),
            "client_secret": self._key[1],
            "scope": SCOPE,
        }
        try:
            url = f"{login}/{quote(settings.get('tenant_id', ''), safe='')}/oauth2/v2.0/token"
            return _granted(self._http.post(url, data=fields))
        except httpx.HTTPError as error:
            raise NoTokenError(
                RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)
            ) from None


def _granted(response: httpx.Response) -> Grant:
    try:
        grant = Grant.model_validate_json(response.content)
    except ValidationError:
        grant = Grant()
    if response.is_success and grant.access_token:
        return grant
    told = f"Microsoft does not let the bot in: {grant.error or f'HTTP {response.status_code}'}"
    raise NoTokenError(_meant(refusal(response, told)))


def _meant(receipt: Receipt) -> RetryAfter | Refused:
    """Return what a refusal of the login means: nothing was sent, so an unclear one may be tried again."""
    if isinstance(receipt, RetryAfter | Refused):
        return receipt
    return RetryAfter(seconds=RETRY_SECONDS, reason="Microsoft's login does not answer")
