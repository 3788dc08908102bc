"""The handler of the count that runs every hour."""

from typing import TYPE_CHECKING

from mail_count.counting import count
from transom import clock
from transom.log import logger
from transom.store import store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

log = logger("mail_count")


@log.inject_lambda_context
def handler(event: dict[str, object], context: "LambdaContext") -> None:  # noqa: ARG001 - the schedule says only that it is time
    """Count the mail of the last two days, hour by hour; an alarm watches for what is missing."""
    counts = count(store(), clock.now())
    received, missing = (sum(getattr(each, name) for each in counts) for name in ("received", "missing"))
    log.info("mail_counted", received=received, missing=missing)
