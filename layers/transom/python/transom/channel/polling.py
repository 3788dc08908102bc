"""What a provider answers when it is asked for news."""

from transom.channel.request import Request
from transom.model.base import Frozen


class Polled(Frozen):
    """The pages of news, each as if the provider had sent it, and where to go on the next time."""

    requests: tuple[Request, ...]
    cursor: str
