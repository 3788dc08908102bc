"""The handler of the check that runs every minute."""

from typing import TYPE_CHECKING

from sla import clocks
from transom import clock
from transom.log import logger
from transom.store import store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

log = logger("sla")


@log.inject_lambda_context
def handler(event: dict[str, object], context: "LambdaContext") -> None:  # noqa: ARG001 - the schedule says only that it is time
    """Do everything that has come up in some conversation."""
    due = clocks.check(store(), clock.now())
    log.info("clocks_checked", due=due)
