"""What Connect tells: contact events on EventBridge, and the items of a chat on SNS."""

from typing import Annotated

from pydantic import Field

from transom.model import Frozen
from transom.provider.reading import Moment

type Id = Annotated[str, Field(min_length=1)]


class Envelope(Frozen):
    """A notification of SNS, where the topic does not deliver raw."""

    Message: str | None = None


class Endpoint(Frozen):
    """A customer's number."""

    address: str | None = None


class Contact(Frozen):
    """A call, chat or task, at one moment."""

    event_type: str = Field(alias="eventType")
    contact_id: Id = Field(alias="contactId")
    initial_contact_id: str | None = Field(default=None, alias="initialContactId")
    channel: str = ""
    instance_arn: str = Field(default="", alias="instanceArn")
    initiation_method: str = Field(default="", alias="initiationMethod")
    customer_endpoint: Endpoint | None = Field(default=None, alias="customerEndpoint")
    agent: object | None = Field(default=None, alias="agentInfo")
    """Who had it in Connect, if anybody did."""
    disconnect_reason: str | None = Field(default=None, alias="disconnectReason")

    @property
    def first_id(self) -> str:
        """Return the id that stays the same when a contact is transferred."""
        return self.initial_contact_id or self.contact_id

    @property
    def number(self) -> str:
        """Return the customer's number, or nothing."""
        return (self.customer_endpoint.address or "").strip() if self.customer_endpoint else ""

    @property
    def is_outbound(self) -> bool:
        """Tell whether the call went to the customer."""
        return self.initiation_method.upper() in {"OUTBOUND", "API", "CALLBACK", "EXTERNAL_OUTBOUND"}


class ContactEvent(Frozen):
    """An event on the bus."""

    detail_type: str = Field(alias="detail-type")
    time: Moment
    detail: Contact


class Upload(Frozen):
    """A file in a chat."""

    id: Id = Field(alias="AttachmentId")
    name: str = Field(default="file", alias="AttachmentName")
    mime: str = Field(default="application/octet-stream", alias="ContentType")
    status: str = Field(default="APPROVED", alias="Status")


class ReceiptItem(Frozen):
    """Who got or read a message, and when."""

    delivered_at: Moment | None = Field(default=None, alias="DeliveredTimestamp")
    read_at: Moment | None = Field(default=None, alias="ReadTimestamp")


class Metadata(Frozen):
    """What a receipt is about."""

    message_id: Id = Field(alias="MessageId")
    receipts: tuple[ReceiptItem, ...] = Field(default=(), alias="Receipts")


class Item(Frozen):
    """A message or an event of a chat."""

    id: Id = Field(alias="Id")
    type: str = Field(alias="Type")
    content_type: str = Field(default="", alias="ContentType")
    content: str | None = Field(default=None, alias="Content")
    at: Moment = Field(alias="AbsoluteTime")
    participant_id: str | None = Field(default=None, alias="ParticipantId")
    role: str = Field(default="", alias="ParticipantRole")
    name: str | None = Field(default=None, alias="DisplayName")
    contact_id: Id = Field(alias="ContactId")
    initial_contact_id: str | None = Field(default=None, alias="InitialContactId")
    attachments: tuple[Upload, ...] = Field(default=(), alias="Attachments")
    metadata: Metadata | None = Field(default=None, alias="MessageMetadata")

    @property
    def first_id(self) -> str:
        """Return the id that stays the same when a chat is transferred."""
        return self.initial_contact_id or self.contact_id


class Kind(Frozen):
    """Enough of a body to tell the two kinds apart."""

    detail_type: str | None = Field(default=None, alias="detail-type")
