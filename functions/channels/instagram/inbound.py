"""Instagram's webhook: as a page's, with comments and mentions of its own."""

from channels.instagram import comments
from channels.messenger import inbound as messenger
from channels.messenger.inbound import messages_of, ours_of
from transom.channel import Connection, InboundEvent, Request, Response
from transom.provider.reading import batch, each, read


def handshake(request: Request, connection: Connection) -> Response | None:
    """Answer Meta's question whether the address is ours, if it knows the verify token."""
    return messenger.handshake(request, connection)


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the body is signed with the app's secret."""
    messenger.verify(request, connection)


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what all entries of the account tell, private and public."""
    call = read(comments.Call, request.body, "call of Instagram's webhook")
    ours = ours_of(call.entry, connection.settings.get("account_id", ""))
    return batch(
        each(
            ours,
            "entry of an account's",
            lambda entry: (*messages_of(entry, connection), *comments.told(entry, connection)),
        )
    )
