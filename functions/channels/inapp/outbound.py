"""The way out: answers are pushed to the device that the user last wrote from."""

from typing import TYPE_CHECKING

from channels.inapp import push
from channels.inapp.channel import MANIFEST
from channels.inapp.inbound import ENDPOINT
from transom.channel import Accepted, Connection, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
from transom.core.split import split
from transom.provider.calls import RETRY_SECONDS, in_order

if TYPE_CHECKING:
    import httpx
    from botocore.exceptions import ClientError

MAX_TEXT = MANIFEST.max_text or 1000
PASSING = frozenset({"Throttled", "Throttling", "ThrottlingException", "KMSThrottling"})
GONE = frozenset({"EndpointDisabled", "PlatformApplicationDisabled", "NotFound"})


def send(message: OutboundMessage, connection: Connection, http: "httpx.Client") -> Receipt:  # noqa: ARG001 - the contract's form
    """Push the text in as many notifications as it takes."""
    endpoint = message.door.address.rpartition(ENDPOINT)[2]
    if not endpoint.startswith("arn:"):
        return Refused(reason="the app gave no push endpoint with the user's last message")
    if not _is_ours(endpoint, connection):
        return Refused(reason="the push endpoint belongs to none of the connection's applications")
    title = connection.settings.get("title") or message.author_name
    data = {"conversation": message.conversation_id, "message": message.id}
    texts = enumerate(split(message.text, MAX_TEXT))
    forms = (push.notification(title, text, data | {"part": str(index)}) for index, text in texts)
    return in_order(forms, lambda form: _publish(endpoint, form))


def _is_ours(endpoint: str, connection: Connection) -> bool:
    """Tell whether an endpoint, which any user may name, belongs to the company's app."""
    applications = [arn.strip() for arn in connection.settings.get("applications", "").split(",")]
    return any(arn and endpoint.startswith(arn.replace(":app/", ":endpoint/", 1) + "/") for arn in applications)


def _publish(endpoint: str, form: str) -> Receipt:
    from botocore.exceptions import (  # noqa: PLC0415 - slow to load, and not needed by what comes in
        BotoCoreError,
        ClientError,
        ConnectTimeoutError,
        EndpointConnectionError,
    )

    try:
        published = push.client(endpoint.split(":")[3]).publish(
            TargetArn=endpoint, Message=form, MessageStructure="json"
        )
    except ClientError as error:
        return _refusal(error)
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__)
    except BotoCoreError as error:
        return OutcomeLost(reason=type(error).__name__)
    return Accepted(provider_message_ids=(published["MessageId"],))


def _refusal(error: "ClientError") -> Receipt:
    code = error.response.get("Error", {}).get("Code", "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in GONE:
        return Refused(reason="the user has removed the app, or switched notifications off")
    if code in PASSING or status >= 500:  # noqa: PLR2004 - the 5xx of HTTP
        return RetryAfter(seconds=RETRY_SECONDS, reason=code)
    return Refused(reason=code)
