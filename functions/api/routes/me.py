"""The caller: who they are, whether they are there, and their live connection."""

import secrets

from api.bodies import PresenceChange
from api.call import Call
from api.endpoint import endpoint
from api.present import me_view
from api.views import MeView, PresenceView, SocketTicket
from transom.model import PresenceState
from transom.settings import settings

TICKET_BYTES = 32


@endpoint("GET", "/v1/me")
def get_me(call: Call) -> MeView:
    """Return the caller."""
    presences = {presence.user_id: presence for presence in call.store.desk.presences()}
    return me_view(call.user, presences.get(call.user.id), call.desk.brand)


@endpoint("PUT", "/v1/me/presence")
def set_presence(call: Call, body: PresenceChange) -> PresenceView:
    """Say whether the caller takes new conversations."""
    state = PresenceState(body.state)
    call.store.desk.set_presence(call.user.id, state, call.now)
    call.store.conversations.recount(call.user.id, call.now)
    return PresenceView(state=state, changed_at=call.now)


@endpoint("POST", "/v1/me/socket", status=201)
def open_socket(call: Call) -> SocketTicket:
    """Issue a ticket that opens one WebSocket within a minute."""
    ticket = secrets.token_urlsafe(TICKET_BYTES)
    call.store.sockets.issue_ticket(call.user.id, ticket, call.now)
    return SocketTicket(ticket=ticket, url=_socket_address())


def _socket_address() -> str:
    """Return where sockets are opened, which is where they are managed from, by another scheme."""
    return "ws" + settings().require("sockets").removeprefix("http")
