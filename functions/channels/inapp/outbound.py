"""The way out: the app reads its user's messages itself, and the device that they last wrote from is told of them."""

from typing import TYPE_CHECKING

from channels.inapp import push
from transom.channel import Accepted, Connection, OutboundMessage, Receipt, RetryAfter
from transom.provider.calls import RETRY_SECONDS

if TYPE_CHECKING:
    import httpx
    from botocore.exceptions import ClientError

HINT = 200
"""Characters of a message that a notification shows; the app reads the whole."""
PASSING = frozenset({"Throttled", "Throttling", "ThrottlingException", "KMSThrottling"})


def send(message: OutboundMessage, connection: Connection, http: "httpx.Client") -> Receipt:  # noqa: ARG001 - the contract's form
    """Let the user's device know of a message, which the app then reads; without a device it finds it by itself."""
    if message.route and _is_ours(message.route, connection):
        title = connection.settings.get("title") or message.author_name
        data = {"conversation": message.conversation_id, "message": message.id}
        hinted = _publish(message.route, push.notification(title, _hint(message), data))
        if isinstance(hinted, RetryAfter):
            return hinted
    return Accepted(provider_message_ids=(message.id,))


def _hint(message: OutboundMessage) -> str:
    words = " ".join(message.text.split()) or ", ".join(file.name for file in message.files) or "📍"
    return words if len(words) <= HINT else f"{words[:HINT]}…"


def _is_ours(endpoint: str, connection: Connection) -> bool:
    """Tell whether an endpoint, which any user may name, belongs to the company's app."""
    applications = [arn.strip() for arn in connection.settings.get("applications", "").split(",")]
    return any(arn and endpoint.startswith(arn.replace(":app/", ":endpoint/", 1) + "/") for arn in applications)


def _publish(endpoint: str, form: str) -> RetryAfter | None:
    """Push a notification; a device that takes none, or no answer of SNS's, keeps no message from its user."""
    from botocore.exceptions import (  # noqa: PLC0415 - slow to load, and not needed by what comes in
        BotoCoreError,
        ClientError,
        ConnectTimeoutError,
        EndpointConnectionError,
    )

    try:
        push.client(endpoint.split(":")[3]).publish(TargetArn=endpoint, Message=form, MessageStructure="json")
    except ClientError as error:
        return _put_off(error)
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)
    except BotoCoreError:
        return None
    return None


def _put_off(error: "ClientError") -> RetryAfter | None:
    code = error.response.get("Error", {}).get("Code", "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    is_passing = code in PASSING or status >= 500  # noqa: PLR2004 - the 5xx of HTTP
    return RetryAfter(seconds=RETRY_SECONDS, reason=code) if is_passing else None
