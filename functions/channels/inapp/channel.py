"""What the in-app channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source, Takes
from transom.model import MediaKind

MANIFEST = Manifest(
    id="inapp",
    label="In-app",
    source=Source.WEBHOOK,
    needs=Needs(send_actions=("sns:Publish",)),
    idempotency=Idempotency.KEY,
    is_routed=True,
    max_body=4_000_000,
    max_attachment=3_000_000,
    sends=frozenset({"text", "location", "contact"}),
    takes=(Takes(kinds=frozenset(MediaKind), max_size=25_000_000),),
    receives=frozenset(
        {"text", "image", "video", "audio", "voice", "file", "location", "edit", "deletion", "reaction", "typing"}
    ),
    signing="identity_secret",
    settings=(
        FieldSpec(
            name="applications",
            label="Push applications",
            help="The ARNs of the SNS platform applications whose endpoints may be pushed to, separated by commas.",
            default="",
            is_required=False,
        ),
        FieldSpec(
            name="title",
            label="Title",
            help="What stands above the text of a notification; the agent's name unless stated.",
            default="",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="identity_secret",
            label="Identity secret",
            help="Your backend signs user ids with it; 32 random bytes as hex. It never goes into the app.",
        ),
    ),
)
