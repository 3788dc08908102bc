"""The part of App Store Connect's objects that the desk reads."""

from datetime import datetime

from pydantic import Field

from transom.model.base import Frozen
from transom.provider.reading import Apart, Moment, right


class Dated(Frozen):
    """When a review was written, or written anew."""

    created_at: Moment = Field(alias="createdDate")


class Attributes(Dated):
    """What a customer wrote."""

    rating: int = Field(ge=1, le=5)
    title: str | None = None
    body: str | None = None
    nickname: str | None = Field(default=None, alias="reviewerNickname")

    @property
    def text(self) -> str:
        """Return the stars and the title on the first line, and the body beneath."""
        first = f"{'★' * self.rating}{'☆' * (5 - self.rating)} {self.title or ''}".rstrip()
        return f"{first}\n{self.body or ''}".rstrip()


class Review(Frozen):
    """A review."""

    id: str = Field(min_length=1)
    attributes: Attributes

    @property
    def key(self) -> str:
        """Return the id of what was written at this time: a review that is written anew keeps its own."""
        return f"{self.id}@{int(self.attributes.created_at.timestamp())}"


class Page(Frozen):
    """A page of reviews, the newest first."""

    data: tuple[Apart[Review], ...]


class Outline(Frozen):
    """As much of a review as is needed to turn the pages."""

    attributes: Dated


class Links(Frozen):
    """Where the list goes on."""

    next: str | None = None


class Contents(Frozen):
    """As much of a page as is needed to turn it."""

    data: tuple[Apart[Outline], ...]
    links: Links = Field(default_factory=Links)

    @property
    def newest(self) -> datetime | None:
        """Return when the newest review of the page was written."""
        return max((review.attributes.created_at for review in right(self.data)), default=None)
