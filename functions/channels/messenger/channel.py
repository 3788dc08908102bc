"""What the channel to a Facebook page is and can do."""

from datetime import timedelta

from transom.channel import DoorKind, FieldSpec, Idempotency, Manifest, Source, Takes, Window
from transom.model import MediaKind

BASE_URL = "https://graph.facebook.com/v25.0"
MEDIA_HOSTS = ("*.fbcdn.net", "*.fbsbx.com")
WINDOW = Window(duration=timedelta(hours=24), after="human_agent", human_agent=timedelta(days=7))
PUBLIC, PRIVATE = "comment:", "private:"
"""How an answer goes to a comment or a post: beneath it, or once to its writer; then the kind of id follows."""
COMMENTS = (
    DoorKind(prefix=PUBLIC, label="in public, beneath the comment"),
    DoorKind(prefix=PRIVATE, label="in private, once", window=Window(duration=timedelta(days=7))),
)
COMMENT_REPLIES = FieldSpec(
    name="comment_replies",
    label="Answers to comments",
    help="Unless an agent chooses: `public` beneath the comment, or `private`, which Meta takes once for each.",
    default="public",
    is_required=False,
)
HUMAN_AGENT = FieldSpec(
    name="human_agent",
    label="Answers after 24 hours",
    help="`yes` if Meta has granted the app the feature Human Agent: people may then answer for seven days.",
    default="no",
    is_required=False,
)
VERIFY_TOKEN = FieldSpec(
    name="verify_token",
    label="Verify token",
    help="A word of yours, which you also enter beside the webhook's address.",
)

IMAGES = Takes(
    kinds=frozenset({MediaKind.IMAGE}),
    mimes=frozenset({"image/gif", "image/jpeg", "image/png"}),
    max_size=8_000_000,
)
SENDS = frozenset({"text", "typing", "read"})
RECEIVES = frozenset(
    {
        "text",
        "image",
        "video",
        "voice",
        "sticker",
        "file",
        "location",
        "edit",
        "deletion",
        "reaction",
        "comment",
        "echo",
    }
)

MANIFEST = Manifest(
    id="messenger",
    label="Facebook",
    source=Source.WEBHOOK,
    idempotency=Idempotency.ECHO,
    max_body=3_000_000,
    max_text=2000,
    max_attachment=25_000_000,
    rate=40,
    takes=(
        IMAGES,
        Takes(kinds=frozenset({MediaKind.VIDEO}), mimes=frozenset({"video/*"}), max_size=25_000_000),
        Takes(kinds=frozenset({MediaKind.AUDIO}), mimes=frozenset({"audio/*"}), max_size=25_000_000),
        Takes(kinds=frozenset({MediaKind.FILE}), max_size=25_000_000),
    ),
    sends=SENDS,
    receives=RECEIVES,
    window=WINDOW,
    door_kinds=COMMENTS,
    signing="app_secret",
    settings=(
        FieldSpec(name="page_id", label="Page ID", help="The page's number: About, Page transparency."),
        COMMENT_REPLIES,
        HUMAN_AGENT,
        FieldSpec(
            name="base_url",
            label="Graph API address",
            help="With the version that is called; change it to move to a newer one, or for tests.",
            default=BASE_URL,
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="app_secret",
            label="App secret",
            help="App settings, Basic: Meta signs its calls of the webhook with it.",
        ),
        VERIFY_TOKEN,
        FieldSpec(
            name="page_token",
            label="Page access token",
            help="With pages_messaging, pages_read_engagement, pages_read_user_content and pages_manage_engagement.",
        ),
    ),
    media_hosts=MEDIA_HOSTS,
)
