"""Sends texts, images and files through a bot, and downloads what customers attach."""

import time
from collections.abc import Iterator

import httpx
from pydantic import JsonValue, ValidationError

from channels.max.api import NOT_READY, Api, Message, Reply, UnsentError, Video
from channels.max.channel import MANIFEST
from channels.max.content import VIDEO
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
)
from transom.core.fitting import vcard
from transom.core.split import split
from transom.errors import NotFoundError, UnavailableError
from transom.model import Attachment, Place
from transom.provider.calls import call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 4000
PAUSES = (0.5, 1.0, 2.0)
"""Seconds between attempts to send a file that MAX has not made ready yet."""
QUALITIES = ("mp4_720", "mp4_1080", "mp4_480", "mp4_360", "mp4_240", "mp4_144")

type Content = dict[str, JsonValue]


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the text in as many messages as it takes, and then each file in one of its own."""
    try:
        api = Api(connection, http)
        contents = list(_contents(message, api))
    except UnsentError as error:
        return error.receipt
    except UnavailableError as error:
        return Refused(reason=error.message)
    return in_order(contents, lambda content: _send(api, message.door.address, content))


def _contents(message: OutboundMessage, api: Api) -> Iterator[Content]:
    """Yield the messages, with all files uploaded before the first is sent."""
    answered = message.references[-1] if message.references else None
    for index, piece in enumerate(split(message.text, MAX_TEXT)):
        content: Content = {"text": piece}
        if answered and index == 0:
            content["link"] = {"type": "reply", "mid": answered}
        yield content
    for file in message.files:
        yield {"attachments": [api.upload(file)]}
    if message.place:
        yield _place(message.place)
    for card in message.cards:
        told: JsonValue = {"name": card.name, "vcf_phone": card.phones[0], "vcf_info": vcard(card)}
        yield {"attachments": [{"type": "contact", "payload": told}]}


def _place(place: Place) -> Content:
    named = "\n".join(filter(None, (place.name, place.address)))
    at: JsonValue = {"type": "location", "latitude": place.latitude, "longitude": place.longitude}
    return {"attachments": [at]} | ({"text": named} if named else {})


def _send(api: Api, chat_id: str, content: Content) -> Receipt:
    """Send a message; while its file is not ready, MAX says so, and takes nothing."""
    for pause in PAUSES if "attachments" in content else ():
        receipt = call(lambda: api.send(chat_id, content), _receipt)
        if not (isinstance(receipt, Refused) and receipt.reason == NOT_READY):
            return receipt
        time.sleep(pause)
    return call(lambda: api.send(chat_id, content), _receipt)


def _receipt(response: httpx.Response) -> Receipt:
    reply = Reply.of(response)
    if not response.is_success:
        return refusal(response, NOT_READY if reply.code == NOT_READY else reply.reason)
    if not isinstance(reply.message, Message):
        return OutcomeLost(reason="the answer is unreadable")
    return Accepted(provider_message_ids=(reply.message.body.mid,))


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file from MAX's own hosts; where a video lies must be asked first."""
    api, known = Api(connection, http), attachment.provider_media_id or ""
    address = _video(api, known.removeprefix(VIDEO)) if known.startswith(VIDEO) else known
    limit, hosts = MANIFEST.max_attachment, MANIFEST.media_hosts
    return download(attachment, address, api.http, connection=connection, hosts=hosts, limit=limit)


def _video(api: Api, token: str) -> str:
    try:
        response = api.video(token)
        urls = Video.model_validate_json(response.content).urls or {}
    except httpx.HTTPError as error:
        raise UnavailableError(f"MAX does not answer: {type(error).__name__}") from None
    except ValidationError:
        urls = {}
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
        raise UnavailableError("MAX does not say now where the video lies")
    address = next((url for quality in QUALITIES if (url := urls.get(quality))), None)
    if address is None:
        raise NotFoundError("MAX does not say where the video lies")
    return address
