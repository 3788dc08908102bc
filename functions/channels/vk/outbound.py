"""Sends messages and comments as the community, and downloads what customers attach."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from itertools import batched

import httpx
from pydantic import JsonValue, TypeAdapter, ValidationError

from channels.vk.api import Api, Fault, Reply, UnsentError
from channels.vk.channel import MANIFEST
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
)
from transom.core.split import split
from transom.model import Attachment, Frozen, Place
from transom.provider.calls import call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 4096
MAX_FILES = 10
WALL = re.compile(r"wall(?P<owner>-?\d+)_(?P<post>\d+)_(?P<thread>\d+)")
PEER = re.compile(r"-?\d+")
QUOTED = re.compile(r"-?\d+:(?P<message>\d+)")


class Code(Frozen):
    """Why one of the receivers got nothing."""

    code: int
    description: str = ""


class Sent(Frozen):
    """What one of the receivers got."""

    peer_id: int
    message_id: int = 0
    conversation_message_id: int | None = None
    error: Code | None = None


class SentComment(Frozen):
    """A comment that was written."""

    comment_id: int


_SENT: TypeAdapter[tuple[Sent]] = TypeAdapter(tuple[Sent])

type Fields = dict[str, str]


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send a message to a conversation, or a comment beneath the one that it answers."""
    api, address = Api(connection, http), message.door.address
    if PEER.fullmatch(address):
        return _send_message(message, api)
    if wall := WALL.fullmatch(address):
        return _send_comment(message, wall.groupdict(), api)
    return Refused(reason="comments on photos, videos, products and topics must be answered in VK itself")


def _send_message(message: OutboundMessage, api: Api) -> Receipt:
    try:
        files = [api.upload(file, message.door.address) for file in message.files]
    except UnsentError as error:
        return error.receipt
    parts = _messages(message, files)
    return in_order(parts, lambda part: call(lambda: api.call("messages.send", part), _message_receipt))


def _messages(message: OutboundMessage, files: list[str]) -> Iterator[Fields]:
    """Yield the pieces of the text, the files with the last of them, and then the place."""
    *first, last = split(message.text, MAX_TEXT) or [""]
    some, *others = [",".join(ten) for ten in batched(files, MAX_FILES, strict=False)] or [""]
    parts: list[Fields] = [{"message": piece} for piece in first]
    parts += [{"message": last, "attachment": some}, *({"attachment": more} for more in others)]
    parts += [_place(message.place)] if message.place else []
    said = ({name: value for name, value in part.items() if value} for part in parts)
    for index, part in enumerate(filter(None, said)):
        # with `peer_ids`, not `peer_id`, VK tells the id within the conversation
        fields = {"peer_ids": message.door.address, "random_id": str(_number(f"{message.id}:{index}"))}
        yield fields | part | (_quote(message) if index == 0 else {})


def _place(place: Place) -> Fields:
    named = "\n".join(filter(None, (place.name, place.address)))
    return {"message": named, "lat": str(place.latitude), "long": str(place.longitude)}


def _quote(message: OutboundMessage) -> Fields:
    answered = QUOTED.fullmatch(message.references[-1]) if message.references else None
    if answered is None:
        return {}
    peer, number = int(message.door.address), int(answered["message"])
    return {"forward": json.dumps({"peer_id": peer, "conversation_message_ids": [number], "is_reply": True})}


def _number(seed: str) -> int:
    """Return the same positive number of 31 bits for the same seed: VK drops what comes again under it."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]) >> 1 or 1


def _message_receipt(response: httpx.Response) -> Receipt:
    def read(found: JsonValue) -> Receipt:
        [sent] = _SENT.validate_python(found)
        if sent.error:
            return Fault(error_code=sent.error.code, error_msg=sent.error.description).receipt
        number = f"id{sent.message_id}" if sent.conversation_message_id is None else sent.conversation_message_id
        return Accepted(provider_message_ids=(f"{sent.peer_id}:{number}",))

    return _judged(response, read)


def _send_comment(message: OutboundMessage, wall: dict[str, str], api: Api) -> Receipt:
    common = {"owner_id": wall["owner"], "post_id": wall["post"], "reply_to_comment": wall["thread"]}
    common["from_group"] = wall["owner"].lstrip("-")
    thing = f"wall{wall['owner']}_{wall['post']}"
    parts = (
        common | {"message": piece, "guid": f"{message.id}:{index}"}
        for index, piece in enumerate(split(message.text, MAX_TEXT))
    )
    return in_order(
        parts,
        lambda part: call(lambda: api.call("wall.createComment", part), lambda answer: _comment_receipt(answer, thing)),
    )


def _comment_receipt(response: httpx.Response, thing: str) -> Receipt:
    def read(found: JsonValue) -> Receipt:
        return Accepted(provider_message_ids=(f"{thing}:{SentComment.model_validate(found).comment_id}",))

    return _judged(response, read)


def _judged(response: httpx.Response, read: Callable[[JsonValue], Receipt]) -> Receipt:
    """Return what an answer means; `read` says it of a success."""
    if not response.is_success:
        return refusal(response)
    reply = Reply.of(response)
    if reply and reply.error:
        return reply.error.receipt
    try:
        return read(reply.response if reply else None)
    except ValidationError:
        return OutcomeLost(reason="the answer is unreadable")


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file from VK's own hosts; its address works for a while only."""
    address = attachment.provider_media_id or ""
    limit, hosts = MANIFEST.max_attachment, MANIFEST.media_hosts
    return download(attachment, address, http, connection=connection, hosts=hosts, limit=limit)
