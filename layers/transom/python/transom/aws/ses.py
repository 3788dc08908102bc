"""Mail on its way out through SES, as the receipt of the channel contract."""

from collections.abc import Sequence

from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError

from transom.aws import clients
from transom.channel import Accepted, OutcomeLost, Receipt, Refused, RetryAfter

BUSY = {"TooManyRequestsException", "LimitExceededException", "SendingPausedException", "ThrottlingException"}
RETRY_SECONDS = 30.0
MAX_OF_FIRST_API = 10_000_000
"""The second API takes 40 MB, but the emulator writes what it is given anew, so that replies would lose their way."""


def send(raw: bytes, *, sender: str, recipients: Sequence[str]) -> Receipt:
    """Hand a whole message to SES; its id there is the receipt's."""
    try:
        ses_id = _hand_over(raw, sender, recipients)
    except ClientError as error:
        return _refusal(error)
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)
    except BotoCoreError as error:
        return OutcomeLost(reason=type(error).__name__, is_failure=True)
    return Accepted(provider_message_ids=(ses_id,))


def _hand_over(raw: bytes, sender: str, recipients: Sequence[str]) -> str:
    if len(raw) <= MAX_OF_FIRST_API:
        sent = clients.client("ses").send_raw_email(Source=sender, Destinations=recipients, RawMessage={"Data": raw})
        return sent["MessageId"]
    large = clients.client("sesv2").send_email(
        FromEmailAddress=sender, Destination={"ToAddresses": recipients}, Content={"Raw": {"Data": raw}}
    )
    return large["MessageId"]


def _refusal(error: ClientError) -> Receipt:
    code = error.response.get("Error", {}).get("Code", "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in BUSY:
        return RetryAfter(seconds=RETRY_SECONDS, reason=code, is_limit=True)
    if status >= 500:  # noqa: PLR2004 - the 5xx of HTTP
        return OutcomeLost(reason=code, is_failure=True)
    return Refused(reason=code)
