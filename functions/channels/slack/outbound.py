"""Posts texts and shares files as the app's bot, and downloads what customers share."""

from collections.abc import Callable, Iterator

import httpx
from pydantic import JsonValue

from channels.slack.api import Api, Reply
from channels.slack.channel import MANIFEST, PICTURES
from channels.slack.mrkdwn import escaped
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
from transom.core.split import split
from transom.errors import NotFoundError, UnavailableError
from transom.model import Attachment, Frozen
from transom.provider.calls import RETRY_SECONDS, call, in_order, refusal, retry_after
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 4000
EVENT_TYPE = "transom_message"
"""The kind of our metadata, as the app's manifest subscribes to it."""
LATER = frozenset({"ratelimited", "rate_limited", "service_unavailable", "request_timeout"})
UNCLEAR = frozenset({"internal_error", "fatal_error", "unreadable"})
REASONS = {
    "channel_not_found": "Slack does not know the channel, or the app was never invited to it",
    "not_in_channel": "the app is not in the channel: invite it there",
    "is_archived": "the channel is archived",
    "missing_scope": "the app lacks a permission",
    "invalid_auth": "Slack does not know the bot token",
    "not_authed": "the connection has no bot token",
    "token_revoked": "the bot token was revoked",
    "account_inactive": "the app was removed from the workspace",
    "cannot_dm_bot": "bots take no direct messages",
    "user_not_found": "Slack does not know the customer any more",
}
_OPEN = tuple(f"https://{host}/" for host in PICTURES)


class Part(Frozen):
    """A piece of text, or all files at once."""

    text: str = ""
    files: tuple[OutboundFile, ...] = ()


class Stopped(Exception):  # noqa: N818 - what came of the message, not a failure of ours
    """A step before the last ended the sending."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__()
        self.receipt = receipt


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the message in as many parts as it takes."""
    api = Api(connection, http)
    return in_order(_parts(message), lambda part: _send(api, message, part))


def _parts(message: OutboundMessage) -> Iterator[Part]:
    for piece in split(message.text, MAX_TEXT):
        yield Part(text=piece)
    if message.files:
        yield Part(files=message.files)


def _send(api: Api, message: OutboundMessage, part: Part) -> Receipt:
    if part.files:
        return _share(api, message, part.files)
    return call(lambda: api.post("chat.postMessage", _post(message, part.text)), _posted)


def _post(message: OutboundMessage, text: str) -> dict[str, JsonValue]:
    place, thread = _place(message)
    fields: dict[str, JsonValue] = {
        "channel": place,
        "text": escaped(text),
        "mrkdwn": False,
        "unfurl_links": False,
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"reference": message.reference}},
    }
    if thread:
        fields["thread_ts"] = thread
    return fields


def _posted(response: httpx.Response) -> Receipt:
    reply = Reply.of(response)
    if reply.ok and reply.place and reply.ts:
        return Accepted(provider_message_ids=(f"{reply.place}:{reply.ts}",))
    return refused(response, reply)


def _share(api: Api, message: OutboundMessage, files: tuple[OutboundFile, ...]) -> Receipt:
    """Upload the files, and then show all of them with one call: nothing is seen before that."""
    place, thread = _place(message)
    try:
        shown: list[JsonValue] = [{"id": _uploaded(api, file), "title": file.name} for file in files]
        channel = _opened(api, place) if place[:1] in {"U", "W"} else place
    except Stopped as stopped:
        return stopped.receipt
    fields: dict[str, JsonValue] = {"files": shown, "channel_id": channel}
    if thread:
        fields["thread_ts"] = thread
    return call(lambda: api.post("files.completeUploadExternal", fields), lambda response: _shared(response, fields))


def _shared(response: httpx.Response, fields: dict[str, JsonValue]) -> Receipt:
    reply = Reply.of(response)
    if not reply.ok:
        return refused(response, reply)
    shown = fields["files"] if isinstance(fields["files"], list) else []
    ids = [str(item["id"]) for item in shown if isinstance(item, dict)]
    return Accepted(provider_message_ids=tuple(ids))


def _uploaded(api: Api, file: OutboundFile) -> str:
    given = _step(lambda: api.ask("files.getUploadURLExternal", {"filename": file.name, "length": len(file.content)}))
    try:
        response = api.upload(given.upload_url, file.content)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Stopped(RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)) from None
    if not response.is_success:
        raise Stopped(_before(refusal(response)))
    return given.file_id


def _opened(api: Api, user: str) -> str:
    return _step(lambda: api.ask("conversations.open", {"users": user})).place


def _step(ask: Callable[[], httpx.Response]) -> Reply:
    """Return the answer to a call that shows nobody anything; it may be made again whatever came of it."""
    try:
        response = ask()
    except httpx.HTTPError as error:
        raise Stopped(RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)) from None
    reply = Reply.of(response)
    if not reply.ok:
        raise Stopped(_before(refused(response, reply)))
    return reply


def _before(receipt: Receipt) -> Receipt:
    """Return what a refusal means before anything was shown: an unclear one may be tried again."""
    if isinstance(receipt, OutcomeLost):
        return RetryAfter(seconds=RETRY_SECONDS, reason=receipt.reason, is_failure=receipt.is_failure)
    return receipt


def refused(response: httpx.Response, reply: Reply) -> Receipt:
    """Return what it means that a call was not taken."""
    if not response.is_success:
        return refusal(response, reply.error)
    if reply.error in LATER:
        return RetryAfter(seconds=retry_after(response), reason=reply.error, is_limit=True)
    if reply.ok or reply.error in UNCLEAR:
        return OutcomeLost(reason=reply.error or "the answer is unreadable")
    told = REASONS.get(reply.error, f"Slack refuses it: {reply.error or 'without a reason'}")
    return Refused(reason=f"{told} ({reply.needed})" if reply.needed else told)


def _place(message: OutboundMessage) -> tuple[str, str]:
    place, _, thread = message.door.address.partition(":")
    return place, thread


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file; what Slack shows a login page for is not ours to read."""
    api = Api(connection, http)
    known = attachment.provider_media_id or ""
    url = known if "://" in known else _address(api, known)
    file = download(
        attachment,
        url,
        http,
        connection=connection,
        hosts=MANIFEST.media_hosts,
        limit=MANIFEST.max_attachment,
        credentials={} if url.startswith(_OPEN) else api.credentials,
    )
    is_page = file.body.read(200).lstrip().lower().startswith((b"<!doctype html", b"<html"))
    file.body.seek(0)
    if is_page and not attachment.mime.startswith("text/"):
        file.body.close()
        raise NotFoundError("Slack asks to log in: the app lacks the permission files:read")
    return file


def _address(api: Api, file_id: str) -> str:
    """Return where a file lies whose address was not told, as with those of other workspaces."""
    try:
        response = api.ask("files.info", {"file": file_id})
    except httpx.HTTPError as error:
        raise UnavailableError(f"Slack does not answer: {type(error).__name__}") from None
    reply = Reply.of(response)
    if reply.ok:
        return reply.file.url_private_download or reply.file.url_private
    if isinstance(refused(response, reply), Refused):
        raise NotFoundError(f"Slack does not tell where the file is: {reply.error}")
    raise UnavailableError(f"Slack does not tell where the file is now: {reply.error}")
