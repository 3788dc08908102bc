"""The channel contract: what every folder under `functions/channels/` provides, and the values that pass through it.

- `channel.py`: `MANIFEST`, pure data.
- `inbound.py`: `handshake(request, connection) -> Response | None` (which itself verifies where the provider signs the
  question), `verify(request, connection) -> None` (raises `UnauthenticError`), and
  `parse(request, connection) -> list[InboundEvent]` (raises `UnreadableError`, nothing else). Pure: no network, no AWS.
- `outbound.py`: `send(message, connection, http) -> Receipt`, and `fetch(attachment, connection, http) -> Download`
  where the provider hands out media by reference.
- `polling.py`, of a channel whose provider calls nobody: `poll(connection, cursor, http) -> Polled`.
"""

from transom.channel.connection import Connection
from transom.channel.inbound import (
    InboundConsent,
    InboundDeletion,
    InboundDelivery,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    InboundWatermark,
    Sender,
)
from transom.channel.manifest import FieldSpec, Idempotency, Manifest, Needs, Source, Window
from transom.channel.outbound import (
    Accepted,
    Download,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.channel.polling import Polled
from transom.channel.request import Request, Response, header
from transom.channel.situation import Situation

__all__ = [
    "Accepted",
    "Connection",
    "Download",
    "FieldSpec",
    "Idempotency",
    "InboundConsent",
    "InboundDeletion",
    "InboundDelivery",
    "InboundEdit",
    "InboundEvent",
    "InboundMessage",
    "InboundReaction",
    "InboundWatermark",
    "Manifest",
    "Needs",
    "OutboundFile",
    "OutboundMessage",
    "OutcomeLost",
    "Polled",
    "Receipt",
    "Refused",
    "Request",
    "Response",
    "RetryAfter",
    "Sender",
    "Situation",
    "Source",
    "Window",
    "header",
]
