"""What the App Store channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source
from transom.model import Kind

MANIFEST = Manifest(
    id="appstore",
    label="App Store reviews",
    source=Source.POLL,
    kind=Kind.MAIL,
    needs=Needs(crypto=True),
    # a review has one response, and a second one takes its place: sending the same twice changes nothing
    idempotency=Idempotency.KEY,
    max_text=5970,
    max_attachment=0,
    sends=frozenset({"text"}),
    receives=frozenset({"text"}),
    rate=1.0,
    settings=(
        FieldSpec(name="app_id", label="App", help="The app's Apple ID: App Store Connect, App Information, General."),
        FieldSpec(
            name="issuer_id",
            label="Issuer",
            help="Above the list of keys: Users and Access, Integrations, App Store Connect API.",
        ),
        FieldSpec(name="key_id", label="Key", help="The ten characters that the key is listed by."),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only to go through a proxy of your own.",
            default="https://api.appstoreconnect.apple.com",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="private_key",
            label="Private key",
            help="The content of AuthKey_<key>.p8, with its first and last lines; Apple hands it out once.",
        ),
    ),
)
