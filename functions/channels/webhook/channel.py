"""What the webhook channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import MediaKind

MANIFEST = Manifest(
    id="webhook",
    label="Webhook",
    source=Source.WEBHOOK,
    idempotency=Idempotency.KEY,
    provider="target_url",
    max_body=4_000_000,
    max_attachment=100_000_000,
    sends=frozenset({"text", "location", "contact", "typing", "read", "edit", "deletion", "reaction"}),
    takes=(
        Takes(
            kinds=frozenset(
                {MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.VOICE, MediaKind.STICKER, MediaKind.FILE}
            ),
            max_size=100_000_000,
        ),
    ),
    receives=frozenset(
        {
            "text",
            "image",
            "video",
            "audio",
            "voice",
            "file",
            "location",
            "contact",
            "edit",
            "deletion",
            "reaction",
            "typing",
        }
    ),
    signing="signing_secret",
    settings=(
        FieldSpec(
            name="target_url",
            label="Target address",
            help="Where answers are posted to; https, unless it is this very machine.",
        ),
        FieldSpec(
            name="media_hosts",
            label="Hosts of files",
            help="The hosts that files are fetched from, separated by commas; `*.` stands for any part of a name.",
            default="",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="signing_secret",
            label="Signing secret",
            help="`whsec_` and 24 to 64 random bytes in base64; it signs both ways.",
        ),
    ),
)
