"""What the X channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import MediaKind

BASE_URL = "https://api.x.com"

MANIFEST = Manifest(
    id="x",
    label="X",
    source=Source.WEBHOOK,
    idempotency=Idempotency.NONE,
    max_text=10_000,
    max_attachment=25_000_000,
    takes=(
        Takes(
            kinds=frozenset({MediaKind.IMAGE}),
            mimes=frozenset({"image/jpeg", "image/png", "image/webp"}),
            max_size=5_000_000,
        ),
    ),
    receives=frozenset({"text", "image", "video", "read", "typing"}),
    signing="consumer_secret",
    settings=(
        FieldSpec(name="user_id", label="User id", help="The account's own id, a number: `GET /2/users/me` tells it."),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for tests.",
            default=BASE_URL,
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(name="consumer_key", label="API key", help="The app's `API Key` in the developer portal."),
        FieldSpec(
            name="consumer_secret",
            label="API key secret",
            help="The app's `API Key Secret`; X signs webhooks with it too.",
        ),
        FieldSpec(name="access_token", label="Access token", help="The account's own, made by the app."),
        FieldSpec(
            name="access_token_secret",
            label="Access token secret",
            help="It comes with the access token, which needs the permission for direct messages.",
        ),
    ),
    media_hosts=("api.x.com", "pbs.twimg.com", "video.twimg.com"),
)
