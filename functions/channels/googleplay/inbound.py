"""Google Play reviews, as pages of the Play Developer API hold them."""

from collections.abc import Iterator

from channels.googleplay.reviews import Page, Review
from transom.channel import Connection, InboundEvent, InboundMessage, Request, Response, Sender
from transom.errors import UnauthenticError
from transom.model import Audience, Door
from transom.provider.reading import batch, each, from_seconds, read


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: Google Play calls nobody."""
    return None


def verify(request: Request, connection: Connection) -> None:  # noqa: ARG001 - the contract's form
    """Raise `UnauthenticError`: pages are asked for, and whoever calls is not Google Play."""
    raise UnauthenticError("Google Play calls nobody")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the reviews of a page, the oldest first."""
    page = read(Page, request.body, "list of reviews")
    return batch(each(reversed(page.reviews), "review", lambda review: _messages(review, connection)))


def _messages(review: Review, connection: Connection) -> Iterator[InboundMessage]:
    for comment in review.comments:
        if comment.user:
            written = comment.user.last_modified.seconds
            yield InboundMessage(
                # a review that is written anew keeps its id
                provider_message_id=f"{review.id}@{written}",
                door=Door(channel=connection.channel, connection=connection.id, address=review.id),
                sender=Sender(address=review.id, name=review.author or "", language=comment.user.language),
                audience=Audience.PUBLIC,
                text=comment.user.plain,
                occurred_at=from_seconds(written),
            )
