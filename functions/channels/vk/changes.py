"""Edits and deletes what the community has written, and reacts to what customers write."""

import httpx

from channels.vk.api import Api, Reply
from channels.vk.inbound import SIGNS
from channels.vk.outbound import QUOTED
from transom.channel import Connection, OutboundChange, Receipt, Refused
from transom.provider.calls import DONE, call, for_each, refusal


def change(change: OutboundChange, connection: Connection, http: httpx.Client) -> Receipt:
    """Make the change in a conversation, part by part; comments are changed in VK itself."""
    api = Api(connection, http)
    return for_each(change.message_ids, lambda known: _change(api, change, known))


def _change(api: Api, change: OutboundChange, known: str) -> Receipt:
    found = QUOTED.fullmatch(known)
    if found is None:
        return Refused(reason="comments must be changed in VK itself")
    method, fields = _method(change, found["message"])
    return call(lambda: api.call(method, {"peer_id": change.door.address, **fields}), _receipt)


def _method(change: OutboundChange, number: str) -> tuple[str, dict[str, str]]:
    match change.kind:
        case "edit":
            return "messages.edit", {"cmid": number, "message": change.text}
        case "deletion":
            return "messages.delete", {"cmids": number, "delete_for_all": "1"}
        case "reaction" if change.sign in SIGNS:
            reaction = str(SIGNS.index(change.sign) + 1)
            return "messages.sendReaction", {"cmid": number, "reaction_id": reaction}
        case _:
            return "messages.deleteReaction", {"cmid": number}


def _receipt(response: httpx.Response) -> Receipt:
    if not response.is_success:
        return refusal(response)
    reply = Reply.of(response)
    return reply.error.receipt if reply and reply.error else DONE
