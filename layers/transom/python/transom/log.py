"""What the functions say of themselves: one event a line, as JSON; never a body, a token or an address."""

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import MetricUnit, single_metric

NAMESPACE = "Transom"


def logger(function: str) -> Logger:
    """Return the logger of a function."""
    return Logger(service=function)


def count(function: str, name: str, value: float = 1) -> None:
    """Count something that an alarm watches; it is kept in the log (embedded metric format)."""
    with single_metric(name=name, unit=MetricUnit.Count, value=value, namespace=NAMESPACE) as metric:
        metric.add_dimension("service", function)
