"""Sends texts, photos and documents through a bot, and downloads what customers attach."""

from collections.abc import Iterator

import httpx

from channels.telegram.bot import Bot, Reply, Upload
from channels.telegram.channel import MANIFEST
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.core.split import split, width
from transom.errors import NotFoundError, TooLargeError, UnavailableError
from transom.model import Attachment, Frozen

MAX_TEXT = MANIFEST.max_text or 4096
MAX_CAPTION = 1024
MAX_PHOTO = 10_000_000
PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})
RETRY_SECONDS = 5.0
UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Failures before the request left: it is safe to send again."""
LOST = frozenset({httpx.codes.BAD_REQUEST, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND})


class Part(Frozen):
    """One call of the Bot API; a message may take several."""

    method: str
    fields: dict[str, str]
    file: OutboundFile | None = None

    @property
    def files(self) -> dict[str, Upload] | None:
        """Return the file under the name of the method's parameter."""
        if self.file is None:
            return None
        return {self.method.removeprefix("send").lower(): (self.file.name, self.file.content, self.file.mime)}


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the message in as many parts as it takes; once a part is out, nothing is sent a second time."""
    bot = Bot(connection, http)
    sent: list[str] = []
    for part in _parts(message):
        receipt = _call(bot, part)
        if not isinstance(receipt, Accepted):
            return _broken_off(receipt, tuple(sent)) if sent else receipt
        sent.extend(receipt.provider_message_ids)
    return Accepted(provider_message_ids=tuple(sent)) if sent else Refused(reason="there is nothing to send")


def _broken_off(receipt: RetryAfter | Refused | OutcomeLost, sent: tuple[str, ...]) -> OutcomeLost:
    return OutcomeLost(reason=f"only the first {len(sent)} parts went out: {receipt.reason}", provider_message_ids=sent)


def _parts(message: OutboundMessage) -> Iterator[Part]:
    chat = {"chat_id": message.door.address}
    text = message.text.strip()
    is_caption = bool(message.files) and width(text) <= MAX_CAPTION
    if not is_caption:
        for piece in split(text, MAX_TEXT):
            yield Part(method="sendMessage", fields=chat | {"text": piece})
    for index, file in enumerate(message.files):
        caption = {"caption": text} if is_caption and text and index == 0 else {}
        is_photo = file.mime in PHOTOS and len(file.content) <= MAX_PHOTO
        yield Part(method="sendPhoto" if is_photo else "sendDocument", fields=chat | caption, file=file)


def _call(bot: Bot, part: Part) -> Receipt:
    try:
        response = bot.call(part.method, part.fields, part.files)
    except UNSENT as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__)
    except (httpx.HTTPError, TooLargeError) as error:
        return OutcomeLost(reason=type(error).__name__)
    return _receipt(response)


def _receipt(response: httpx.Response) -> Receipt:
    reply = Reply.of(response)
    status = response.status_code
    if status == httpx.codes.OK:
        key = reply.message_key
        return Accepted(provider_message_ids=(key,)) if key else OutcomeLost(reason="the answer is unreadable")
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return RetryAfter(seconds=reply.parameters.retry_after or RETRY_SECONDS, reason=reply.description)
    if status == httpx.codes.GATEWAY_TIMEOUT:
        return OutcomeLost(reason=reply.description)
    if response.is_server_error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=reply.description)
    return Refused(reason=reply.description)


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
