"""Edits and deletes what the bot has written, and reacts to what customers write."""

import httpx

from channels.telegram.bot import Bot, Fields, Reply
from transom.channel import Connection, OutboundChange, Receipt, RetryAfter
from transom.provider.calls import DONE, RETRY_SECONDS, call, for_each, refusal

DONE_BEFORE = ("message is not modified", "message to delete not found")
PLAIN = "\ufe0f"
"""What Telegram leaves out of a sign."""


def change(change: OutboundChange, connection: Connection, http: httpx.Client) -> Receipt:
    """Make the change, part by part."""
    bot = Bot(connection, http)
    return for_each(change.message_ids, lambda known: call(lambda: bot.call(*_method(change, known)), _receipt))


def _method(change: OutboundChange, known: str) -> tuple[str, Fields]:
    chat, _, number = known.rpartition(":")
    business = change.door.address.partition("@")[2]
    place: Fields = {"chat_id": chat, "message_id": int(number)}
    match change.kind:
        case "edit":
            return "editMessageText", place | {"text": change.text} | _in_business(business)
        case "deletion" if business:
            return "deleteBusinessMessages", {"business_connection_id": business, "message_ids": [int(number)]}
        case "deletion":
            return "deleteMessage", place
        case "reaction":
            sign = change.sign.replace(PLAIN, "")
            return "setMessageReaction", place | {"reaction": [{"type": "emoji", "emoji": sign}] if sign else []}


def _in_business(business: str) -> Fields:
    return {"business_connection_id": business} if business else {}


def _receipt(response: httpx.Response) -> Receipt:
    reply = Reply.of(response)
    if response.is_success or any(told in reply.description for told in DONE_BEFORE):
        return DONE
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return RetryAfter(seconds=reply.parameters.retry_after or RETRY_SECONDS, reason=reply.description)
    return refusal(response, reply.description)
