"""The channel contract: what every folder under `functions/channels/` provides, and the values that pass through it.

- `channel.py`: `MANIFEST`, pure data.
- `inbound.py`: `handshake(request, connection) -> Response | None` (which itself verifies where the provider signs the
  question), `verify(request, connection) -> None` (raises `UnauthenticError`), and
  `parse(request, connection) -> list[InboundEvent]` (raises `UnreadableError`, nothing else; of a batch that holds
  something readable, what is not is an `InboundUnreadable`). Pure: no network, no AWS.
- `outbound.py`: `send(message, connection, http) -> Receipt`, and `fetch(attachment, connection, http) -> Download`
  where the provider hands out media by reference, and `confirm(provider_message_id, door, connection, http)` where it
  wants to know what has arrived.
- `profiles.py`, where the provider tells who wrote: `profile(person, door, connection, http) -> Profile`.
- `signals.py`, of a channel that sends `typing` or `read`: `typing(attention, connection, http) -> None` and
  `seen(attention, connection, http) -> None`, whose failures are of no consequence.
- `changes.py`, of a channel that sends `edit`, `deletion` or `reaction`: `change(change, connection, http) -> Receipt`;
  the same change again does no harm.
- `polling.py`, of a channel whose provider calls nobody: `poll(connection, cursor, http) -> Polled`.
- `templates.py`, of a channel whose provider approves templates: `approved(connection, http) -> tuple[Approved, ...]`.
- `ivr.py`, of a channel for calls: `answer(request, connection, inquire) -> Response`, what a caller hears next;
  `inquire(door, team) -> Situation` tells how the desk stands.
- `history.py`, of a channel whose customers read what was written to them here: `wanted(request, connection) ->
  Wanted | None`, and `answer(past, wanted) -> Response`.
- `flow.py`, of a channel whose flows ask before they route: `asked(event, connection) -> Asking | None` and
  `answer(caller, situation) -> dict[str, str]`.
"""

from transom.channel.connection import Connection
from transom.channel.history import Past, PastFile, PastMessage, Wanted
from transom.channel.inbound import (
    Forwarded,
    InboundConsent,
    InboundDeletion,
    InboundDelivery,
    InboundDeparture,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundMove,
    InboundPart,
    InboundReaction,
    InboundRoute,
    InboundTyping,
    InboundUnreadable,
    InboundWatermark,
    Sender,
)
from transom.channel.manifest import FILES, DoorKind, FieldSpec, Idempotency, Manifest, Needs, Source, Takes, Window
from transom.channel.outbound import (
    Accepted,
    Attention,
    Download,
    Letterhead,
    OutboundChange,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Profile,
    Quote,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.channel.polling import Polled
from transom.channel.request import Request, Response, header
from transom.channel.situation import Asking, Caller, Inquiry, Situation
from transom.channel.template import Approved, ApprovedButton, Template

__all__ = [
    "FILES",
    "Accepted",
    "Approved",
    "ApprovedButton",
    "Asking",
    "Attention",
    "Caller",
    "Connection",
    "DoorKind",
    "Download",
    "FieldSpec",
    "Forwarded",
    "Idempotency",
    "InboundConsent",
    "InboundDeletion",
    "InboundDelivery",
    "InboundDeparture",
    "InboundEcho",
    "InboundEdit",
    "InboundEvent",
    "InboundMessage",
    "InboundMove",
    "InboundPart",
    "InboundReaction",
    "InboundRoute",
    "InboundTyping",
    "InboundUnreadable",
    "InboundWatermark",
    "Inquiry",
    "Letterhead",
    "Manifest",
    "Needs",
    "OutboundChange",
    "OutboundFile",
    "OutboundMessage",
    "OutcomeLost",
    "Past",
    "PastFile",
    "PastMessage",
    "Polled",
    "Profile",
    "Quote",
    "Receipt",
    "Refused",
    "Request",
    "Response",
    "RetryAfter",
    "Sender",
    "Situation",
    "Source",
    "Takes",
    "Template",
    "Wanted",
    "Window",
    "header",
]
