"""The functions' logger: one event a line, as JSON; never a body, a token or an address."""

from aws_lambda_powertools import Logger, Metrics


def logger(function: str) -> Logger:
    """Return the logger of a function."""
    return Logger(service=function)


def metrics(function: str) -> Metrics:
    """Return the counters of a function, kept in its log (embedded metric format)."""
    return Metrics(namespace="Transom", service=function)
