"""What the Discourse channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import Kind, MediaKind

MANIFEST = Manifest(
    id="discourse",
    label="Discourse",
    source=Source.WEBHOOK,
    kind=Kind.MAIL,
    idempotency=Idempotency.NONE,
    provider="base_url",
    max_text=32_000,
    max_attachment=10_000_000,
    rate=1,
    takes=(Takes(kinds=frozenset({MediaKind.IMAGE, MediaKind.FILE}), max_size=10_000_000),),
    receives=frozenset({"text", "image", "file", "edit", "deletion", "reaction"}),
    signing="webhook_secret",
    settings=(
        FieldSpec(name="base_url", label="Forum's address", help="As https://forum.example.com, without a path."),
        FieldSpec(
            name="api_username",
            label="User who answers",
            help="The forum's user in whose name answers are posted; what they write themselves is not kept.",
        ),
        FieldSpec(
            name="media_host",
            label="Host of uploads",
            help="Where uploads are kept when it is not the forum's own host, such as cdn.example.com.",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="webhook_secret",
            label="Webhook secret",
            help="The `Secret` of the webhook in the forum's admin pages, with which it signs.",
        ),
        FieldSpec(name="api_key", label="API key", help="A key of the forum for the user who answers."),
    ),
    media_hosts=("*.discourse-cdn.com", "*.discourse.org"),
)
