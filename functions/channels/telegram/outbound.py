"""Sends texts, photos and documents through a bot, and downloads what customers attach."""

from collections.abc import Iterator

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
from transom.core.split import split, width
from transom.errors import NotFoundError, TooLargeError, UnavailableError
from transom.model import Attachment, Frozen
from transom.provider.calls import RETRY_SECONDS, call, in_order, refusal

MAX_TEXT = MANIFEST.max_text or 4096
MAX_CAPTION = 1024
MAX_PHOTO = 10_000_000
PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})
METHODS = {"video/mp4": "sendVideo", "audio/mpeg": "sendAudio", "audio/mp4": "sendAudio", "audio/ogg": "sendVoice"}
LOST = frozenset({httpx.codes.BAD_REQUEST, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND})


class Part(Frozen):
    """One call of the Bot API; a message may take several."""

    method: str
    fields: Fields
    file: OutboundFile | None = None

    @property
    def files(self) -> dict[str, Upload] | None:
        """Return the file under the name of the method's parameter."""
        if self.file is None:
            return None
        return {self.method.removeprefix("send").lower(): (self.file.name, self.file.content, self.file.mime)}


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the message in as many parts as it takes."""
    bot = Bot(connection, http)
    return in_order(
        _parts(message), lambda part: call(lambda: bot.call(part.method, part.fields, part.files), _receipt)
    )


def _parts(message: OutboundMessage) -> Iterator[Part]:
    chat = _chat(message)
    text = message.text.strip()
    is_caption = bool(message.files) and width(text) <= MAX_CAPTION
    if not is_caption:
        for piece in split(text, MAX_TEXT):
            yield Part(method="sendMessage", fields={**chat, "text": piece})
    for index, file in enumerate(message.files):
        caption: Fields = {"caption": text} if is_caption and text and index == 0 else {}
        yield Part(method=_method(file), fields=chat | caption, file=file)


def _chat(message: OutboundMessage) -> Fields:
    """Return the fields that say where a message goes, and which one it answers."""
    chat, _, business = message.door.address.partition("@")
    fields: Fields = {"chat_id": chat}
    if business:
        fields["business_connection_id"] = business
    answered = message.references[-1].rpartition(":")[2] if message.references else ""
    if answered.isdecimal():
        fields["reply_parameters"] = {"message_id": int(answered), "allow_sending_without_reply": True}
    return fields


def _method(file: OutboundFile) -> str:
    if file.mime in PHOTOS and len(file.content) <= MAX_PHOTO:
        return "sendPhoto"
    return METHODS.get(file.mime, "sendDocument")


def _receipt(response: httpx.Response) -> Receipt:
    reply = Reply.of(response)
    if response.is_success:
        key = reply.message_key
        return Accepted(provider_message_ids=(key,)) if key else OutcomeLost(reason="the answer is unreadable")
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return RetryAfter(seconds=reply.parameters.retry_after or RETRY_SECONDS, reason=reply.description)
    return refusal(response, reply.description)


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file within the size limit; what the Bot API does not hand out (any more) is lost."""
    bot = Bot(connection, http)
    try:
        found = Reply.of(_handed_out(bot.call("getFile", {"file_id": attachment.provider_media_id or ""}))).result
        _check_size(found.file_size or 0)
        content = _handed_out(bot.download(found.file_path or "")).content
    except httpx.HTTPError as error:
        raise UnavailableError(f"Telegram does not answer: {type(error).__name__}") from None
    _check_size(len(content))
    return Download(name=attachment.name, mime=attachment.mime, content=content)


def _handed_out(response: httpx.Response) -> httpx.Response:
    if response.is_success:
        return response
    reason = Reply.of(response).description
    if response.status_code in LOST:
        raise NotFoundError(f"Telegram does not hand out the file: {reason}")
    raise UnavailableError(f"Telegram does not hand out the file now: {reason}")


def _check_size(size: int) -> None:
    if size > MANIFEST.max_attachment:
        raise TooLargeError(f"the file has {size} bytes, over the limit of {MANIFEST.max_attachment}")
