"""What the Slack channel is and can do."""

from transom.channel import FILES, FieldSpec, Idempotency, Manifest, Source, Takes

PICTURES = ("avatars.slack-edge.com", "secure.gravatar.com")
"""Where members' pictures are; these hosts get no token."""

MANIFEST = Manifest(
    id="slack",
    label="Slack",
    source=Source.WEBHOOK,
    idempotency=Idempotency.ECHO,
    max_text=4000,
    max_attachment=100_000_000,
    door_rate=1.0,
    place_ends=":",
    takes=(Takes(kinds=FILES, max_size=1_000_000_000),),
    sends=frozenset({"text", "edit", "deletion", "reaction"}),
    receives=frozenset({"text", "image", "video", "audio", "voice", "file", "edit", "deletion", "reaction"}),
    signing="signing_secret",
    media_hosts=("files.slack.com", *PICTURES),
    settings=(
        FieldSpec(
            name="base_url",
            label="Web API address",
            help="Change it only for another Slack, such as https://slack-gov.com/api.",
            default="https://slack.com/api",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="signing_secret",
            label="Signing secret",
            help="The app's page shows it under Basic Information, App Credentials.",
        ),
        FieldSpec(
            name="bot_token",
            label="Bot token",
            help="The app's page shows it under OAuth & Permissions, as xoxb-…",
        ),
    ),
)
