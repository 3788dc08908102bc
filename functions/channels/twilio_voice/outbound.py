"""Calls that speak an answer, and the download of recordings."""

from urllib.parse import quote, urlencode

import httpx
from pydantic import ValidationError

from channels.twilio_voice import twiml
from channels.twilio_voice.calls import Step
from channels.twilio_voice.channel import MANIFEST
from channels.twilio_voice.menu import menu_of, tag_of_text
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
)
from transom.model import Attachment, Frozen
from transom.provider.calls import call, refusal
from transom.provider.media import download

BASE_URL = "https://api.twilio.com"
MAX_TWIML = 4000


class Made(Frozen):
    """Twilio's answer: the call, or why there is none."""

    sid: str = ""
    code: int | None = None
    message: str = ""


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Call the customer and speak the text; Twilio brings our reference back when the call is over."""
    if message.files:
        return Refused(reason="a call speaks text only; send files by another channel")
    if not message.text.strip():
        return Refused(reason="there is nothing to say")
    if not message.door.address.startswith(("+", "sip:", "client:")):
        return Refused(reason="the caller has withheld their number")
    form = _form(message, connection)
    if len(form["Twiml"]) > MAX_TWIML:
        return Refused(reason=f"the text is too long to be read out: over {MAX_TWIML} characters")
    return call(lambda: http.post(_address(connection), data=form, auth=_credentials(connection)), _receipt)


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a recording."""
    request = http.build_request("GET", BASE_URL)
    authorised = next(_credentials(connection).auth_flow(request))
    credentials = {"authorization": authorised.headers["authorization"]}
    return download(
        attachment,
        attachment.provider_media_id or "",
        http,
        connection=connection,
        hosts=MANIFEST.media_hosts,
        limit=MANIFEST.max_attachment,
        credentials=credentials,
    )


def _credentials(connection: Connection) -> httpx.BasicAuth:
    return httpx.BasicAuth(connection.settings.get("account_sid", ""), connection.secret.get("auth_token", ""))


def _address(connection: Connection) -> str:
    base = (connection.settings.get("base_url") or BASE_URL).rstrip("/")
    return f"{base}/2010-04-01/Accounts/{quote(connection.settings.get('account_sid', ''), safe='')}/Calls.json"


def _form(message: OutboundMessage, connection: Connection) -> dict[str, str]:
    menu, text = menu_of(connection), message.text.strip()
    tag = tag_of_text(menu, text)
    query = urlencode({"step": Step.DELIVERY.value, "reference": message.reference})
    return {
        "To": message.door.address,
        "From": connection.settings.get("number", ""),
        "Twiml": twiml.spoken_call(text, tag, menu.languages[tag].voice),
        "StatusCallback": f"{connection.url}?{query}",
        "StatusCallbackMethod": "POST",
    }


def _receipt(response: httpx.Response) -> Receipt:
    try:
        made = Made.model_validate_json(response.content)
    except ValidationError:
        made = Made()
    if response.is_success:
        return (
            Accepted(provider_message_ids=(made.sid,)) if made.sid else OutcomeLost(reason="the answer is unreadable")
        )
    code = f" ({made.code})" if made.code else ""
    return refusal(response, f"{made.message}{code}" if made.message else "")
