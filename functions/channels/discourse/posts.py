"""The part of Discourse's webhook bodies that the desk reads."""

from pydantic import AwareDatetime

from transom.model import Audience
from transom.model.base import Frozen
from transom.provider.reading import Moment

REGULAR = 1


class User(Frozen):
    """Somebody at the forum."""

    id: int
    username: str
    name: str | None = None
    avatar_template: str = ""


class Post(Frozen):
    """A post in a topic."""

    id: int
    topic_id: int
    post_number: int
    user_id: int | None = None
    """Missing like the name and the picture where the account was deleted."""
    username: str | None = None
    name: str | None = None
    avatar_template: str | None = None
    created_at: Moment
    updated_at: Moment | None = None
    cooked: str = ""
    post_type: int = REGULAR
    version: int = 1
    reply_to_post_number: int | None = None
    topic_title: str | None = None
    topic_archetype: str = "regular"
    staff: bool = False
    user_deleted: bool = False
    deleted_at: AwareDatetime | None = None

    @property
    def key(self) -> str:
        """Return the id by which answers refer to the post."""
        return f"{self.topic_id}:{self.post_number}"

    @property
    def author(self) -> User:
        """Return who wrote it."""
        return User(
            id=self.user_id or 0,
            username=self.username or "",
            name=self.name,
            avatar_template=self.avatar_template or "",
        )

    @property
    def audience(self) -> Audience:
        """Return who can read it."""
        return Audience.PRIVATE if self.topic_archetype == "private_message" else Audience.PUBLIC

    @property
    def is_gone(self) -> bool:
        """Tell whether it was taken back."""
        return self.user_deleted or self.deleted_at is not None


class Like(Frozen):
    """Somebody liked a post."""

    post: Post
    user: User


class Hook(Frozen):
    """A call of the webhook, with what it is about under its type's name."""

    post: Post | None = None
    like: Like | None = None
