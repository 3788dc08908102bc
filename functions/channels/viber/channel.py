"""What the Viber channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import MediaKind

BASE_URL = "https://chatapi.viber.com"

MANIFEST = Manifest(
    id="viber",
    label="Viber",
    source=Source.WEBHOOK,
    idempotency=Idempotency.ECHO,
    max_text=7000,
    max_attachment=100_000_000,
    sends=frozenset({"text", "location", "contact"}),
    takes=(
        Takes(kinds=frozenset({MediaKind.IMAGE}), mimes=frozenset({"image/jpeg", "image/png"}), max_size=1_000_000),
        Takes(kinds=frozenset({MediaKind.VIDEO}), mimes=frozenset({"video/mp4"}), max_size=26_000_000),
        Takes(kinds=frozenset({MediaKind.FILE}), max_size=50_000_000),
    ),
    receives=frozenset({"text", "image", "video", "file", "sticker", "location", "contact"}),
    signing="auth_token",
    settings=(
        FieldSpec(
            name="sender_name", label="Sender's name", help="Customers see it above answers: up to 28 characters."
        ),
        FieldSpec(
            name="avatar",
            label="Sender's picture",
            help="The https address of a JPEG of at most 100 KB, shown beside answers.",
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
            name="auth_token",
            label="Authentication token",
            help="`Your app key` in the bot's settings; Viber signs its callbacks with it too.",
        ),
    ),
    media_hosts=("*.viber.com",),
)
