"""Conversations by what people call them."""

from api.call import Call
from transom.errors import NotFoundError
from transom.intake import placing
from transom.model import Conversation


def named(call: Call, name: str) -> Conversation:
    """Return the conversation of an id or a code, or the one that it goes on in."""
    found = placing.current(call.store, name.replace("-", "").upper())
    if found is None:
        raise NotFoundError(f"There is no conversation {name}.")
    return found
