"""Bad days of a provider, made to order."""

from typing import Annotated, Literal

from pydantic import Field

from transom.model import Strict


class Fault(Strict):
    """How a channel's provider misbehaves.

    `fail` answers with `status`, `throttle` asks to come back after `retry_after` seconds, `slow` takes `seconds` and
    then works, `drop` takes the message and hangs up without a word.
    """

    channel: str
    mode: Literal["fail", "slow", "throttle", "drop"]
    status: Annotated[int, Field(ge=400, le=599)] = 500
    seconds: Annotated[float, Field(ge=0, le=120)] = 3
    retry_after: Annotated[int, Field(ge=0)] = 1
    times: Annotated[int, Field(ge=1)] | None = None
    """How many requests it lasts for; without a number, until it is taken back."""


class Faults:
    """The faults that are set, one for each channel."""

    def __init__(self) -> None:
        self._left: dict[str, Fault] = {}

    def set(self, fault: Fault) -> None:
        """Let a channel misbehave from now on, in place of what was set before."""
        self._left[fault.channel] = fault

    def clear(self) -> None:
        """Let all channels behave."""
        self._left.clear()

    def all(self) -> list[Fault]:
        """Return what is set."""
        return list(self._left.values())

    def take(self, channel: str) -> Fault | None:
        """Return the fault that the channel's next request meets, and count it."""
        fault = self._left.get(channel)
        if fault and fault.times:
            self._count(fault, fault.times - 1)
        return fault

    def _count(self, fault: Fault, left: int) -> None:
        if left:
            self._left[fault.channel] = fault.model_copy(update={"times": left})
        else:
            del self._left[fault.channel]
