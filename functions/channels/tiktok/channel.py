"""What the TikTok channel is and can do."""

from datetime import timedelta

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source, Takes, Window
from transom.model import MediaKind

BASE_URL = "https://business-api.tiktok.com"

MANIFEST = Manifest(
    id="tiktok",
    label="TikTok",
    source=Source.WEBHOOK,
    needs=Needs(renewal=True),
    idempotency=Idempotency.NONE,
    max_text=6000,
    max_attachment=10_000_000,
    takes=(
        Takes(kinds=frozenset({MediaKind.IMAGE}), mimes=frozenset({"image/jpeg", "image/png"}), max_size=3_000_000),
    ),
    receives=frozenset({"text", "image", "sticker", "read", "echo"}),
    signing="app_secret",
    settings=(
        FieldSpec(name="app_id", label="App ID", help="The app's id in the TikTok developer portal."),
        FieldSpec(
            name="business_id",
            label="Business account",
            help="The `open_id` that TikTok gave when the business account allowed the app.",
        ),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for tests.",
            default=BASE_URL,
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(name="app_secret", label="App secret", help="It is for tokens, and TikTok signs webhooks with it."),
        FieldSpec(
            name="refresh_token",
            label="Refresh token",
            help="TikTok gave it when the business account allowed the app; it is good for a year.",
        ),
    ),
    window=Window(duration=timedelta(hours=48)),
    media_hosts=("*.tiktok.com", "*.tiktokcdn.com", "*.tiktokcdn-us.com", "*.ibyteimg.com", "*.byteoversea.com"),
)
