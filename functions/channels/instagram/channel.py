"""What the Instagram channel is and can do."""

from channels.messenger.channel import (
    COMMENT_REPLIES,
    COMMENTS,
    HUMAN_AGENT,
    IMAGES,
    MEDIA_HOSTS,
    RECEIVES,
    SENDS,
    VERIFY_TOKEN,
    WINDOW,
)
from transom.channel import DoorKind, FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import MediaKind

BASE_URL = "https://graph.instagram.com/v25.0"
MENTION = "mention:"
"""An answer to a mention goes by the account; the media follows, and the comment if it is in one."""

MANIFEST = Manifest(
    id="instagram",
    label="Instagram",
    source=Source.WEBHOOK,
    idempotency=Idempotency.NONE,
    max_body=3_000_000,
    max_text=1000,
    max_attachment=25_000_000,
    rate=10,
    takes=(
        IMAGES,
        Takes(
            kinds=frozenset({MediaKind.VIDEO}),
            mimes=frozenset({"video/mp4", "video/ogg", "video/quicktime", "video/webm"}),
            max_size=25_000_000,
        ),
        Takes(
            kinds=frozenset({MediaKind.AUDIO}),
            mimes=frozenset({"audio/aac", "audio/mp4", "audio/wav"}),
            max_size=25_000_000,
        ),
        Takes(kinds=frozenset({MediaKind.FILE}), mimes=frozenset({"application/pdf"}), max_size=25_000_000),
    ),
    sends=SENDS,
    receives=RECEIVES,
    window=WINDOW,
    door_kinds=(*COMMENTS, DoorKind(prefix=MENTION, label="in public, to the mention")),
    signing="app_secret",
    settings=(
        FieldSpec(
            name="account_id",
            label="Account ID",
            help="The professional account's number, as webhooks and /me?fields=user_id tell it.",
        ),
        COMMENT_REPLIES,
        HUMAN_AGENT,
        FieldSpec(
            name="base_url",
            label="Graph API address",
            help="https://graph.facebook.com/v25.0 for an app with Facebook Login; with the version that is called.",
            default=BASE_URL,
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="app_secret",
            label="App secret",
            help="The Instagram app's secret with Instagram Login, and the app's own with Facebook Login: they differ.",
        ),
        VERIFY_TOKEN,
        FieldSpec(
            name="access_token",
            label="Access token",
            help="Of the Instagram account with Instagram Login, or of the page that is linked to it.",
        ),
    ),
    media_hosts=(*MEDIA_HOSTS, "*.cdninstagram.com"),
)
