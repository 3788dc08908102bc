"""SES's events as EventBridge brings them (Monitoring email sending using Amazon SES event publishing)."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, ValidationError

from transom.channel import InboundDelivery
from transom.errors import UnreadableError
from transom.mail.deliver import as_id
from transom.model import DeliveryState, Frozen, Instant

COMPLAINED = "the recipient calls it spam"


class Recipient(Frozen):
    """Somebody whom a mail did not reach, and what their server said."""

    address: str = Field(alias="emailAddress")
    status: str = ""
    diagnosis: str = Field(default="", alias="diagnosticCode")


class Bounce(Frozen):
    """A server took the mail and gave it back, or did not take it."""

    kind: Literal["Permanent", "Transient", "Undetermined"] = Field(alias="bounceType")
    recipients: tuple[Recipient, ...] = Field(default=(), alias="bouncedRecipients")


class Complaint(Frozen):
    """A recipient called the mail spam."""

    recipients: tuple[Recipient, ...] = Field(default=(), alias="complainedRecipients")


class Rejection(Frozen):
    """SES did not send the mail."""

    reason: str = ""


class SentMail(Frozen):
    """The mail that an event is about."""

    id: str = Field(alias="messageId", min_length=1)


class Detail(Frozen):
    """What happened to a mail."""

    kind: str = Field(alias="eventType")
    mail: SentMail
    bounce: Bounce | None = None
    complaint: Complaint | None = None
    reject: Rejection | None = None


class Notice(Frozen):
    """The envelope of EventBridge."""

    time: Instant
    detail: Detail


def deliveries(body: str) -> list[InboundDelivery]:
    """Return what an event tells of our mails; while SES goes on trying, it tells nothing.

    Raises `UnreadableError` when the event is none of SES's.
    """
    try:
        notice = Notice.model_validate_json(body)
    except ValidationError:
        raise UnreadableError("the event is not one of SES's") from None
    return list(_told(notice))


def _told(notice: Notice) -> Iterator[InboundDelivery]:
    detail = notice.detail
    if detail.kind == "Delivery":
        yield _delivery(notice, DeliveryState.DELIVERED)
    for recipient in detail.bounce.recipients if detail.bounce else ():
        reason = f"{recipient.address}: {recipient.diagnosis or recipient.status or 'it came back'}"
        refused = recipient.address if detail.bounce and detail.bounce.kind == "Permanent" else None
        yield _delivery(notice, DeliveryState.FAILED, reason, refused).model_copy(update={"address": recipient.address})
    for recipient in detail.complaint.recipients if detail.complaint else ():
        yield _delivery(notice, DeliveryState.DELIVERED, COMPLAINED, recipient.address)
    if detail.reject:
        yield _delivery(notice, DeliveryState.FAILED, detail.reject.reason)


def _delivery(
    notice: Notice, state: DeliveryState, reason: str | None = None, refused: str | None = None
) -> InboundDelivery:
    return InboundDelivery(
        provider_message_id=as_id(notice.detail.mail.id),
        state=state,
        reason=reason,
        is_bounce=notice.detail.bounce is not None,
        refused_address=refused,
        occurred_at=notice.time,
    )
