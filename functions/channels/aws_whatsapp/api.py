"""The calls of End User Messaging Social, and what its refusals mean."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Protocol

from transom.channel import Accepted, OutcomeLost, Receipt, Refused, RetryAfter

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

RETRY_SECONDS = 10.0
BUSY = frozenset({"ThrottledRequestException", "ThrottlingException", "TooManyRequestsException"})


class Social(Protocol):
    """The client, as far as it is used."""

    def send_whatsapp_message(self, **fields: object) -> Mapping[str, str]:
        """Send a message that is written as for the Cloud API."""

    def post_whatsapp_message_media(self, **fields: object) -> Mapping[str, str]:
        """Hand over a file that lies at an address."""

    def get_whatsapp_message_media(self, **fields: object) -> Mapping[str, str]:
        """Put a customer's file to an address; of the answer, the texts are read alone."""

    def list_whatsapp_message_templates(self, **fields: object) -> Mapping[str, object]:
        """List a business account's templates by their ids."""

    def get_whatsapp_message_template(self, **fields: object) -> Mapping[str, str]:
        """Return a template as Meta tells it."""


@cache
def client(base_url: str = "") -> Social:
    """Return the client; it never repeats a call by itself, since a repeated one is a second message."""
    import boto3  # noqa: PLC0415 - it loads slowly, and reading does without

    from transom.aws.clients import ONCE  # noqa: PLC0415 - the same

    made: Social = boto3.client("socialmessaging", config=ONCE, endpoint_url=base_url or None)
    return made


def ask(send: Callable[[], Mapping[str, str]], name: str) -> Receipt:
    """Make a call and return the id that its answer holds under a name; one that broke off has an unknown outcome."""
    from botocore import exceptions as failures  # noqa: PLC0415 - it loads slowly, and reading does without

    try:
        answer = send()
    except failures.ClientError as error:
        return _refusal(error)
    except (failures.ConnectTimeoutError, failures.EndpointConnectionError) as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)
    except failures.ParamValidationError:
        return Refused(reason="the setting phone_number_id is missing or has a wrong form")
    except failures.BotoCoreError as error:
        return OutcomeLost(reason=type(error).__name__, is_failure=True)
    known = answer.get(name)
    return Accepted(provider_message_ids=(known,)) if known else OutcomeLost(reason="the answer is unreadable")


def _refusal(error: "ClientError") -> Receipt:
    told = error.response.get("Error", {})
    code, reason = told.get("Code", ""), told.get("Message", "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in BUSY:
        return RetryAfter(seconds=RETRY_SECONDS, reason=code, is_limit=True)
    if status >= 500:  # noqa: PLR2004 - the 5xx of HTTP
        return OutcomeLost(reason=code, is_failure=True)
    return Refused(reason=f"{code}: {reason}" if reason else code)
