"""The channel contract: what every folder under `functions/channels/` provides, and the values that pass through it.

- `channel.py`: `MANIFEST`, pure data.
- `inbound.py`: `handshake(request, connection) -> Response | None`, `verify(request, connection) -> None` (raises
  `UnauthenticError`), `parse(request, connection) -> list[InboundEvent]` (raises `UnreadableError`, nothing else).
  Pure: no network, no AWS.
- `outbound.py`: `send(message, connection, http) -> Receipt`, and `fetch(attachment, connection, http) -> Download`
  where the provider hands out media by reference.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from transom.model.base import Frozen, Instant
from transom.model.contact import Door
from transom.model.entry import Attachment, DeliveryState


class Request(Frozen):
    """An HTTP request as it came: header names in lower case, the query raw, the body as bytes."""

    method: str = "POST"
    path: str = "/"
    query: str = ""
    headers: dict[str, str] = {}
    body: bytes = b""
    received_at: Instant


class Response(Frozen):
    """What a handshake answers."""

    status: int = 200
    headers: dict[str, str] = {}
    body: str = ""


class Connection(Frozen):
    """A channel's account at its provider, with its secrets at hand."""

    id: str
    channel: str
    name: str = ""
    settings: dict[str, str] = {}
    secret: dict[str, str] = {}
    previous_secret: dict[str, str] = {}
    """The secret before the last rotation: still accepted when verifying, never used for sending."""

    def secrets(self, field: str) -> list[str]:
        """Return the values of a secret field that are accepted now, the current one first."""
        return [bundle[field] for bundle in (self.secret, self.previous_secret) if bundle.get(field)]


class Idempotency(StrEnum):
    """What a provider offers against sending twice."""

    KEY = "A"
    ECHO = "B"
    NONE = "C"


class Source(StrEnum):
    """How a channel's messages arrive."""

    WEBHOOK = "webhook"
    MAIL = "mail"
    API = "api"


class FieldSpec(Frozen):
    """A setting or a secret that a connection needs."""

    name: str
    label: str
    help: str = ""
    default: str | None = None
    is_required: bool = True


class Manifest(Frozen):
    """What a channel is and can do."""

    id: str
    label: str
    source: Source
    idempotency: Idempotency
    max_body: int = 1_000_000
    """Bytes of a webhook's body that are accepted."""
    max_text: int | None = None
    """Characters in one outbound message; longer texts are split."""
    max_attachment: int = 10_000_000
    sends: frozenset[str] = frozenset({"text"})
    receives: frozenset[str] = frozenset({"text"})
    settings: tuple[FieldSpec, ...] = ()
    secrets: tuple[FieldSpec, ...] = ()


class Sender(Frozen):
    """Who wrote, as the provider tells it."""

    address: str
    name: str = ""
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    is_verified: bool = False


class InboundMessage(Frozen):
    """A customer's message."""

    kind: Literal["message"] = "message"
    provider_message_id: str
    door: Door
    sender: Sender
    text: str = ""
    html: str | None = None
    subject: str | None = None
    attachments: tuple[Attachment, ...] = ()
    contents: dict[str, bytes] = Field(default={}, repr=False)
    """The bytes of attachments that came with the message, by attachment id."""
    occurred_at: Instant
    references: tuple[str, ...] = ()
    """Ids of messages that this one answers, newest last."""
    conversation_id: str | None = None
    """The conversation that a token signed by us names."""
    is_machine: bool = False
    """Whether no person wrote it: stored, and never answered by itself."""


class InboundEdit(Frozen):
    """A customer changed what they had written."""

    kind: Literal["edit"] = "edit"
    provider_message_id: str
    edit_id: str
    door: Door
    text: str
    occurred_at: Instant


class InboundDelivery(Frozen):
    """The provider tells what became of a message of ours."""

    kind: Literal["delivery"] = "delivery"
    provider_message_id: str
    door: Door | None = None
    state: DeliveryState
    reason: str | None = None
    occurred_at: Instant


type InboundEvent = Annotated[InboundMessage | InboundEdit | InboundDelivery, Field(discriminator="kind")]


class OutboundFile(Frozen):
    """An attachment with its bytes, ready to be sent."""

    name: str
    mime: str
    content: bytes = Field(repr=False)
    is_image: bool = False


class OutboundMessage(Frozen):
    """An answer on its way out; `id` is our idempotency key."""

    id: str
    conversation_id: str
    door: Door
    text: str
    html: str | None = None
    subject: str | None = None
    files: tuple[OutboundFile, ...] = ()
    references: tuple[str, ...] = ()
    is_automatic: bool = False
    author_name: str = ""
    queued_at: Instant


class Accepted(Frozen):
    """The provider took the message; its ids, one for each part of a split message."""

    provider_message_ids: tuple[str, ...]


class RetryAfter(Frozen):
    """The provider did not take the message, and will later."""

    seconds: float
    reason: str = ""


class Refused(Frozen):
    """The provider will never take the message."""

    reason: str


class OutcomeLost(Frozen):
    """The provider may or may not have taken the message."""

    reason: str
    provider_message_ids: tuple[str, ...] = ()


type Receipt = Accepted | RetryAfter | Refused | OutcomeLost


class Download(Frozen):
    """A media file fetched from the provider."""

    name: str
    mime: str
    content: bytes = Field(repr=False)


def header(headers: Mapping[str, str], name: str) -> str:
    """Return a header's value, or the empty string; names are kept in lower case."""
    return headers.get(name.lower(), "")
