"""Edits and deletes what the app has written, and reacts to what customers write."""

import httpx

from channels.slack.api import Api, Reply
from channels.slack.mrkdwn import escaped
from channels.slack.outbound import refused
from transom.channel import Accepted, Connection, OutboundChange, Receipt, Refused
from transom.provider.calls import DONE, call, for_each

NAMES = {
    "👍": "thumbsup",
    "👎": "thumbsdown",
    "❤️": "heart",
    "🔥": "fire",
    "🎉": "tada",
    "🙏": "pray",
}
DONE_BEFORE = {
    "chat.delete": "message_not_found",
    "reactions.add": "already_reacted",
    "reactions.remove": "no_reaction",
}


def change(change: OutboundChange, connection: Connection, http: httpx.Client) -> Receipt:
    """Make the change, part by part."""
    api = Api(connection, http)
    return for_each(change.message_ids, lambda known: _change(api, change, *known.partition(":")[::2]))


def _change(api: Api, change: OutboundChange, channel: str, ts: str) -> Receipt:
    if not ts:
        return Refused(reason="what was shared as a file is changed in Slack itself")
    place = {"channel": channel, "ts": ts}
    match change.kind:
        case "edit":
            return _call(api, "chat.update", place | {"text": escaped(change.text)})
        case "deletion":
            return _call(api, "chat.delete", place)
        case "reaction":
            return _react(api, change, {"channel": channel, "timestamp": ts})


def _react(api: Api, change: OutboundChange, place: dict[str, str]) -> Receipt:
    """Take the earlier sign away, since an app may put several, and put the new one."""
    for method, sign in (("reactions.remove", change.sign_before), ("reactions.add", change.sign)):
        receipt = _call(api, method, place | {"name": NAMES[sign]}) if sign in NAMES else DONE
        if not isinstance(receipt, Accepted):
            return receipt
    return DONE


def _call(api: Api, method: str, fields: dict[str, str]) -> Receipt:
    return call(lambda: api.post(method, fields), lambda response: _receipt(method, response))


def _receipt(method: str, response: httpx.Response) -> Receipt:
    reply = Reply.of(response)
    return DONE if reply.ok or reply.error == DONE_BEFORE.get(method) else refused(response, reply)
