"""What the words of End User Messaging's events mean for a message."""

from channels.aws_sms.notices import Fate
from transom.model import DeliveryState

CHANNELS = ("TEXT_", "MEDIA_", "RCS_")

FAILURES = (
    "BLOCKED",
    "CARRIER_BLOCKED",
    "CARRIER_UNREACHABLE",
    "FAILED",
    "FILE_INACCESSIBLE",
    "FILE_SIZE_EXCEEDED",
    "FILE_TYPE_UNSUPPORTED",
    "INVALID",
    "INVALID_MESSAGE",
    "PROTECT_BLOCKED",
    "REJECTED",
    "SPAM",
    "TTL_EXPIRATION_REVOKED",
    "TTL_EXPIRED",
    "UNDELIVERABLE",
    "UNREACHABLE",
)
STATES: dict[str, DeliveryState | None] = {
    "SENT": DeliveryState.SENT,
    "SUCCESSFUL": DeliveryState.SENT,
    "FALLEN_BACK_TO_SMS": DeliveryState.SENT,
    "DELIVERED": DeliveryState.DELIVERED,
    "READ": DeliveryState.READ,
    "PENDING": None,
    "QUEUED": None,
    "UNKNOWN": None,  # many carriers send no receipts
    **dict.fromkeys(FAILURES, DeliveryState.FAILED),
}


def state(notice: Fate) -> DeliveryState | None:
    """Return how far a message came; None for what says nothing about that, calls among it.

    The status goes before the kind of event: RCS tells of a rejected message as `RCS_DELIVERED` too.
    """
    kind = _kind(notice)
    if not kind:
        return None
    return STATES[notice.status] if notice.status in STATES else STATES.get(kind)


def reason(notice: Fate) -> str | None:
    """Return why a message failed, in the words of AWS."""
    if state(notice) is not DeliveryState.FAILED:
        return None
    return notice.description or (notice.status or _kind(notice)).replace("_", " ").lower()


def _kind(notice: Fate) -> str:
    """Return what happened to a message; nothing for an event about anything else."""
    found = [notice.kind.removeprefix(channel) for channel in CHANNELS if notice.kind.startswith(channel)]
    return found[0] if found else ""
