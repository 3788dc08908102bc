"""What an open console is told: that a timeline has grown, of which it fetches the rest itself, or who is typing."""

from concurrent.futures import ThreadPoolExecutor
from typing import Literal

from realtime.leaving import leave
from transom import clock
from transom.aws import sockets
from transom.errors import UnavailableError
from transom.events import Event
from transom.log import logger
from transom.model import Frozen, Instant, SignalName
from transom.store import Store

AT_ONCE = 8
log = logger("realtime")


class Push(Frozen):
    """The message on the socket."""

    type: Literal["timeline", "typing"] = "timeline"
    conversation_id: str
    entry_id: str
    name: str
    at: Instant


def push(store: Store, event: Event) -> None:
    """Tell every open console of an event; a socket that is gone is forgotten."""
    if event.conversation_id is None:
        return
    message = Push(
        type="typing" if event.name == SignalName.CUSTOMER_TYPED else "timeline",
        conversation_id=event.conversation_id,
        entry_id=event.id,
        name=event.name,
        at=event.time,
    )
    open_sockets = store.sockets.all()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        reached = pool.map(lambda socket: _reaches(socket, message), open_sockets)
    for socket, is_open in zip(open_sockets, reached, strict=True):
        if not is_open:
            leave(store, socket, clock.now())


def _reaches(socket: str, message: Push) -> bool:
    """Tell whether the socket is open; one that is slow misses this push and catches up with the next."""
    try:
        return sockets.post(socket, message)
    except UnavailableError:
        log.warning("push_missed", socket=socket)
        return True
