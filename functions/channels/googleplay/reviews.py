"""The part of the Play Developer API's objects that the desk reads."""

from pydantic import Field

from transom.model.base import Frozen
from transom.provider.reading import Apart, Seconds, right


class Timestamp(Frozen):
    """A moment; Google writes its 64-bit numbers as strings."""

    seconds: Seconds


class Dated(Frozen):
    """When a review was last written."""

    last_modified: Timestamp = Field(alias="lastModified")


class UserComment(Dated):
    """What a customer wrote."""

    text: str = ""
    original: str = Field(default="", alias="originalText")
    rating: int = Field(alias="starRating", ge=1, le=5)
    language: str | None = Field(default=None, alias="reviewerLanguage")

    @property
    def plain(self) -> str:
        """Return the stars and the title on the first line, and the body beneath; a tab parts title and body."""
        title, _, body = (self.original or self.text).rpartition("\t")
        stars = "★" * self.rating + "☆" * (5 - self.rating)
        return f"{stars} {title.strip()}".rstrip() + f"\n{body.strip()}".rstrip()


class Comment(Frozen):
    """One side of the conversation about a review; the developer's is ours, and is not read."""

    user: UserComment | None = Field(default=None, alias="userComment")


class Review(Frozen):
    """A review; it holds the latest comment of each side."""

    id: str = Field(alias="reviewId", min_length=1)
    author: str | None = Field(default=None, alias="authorName")
    comments: tuple[Comment, ...] = ()


class Page(Frozen):
    """A page of reviews, the last written first; it has no field at all when there is none."""

    reviews: tuple[Apart[Review], ...] = ()


class DatedComment(Frozen):
    """As much of a comment as is needed to turn the pages."""

    user: Dated | None = Field(default=None, alias="userComment")


class Outline(Frozen):
    """As much of a review as is needed to turn the pages."""

    comments: tuple[DatedComment, ...] = ()


class Pagination(Frozen):
    """Where the list goes on."""

    next: str = Field(default="", alias="nextPageToken")


class Contents(Frozen):
    """As much of a page as is needed to turn it."""

    reviews: tuple[Apart[Outline], ...] = ()
    pagination: Pagination = Field(default_factory=Pagination, alias="tokenPagination")

    @property
    def newest(self) -> int:
        """Return when the newest review of the page was written; 0 when there is none."""
        users = (comment.user for review in right(self.reviews) for comment in review.comments)
        return max((user.last_modified.seconds for user in users if user), default=0)
