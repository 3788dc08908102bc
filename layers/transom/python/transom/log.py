"""What the functions say of themselves: one event a line, as JSON; never a body, a token or an address."""

from aws_lambda_powertools import Logger


def logger(function: str) -> Logger:
    """Return the logger of a function."""
    return Logger(service=function)
