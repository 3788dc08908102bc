"""The calls of End User Messaging, and what its refusals mean."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Protocol

from transom.channel import Accepted, OutcomeLost, Receipt, Refused, RetryAfter

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

RETRY_SECONDS = 5.0
TOO_MANY = 429
OPTED_OUT = "DESTINATION_PHONE_NUMBER_OPTED_OUT"


class Messaging(Protocol):
    """The client, as far as it is used."""

    def send_text_message(self, **fields: object) -> Mapping[str, str]:
        """Send an SMS; a pool with an RCS agent tries that first."""

    def send_media_message(self, **fields: object) -> Mapping[str, str]:
        """Send an MMS."""

    def send_rcs_message(self, **fields: object) -> Mapping[str, str]:
        """Send a message of RCS with more than text."""


@cache
def client(base_url: str = "") -> Messaging:
    """Return the client; it never repeats a call by itself, since a repeated one is a second message."""
    import boto3  # noqa: PLC0415 - it loads slowly, and reading does without

    from transom.aws.clients import ONCE  # noqa: PLC0415 - the same

    made: Messaging = boto3.client("pinpoint-sms-voice-v2", config=ONCE, endpoint_url=base_url or None)
    return made


def ask(send: Callable[[], Mapping[str, str]]) -> Receipt:
    """Make a call; one that broke off after it left has an unknown outcome."""
    from botocore import exceptions as failures  # noqa: PLC0415 - it loads slowly, and reading does without

    try:
        answer = send()
    except failures.ClientError as error:
        return _refusal(error)
    except (failures.ConnectTimeoutError, failures.EndpointConnectionError) as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)
    except failures.ParamValidationError:
        return Refused(reason="the customer's number, or a setting of the connection, is missing or has a wrong form")
    except failures.BotoCoreError as error:
        return OutcomeLost(reason=type(error).__name__, is_failure=True)
    return Accepted(provider_message_ids=(answer["MessageId"],))


def _refusal(error: "ClientError") -> Receipt:
    told = error.response.get("Error", {})
    code, reason = told.get("Code", ""), told.get("Message", "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if status == TOO_MANY or code in {"ThrottlingException", "TooManyRequestsException"}:
        return RetryAfter(seconds=RETRY_SECONDS, reason=code, is_limit=True)
    if status >= 500:  # noqa: PLR2004 - the 5xx of HTTP
        return OutcomeLost(reason=code, is_failure=True)
    if OPTED_OUT in reason:
        return Refused(reason="the customer has opted out of messages from this number")
    return Refused(reason=f"{code}: {reason}" if reason else code)
