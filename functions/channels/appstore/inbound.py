"""App Store reviews, as pages of App Store Connect's API hold them."""

from channels.appstore.reviews import Page, Review
from transom.channel import Connection, InboundEvent, InboundMessage, Request, Response, Sender
from transom.errors import UnauthenticError
from transom.model import Audience, Door
from transom.provider.reading import batch, each, read


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: the App Store calls nobody."""
    return None


def verify(request: Request, connection: Connection) -> None:  # noqa: ARG001 - the contract's form
    """Raise `UnauthenticError`: pages are asked for, and whoever calls is not the App Store."""
    raise UnauthenticError("the App Store calls nobody")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the reviews of a page, the oldest first."""
    page = read(Page, request.body, "list of reviews")
    return batch(each(reversed(page.data), "review", lambda review: (_message(review, connection),)))


def _message(review: Review, connection: Connection) -> InboundMessage:
    return InboundMessage(
        provider_message_id=review.key,
        door=Door(channel=connection.channel, connection=connection.id, address=review.id),
        sender=Sender(address=review.id, name=review.attributes.nickname or ""),
        audience=Audience.PUBLIC,
        text=review.attributes.text,
        occurred_at=review.attributes.created_at,
    )
