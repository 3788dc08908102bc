"""What the Teams channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source, Takes
from transom.model import MediaKind

MANIFEST = Manifest(
    id="teams",
    label="Microsoft Teams",
    source=Source.WEBHOOK,
    idempotency=Idempotency.NONE,
    max_text=20_000,
    max_attachment=100_000_000,
    door_rate=7.0,
    takes=(
        Takes(
            kinds=frozenset({MediaKind.IMAGE}),
            mimes=frozenset({"image/gif", "image/jpeg", "image/png"}),
            max_size=25_000_000,
        ),
    ),
    sends=frozenset({"text", "typing", "edit", "deletion"}),
    receives=frozenset({"text", "image", "video", "audio", "file", "edit", "deletion", "reaction", "typing"}),
    signing="signing_keys",
    media_hosts=(
        "smba.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
        "*.sharepoint.com",
        "*.sharepoint.us",
    ),
    needs=Needs(crypto=True, renewal=True),
    settings=(
        FieldSpec(
            name="app_id",
            label="App id",
            help="The Microsoft App ID of the Azure Bot, under Configuration.",
        ),
        FieldSpec(
            name="tenant_id",
            label="Tenant id",
            help="The App Tenant ID of the Azure Bot, under Configuration.",
        ),
        FieldSpec(
            name="base_url",
            label="Connector address",
            help="Change it only for the clouds of governments.",
            default="https://smba.trafficmanager.net/teams",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="signing_keys",
            label="Signing keys",
            help="The JSON at https://login.botframework.com/v1/.well-known/keys; the desk renews it each day.",
        ),
        FieldSpec(
            name="app_password",
            label="App password",
            help="A client secret of the app's registration, under Certificates & secrets.",
        ),
    ),
)
