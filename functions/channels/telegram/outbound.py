"""Sends texts, files, places and contacts through a bot, and downloads what customers attach."""

from collections.abc import Iterator
from itertools import batched, groupby

import httpx

from channels.telegram.bot import Bot, Fields, Reply, Upload
from channels.telegram.channel import MANIFEST
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    RetryAfter,
)
from transom.core.fitting import vcard
from transom.core.split import split, width
from transom.errors import NotFoundError, TooLargeError, UnavailableError
from transom.model import Attachment, ContactCard, Frozen, MediaKind, Place
from transom.provider.calls import RETRY_SECONDS, call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 4096
MAX_CAPTION = 1024
MAX_ALBUM = 10
MAX_VCARD = 2048
NAMES = {
    MediaKind.IMAGE: "photo",
    MediaKind.VIDEO: "video",
    MediaKind.AUDIO: "audio",
    MediaKind.VOICE: "voice",
    MediaKind.STICKER: "sticker",
    MediaKind.FILE: "document",
}
"""What the Bot API calls each kind, in its methods and in their parameters."""
IN_ALBUMS = frozenset({MediaKind.IMAGE, MediaKind.VIDEO})
LOST = frozenset({httpx.codes.BAD_REQUEST, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND})


class Part(Frozen):
    """One call of the Bot API; a message may take several."""

    method: str
    fields: Fields
    files: dict[str, OutboundFile] = {}
    """The files by the names under which they are posted."""

    @property
    def uploads(self) -> dict[str, Upload]:
        """Return the files as they are posted."""
        return {name: (file.name, file.content, file.mime) for name, file in self.files.items()}


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the message in as many parts as it takes."""
    bot = Bot(connection, http)
    return in_order(
        _parts(message), lambda part: call(lambda: bot.call(part.method, part.fields, part.uploads), _receipt)
    )


def _parts(message: OutboundMessage) -> Iterator[Part]:
    chat = _chat(message)
    text = message.text.strip()
    is_caption = bool(message.files) and message.files[0].kind is not MediaKind.STICKER and width(text) <= MAX_CAPTION
    if not is_caption:
        for piece in split(text, MAX_TEXT):
            yield Part(method="sendMessage", fields={**chat, "text": piece})
    caption: Fields = {"caption": text} if is_caption and text else {}
    for together in _grouped(message.files):
        yield _album(together, chat, caption) if len(together) > 1 else _single(together[0], chat | caption)
        caption = {}
    if message.place:
        yield _place(message.place, chat)
    for card in message.cards:
        yield Part(method="sendContact", fields=chat | _contact(card))


def _grouped(files: tuple[OutboundFile, ...]) -> Iterator[tuple[OutboundFile, ...]]:
    """Yield photos and videos that follow each other together, and all else one by one."""
    for is_album, run in groupby(files, lambda file: file.kind in IN_ALBUMS):
        yield from batched(run, MAX_ALBUM if is_album else 1, strict=False)


def _single(file: OutboundFile, fields: Fields) -> Part:
    name = NAMES[file.kind]
    return Part(method=f"send{name.capitalize()}", fields=fields, files={name: file})


def _album(files: tuple[OutboundFile, ...], chat: Fields, caption: Fields) -> Part:
    posted = {f"file{number}": file for number, file in enumerate(files)}
    media: list[Fields] = [{"type": NAMES[file.kind], "media": f"attach://{name}"} for name, file in posted.items()]
    return Part(method="sendMediaGroup", fields={**chat, "media": [media[0] | caption, *media[1:]]}, files=posted)


def _place(place: Place, chat: Fields) -> Part:
    at: Fields = {**chat, "latitude": place.latitude, "longitude": place.longitude}
    if not (place.name or place.address):
        return Part(method="sendLocation", fields=at)
    named: Fields = {"title": place.name or place.address, "address": place.address or place.name}
    return Part(method="sendVenue", fields=at | named)


def _contact(card: ContactCard) -> Fields:
    whole = vcard(card)
    more: Fields = {"vcard": whole} if len(whole.encode()) <= MAX_VCARD else {}
    return {"phone_number": card.phones[0], "first_name": card.name, **more}


def _chat(message: OutboundMessage) -> Fields:
    """Return the fields that say where a message goes, and which one it answers."""
    place, _, business = message.door.address.partition("@")
    chat, _, topic = place.partition("/")
    fields: Fields = {"chat_id": chat}
    if topic:
        fields["message_thread_id"] = topic
    if business:
        fields["business_connection_id"] = business
    answered = message.references[-1].rpartition(":")[2] if message.references else ""
    if answered.isdecimal():
        fields["reply_parameters"] = {"message_id": int(answered), "allow_sending_without_reply": True}
    return fields


def _receipt(response: httpx.Response) -> Receipt:
    reply = Reply.of(response)
    if response.is_success:
        keys = reply.message_keys
        return Accepted(provider_message_ids=keys) if keys else OutcomeLost(reason="the answer is unreadable")
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return RetryAfter(
            seconds=reply.parameters.retry_after or RETRY_SECONDS, reason=reply.description, is_limit=True
        )
    return refusal(response, reply.description)


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file within the size limit; what the Bot API does not hand out (any more) is lost."""
    bot = Bot(connection, http)
    try:
        found = Reply.of(_handed_out(bot.call("getFile", {"file_id": attachment.provider_media_id or ""}))).file
    except httpx.HTTPError as error:
        raise UnavailableError(f"Telegram does not answer: {type(error).__name__}") from None
    url, hosts, limit = bot.address(found.file_path or ""), MANIFEST.media_hosts, MANIFEST.max_attachment
    if (found.file_size or 0) > limit:
        raise TooLargeError(f"the file has {found.file_size} bytes, over the limit of {limit}")
    return download(attachment, url, http, connection=connection, hosts=hosts, limit=limit)


def _handed_out(response: httpx.Response) -> httpx.Response:
    if response.is_success:
        return response
    reason = Reply.of(response).description
    if response.status_code in LOST:
        raise NotFoundError(f"Telegram does not hand out the file: {reason}")
    raise UnavailableError(f"Telegram does not hand out the file now: {reason}")
