"""The part of the YouTube Data API's objects that the desk reads."""

from datetime import datetime

from pydantic import Field

from transom.model.base import Frozen
from transom.provider.reading import Apart, Moment, Wrong, right

THREADS = "youtube#commentThreadListResponse"
COMMENTS = "youtube#commentListResponse"


class AuthorChannel(Frozen):
    """The channel that everybody who comments has."""

    value: str = ""


class CommentSnippet(Frozen):
    """What was written, by whom and when."""

    text: str = Field(alias="textDisplay")
    author: str = Field(default="", alias="authorDisplayName")
    avatar: str | None = Field(default=None, alias="authorProfileImageUrl")
    author_channel: AuthorChannel = Field(default_factory=AuthorChannel, alias="authorChannelId")
    parent: str | None = Field(default=None, alias="parentId")
    published_at: Moment = Field(alias="publishedAt")
    updated_at: Moment = Field(alias="updatedAt")


class Comment(Frozen):
    """A comment, or a reply to one."""

    id: str = Field(min_length=1)
    snippet: CommentSnippet

    @property
    def thread(self) -> str:
        """Return the comment at the top, to which all replies are given."""
        return self.snippet.parent or self.id


class Replies(Frozen):
    """Some of a thread's replies."""

    comments: tuple[Apart[Comment], ...] = ()


class ThreadSnippet(Frozen):
    """The top of a thread."""

    top: Comment = Field(alias="topLevelComment")
    count: int = Field(default=0, alias="totalReplyCount", ge=0)


class Thread(Frozen):
    """A comment with its replies; a few of them only, when there are many."""

    id: str = Field(min_length=1)
    snippet: ThreadSnippet
    replies: Replies = Field(default_factory=Replies)

    @property
    def comments(self) -> tuple[Comment | Wrong, ...]:
        """Return all that the page holds of the thread, the top first."""
        return (self.snippet.top, *self.replies.comments)

    @property
    def changed_at(self) -> datetime:
        """Return when one of the comments that the page holds was last written or edited."""
        return max(comment.snippet.updated_at for comment in (self.snippet.top, *right(self.replies.comments)))

    @property
    def is_whole(self) -> bool:
        """Tell whether the page holds all replies."""
        return self.snippet.count <= len(self.replies.comments)


class Kind(Frozen):
    """What a page holds."""

    kind: str


class ThreadPage(Frozen):
    """A page of threads, the newest first."""

    items: tuple[Apart[Thread], ...]
    next: str = Field(default="", alias="nextPageToken")


class CommentPage(Frozen):
    """A page of the replies to one comment."""

    items: tuple[Apart[Comment], ...]
    next: str = Field(default="", alias="nextPageToken")
