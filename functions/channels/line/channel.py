"""What the LINE channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import MediaKind

BASE_URL = "https://api.line.me"
DATA_URL = "https://api-data.line.me"
STICKERS = "stickershop.line-scdn.net"
AUDIO = frozenset({"audio/m4a", "audio/mp4", "audio/x-m4a"})
PICTURES = "profile.line-scdn.net"

MANIFEST = Manifest(
    id="line",
    label="LINE",
    source=Source.WEBHOOK,
    idempotency=Idempotency.KEY,
    max_text=5000,
    max_attachment=100_000_000,
    sends=frozenset({"text", "location", "typing", "read"}),
    takes=(
        Takes(kinds=frozenset({MediaKind.IMAGE}), mimes=frozenset({"image/jpeg", "image/png"}), max_size=10_000_000),
        Takes(kinds=frozenset({MediaKind.VIDEO}), mimes=frozenset({"video/mp4"}), max_size=200_000_000),
        Takes(kinds=frozenset({MediaKind.AUDIO, MediaKind.VOICE}), mimes=AUDIO, max_size=200_000_000),
    ),
    receives=frozenset({"text", "image", "video", "voice", "file", "sticker", "location", "deletion"}),
    signing="channel_secret",
    settings=(
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for tests; content is then fetched from there too.",
            default=BASE_URL,
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="channel_secret",
            label="Channel secret",
            help="On the channel's page `Basic settings`; LINE signs its webhooks with it.",
        ),
        FieldSpec(
            name="access_token",
            label="Channel access token",
            help="The long-lived one, issued on the channel's page `Messaging API`.",
        ),
    ),
    rate=2000,
    media_hosts=("api-data.line.me", STICKERS, PICTURES),
)
