"""Amazon Connect, played: its customers write in a chat. Answers go through AWS's own clients."""

import json
from uuid import NAMESPACE_URL, uuid5

from transom_cli.providers.stage import Endpoint, Outgoing, Scene

ENDPOINTS: tuple[Endpoint, ...] = ()


def written(scene: Scene) -> Outgoing:
    """Return what message streaming publishes when a customer has written in a chat."""
    contact_id = str(uuid5(NAMESPACE_URL, f"connect chat {scene.number}"))
    item = {
        "AbsoluteTime": scene.at.isoformat(),
        "Content": scene.text,
        "ContentType": "text/plain",
        "Id": str(uuid5(NAMESPACE_URL, f"{contact_id} {scene.message_id}")),
        "Type": "MESSAGE",
        "ParticipantId": str(uuid5(NAMESPACE_URL, f"{contact_id} customer")),
        "DisplayName": scene.author,
        "ParticipantRole": "CUSTOMER",
        "InitialContactId": contact_id,
        "ContactId": contact_id,
    }
    return Outgoing(body=json.dumps(item).encode())
