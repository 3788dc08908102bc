"""The present time, asked for by handlers alone; everything behind them is given it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)
