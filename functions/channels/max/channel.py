"""What the MAX channel is and can do."""

from datetime import timedelta

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import MediaKind

BASE_URL = "https://platform-api2.max.ru"

MANIFEST = Manifest(
    id="max",
    label="MAX",
    source=Source.WEBHOOK,
    idempotency=Idempotency.NONE,
    max_text=4000,
    max_attachment=100_000_000,
    sends=frozenset({"text", "location", "contact", "typing", "read", "edit", "deletion"}),
    takes=(
        Takes(
            kinds=frozenset({MediaKind.IMAGE}),
            mimes=frozenset({"image/bmp", "image/gif", "image/heic", "image/jpeg", "image/png", "image/tiff"}),
            max_size=25_000_000,
        ),
        Takes(
            kinds=frozenset({MediaKind.VIDEO}),
            mimes=frozenset({"video/mp4", "video/quicktime", "video/webm", "video/x-matroska"}),
            max_size=25_000_000,
        ),
        Takes(
            kinds=frozenset({MediaKind.AUDIO}),
            mimes=frozenset({"audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav"}),
            max_size=25_000_000,
        ),
        Takes(kinds=frozenset({MediaKind.FILE}), max_size=25_000_000),
    ),
    change_limits={"edit": timedelta(hours=24), "deletion": timedelta(hours=24)},
    receives=frozenset(
        {"text", "image", "video", "voice", "file", "sticker", "location", "contact", "edit", "deletion"}
    ),
    signing="webhook_secret",
    settings=(
        FieldSpec(
            name="ca_certificate",
            label="Certificate of the Mintsifry CA",
            help="The PEM of the Russian Trusted Root CA, which signs the API's certificate; for this channel alone.",
            is_required=False,
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
        FieldSpec(
            name="webhook_secret",
            label="Webhook secret",
            help="The `secret` of POST /subscriptions: 5 to 256 characters A-Z, a-z, 0-9, _ and -.",
        ),
        FieldSpec(name="access_token", label="Bot token", help="In the bot's settings on business.max.ru."),
    ),
    rate=30,
    media_hosts=("*.oneme.ru", "*.okcdn.ru", "*.mycdn.me", "*.max.ru"),
)
