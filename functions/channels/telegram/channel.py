"""What the Telegram channel is and can do."""

from datetime import timedelta

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import MediaKind

MANIFEST = Manifest(
    id="telegram",
    label="Telegram",
    source=Source.WEBHOOK,
    idempotency=Idempotency.NONE,
    max_text=4096,
    max_attachment=20_000_000,
    rate=30,
    door_rate=1.0,
    sends=frozenset({"text", "location", "contact", "typing", "edit", "deletion", "reaction"}),
    takes=(
        Takes(
            kinds=frozenset({MediaKind.IMAGE}),
            mimes=frozenset({"image/jpeg", "image/png", "image/webp"}),
            max_size=10_000_000,
        ),
        Takes(kinds=frozenset({MediaKind.VIDEO}), mimes=frozenset({"video/mp4"}), max_size=50_000_000),
        Takes(kinds=frozenset({MediaKind.AUDIO}), mimes=frozenset({"audio/mp4", "audio/mpeg"}), max_size=50_000_000),
        Takes(
            kinds=frozenset({MediaKind.VOICE}),
            mimes=frozenset({"audio/mp4", "audio/mpeg", "audio/ogg"}),
            max_size=50_000_000,
        ),
        Takes(
            kinds=frozenset({MediaKind.STICKER}),
            mimes=frozenset({"application/x-tgsticker", "image/webp", "video/webm"}),
            max_size=512_000,
        ),
        Takes(kinds=frozenset({MediaKind.FILE}), max_size=50_000_000),
    ),
    change_limits={"deletion": timedelta(hours=48)},
    receives=frozenset(
        {
            "echo",
            "text",
            "image",
            "video",
            "audio",
            "voice",
            "sticker",
            "file",
            "location",
            "contact",
            "edit",
            "deletion",
            "reaction",
        }
    ),
    signing="webhook_secret",
    media_hosts=("api.telegram.org",),
    invitation="https://t.me/{username}?start={text}",
    settings=(
        FieldSpec(
            name="username",
            label="Bot",
            help="As it is called on Telegram, without the @: customers of other channels are invited by a link to it.",
            is_required=False,
        ),
        FieldSpec(
            name="base_url",
            label="Bot API address",
            help="Change it only for a Bot API server of your own.",
            default="https://api.telegram.org",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(name="token", label="Bot token", help="@BotFather gives it, as 123456:ABC…"),
        FieldSpec(
            name="webhook_secret",
            label="Webhook secret",
            help="The `secret_token` of setWebhook: 1 to 256 characters A-Z, a-z, 0-9, _ and -.",
        ),
    ),
)
