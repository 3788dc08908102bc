"""What the YouTube channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Source
from transom.model import Kind

MANIFEST = Manifest(
    id="youtube",
    label="YouTube comments",
    source=Source.POLL,
    kind=Kind.MAIL,
    idempotency=Idempotency.NONE,
    max_text=10_000,
    max_attachment=0,
    sends=frozenset({"text"}),
    receives=frozenset({"text", "edit"}),
    settings=(
        FieldSpec(
            name="channel_id",
            label="Channel",
            help="The id of your YouTube channel, as UC…: YouTube Settings, Advanced settings.",
        ),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only to go through a proxy of your own, which then also gives the tokens, at /token.",
            default="https://www.googleapis.com/youtube/v3",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(name="client_id", label="OAuth client", help="As …apps.googleusercontent.com: Google Auth Platform."),
        FieldSpec(name="client_secret", label="OAuth client's secret", help="It stands beside the client."),
        FieldSpec(
            name="refresh_token",
            label="Refresh token",
            help="What the channel's owner grants the client, with the scope youtube.force-ssl.",
        ),
    ),
)
