"""The way out: the desk speaks in a chat as a participant of its own, and fetches what customers attach there."""

from typing import TYPE_CHECKING

from channels.connect import participant
from channels.connect.channel import MANIFEST
from channels.connect.doors import CHAT
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.core.split import split
from transom.errors import NotFoundError, UnavailableError
from transom.model import Attachment
from transom.provider.calls import RETRY_SECONDS, in_order
from transom.provider.media import download

if TYPE_CHECKING:
    import httpx
    from botocore.exceptions import ClientError

MAX_TEXT = MANIFEST.max_text or 1024
PASSING = frozenset({"ThrottlingException", "TooManyRequestsException", "InternalServerException"})
ENDED = frozenset({"AccessDeniedException", "ResourceNotFoundException"})


def send(message: OutboundMessage, connection: Connection, http: "httpx.Client") -> Receipt:  # noqa: ARG001 - the contract's form
    """Say the text in the chat; a caller cannot be written to."""
    address = message.door.address
    if not address.startswith(CHAT):
        return Refused(reason="this customer called by telephone: call them back in Amazon Connect")
    parts = enumerate(split(message.text, MAX_TEXT))
    contact_id = address.removeprefix(CHAT)
    return in_order(parts, lambda part: _say(contact_id, part[1], f"{message.id}-{part[0]}", connection))


def _say(contact_id: str, text: str, key: str, connection: Connection) -> Receipt:
    from botocore.exceptions import (  # noqa: PLC0415 - slow to load, and not needed by what comes in
        BotoCoreError,
        ClientError,
        ConnectTimeoutError,
        EndpointConnectionError,
    )

    try:
        said = participant.participants(connection.settings.get("region", "")).send_message(
            ContentType="text/plain",
            Content=text,
            ClientToken=key,
            ConnectionToken=participant.token(connection, contact_id),
        )
    except ClientError as error:
        participant.forget(connection, contact_id)
        return _refusal(error)
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)
    except BotoCoreError as error:
        return OutcomeLost(reason=type(error).__name__, is_failure=True)
    return Accepted(provider_message_ids=(said["Id"],))


def _refusal(error: "ClientError") -> Receipt:
    code = error.response.get("Error", {}).get("Code", "")
    if code in PASSING:
        return RetryAfter(seconds=RETRY_SECONDS, reason=code, is_limit=True)
    return Refused(reason=f"the chat has ended, or the desk may not join it: {code}" if code in ENDED else code)


def fetch(attachment: Attachment, connection: Connection, http: "httpx.Client") -> Download:
    """Download a file of a chat by the address that Connect hands out for some minutes."""
    contact_id, _, attachment_id = (attachment.provider_media_id or "").partition(" ")
    url, limit = _address(contact_id, attachment_id, connection), MANIFEST.max_attachment
    return download(attachment, url, http, connection=connection, hosts=MANIFEST.media_hosts, limit=limit)


def _address(contact_id: str, attachment_id: str, connection: Connection) -> str:
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - slow to load

    try:
        linked = participant.participants(connection.settings.get("region", "")).get_attachment(
            AttachmentId=attachment_id, ConnectionToken=participant.token(connection, contact_id)
        )
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in PASSING:
            raise UnavailableError(f"Amazon Connect does not hand out the file now: {code}") from None
        raise NotFoundError(f"Amazon Connect does not hand out the file: {code}") from None
    except BotoCoreError as error:
        raise UnavailableError(f"Amazon Connect does not answer: {type(error).__name__}") from None
    return linked["Url"]
