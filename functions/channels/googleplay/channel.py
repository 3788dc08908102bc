"""What the Google Play channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source
from transom.model import Kind

MANIFEST = Manifest(
    id="googleplay",
    label="Google Play reviews",
    source=Source.POLL,
    kind=Kind.MAIL,
    needs=Needs(crypto=True),
    # a review has one reply, and a second one takes its place: sending the same twice changes nothing
    idempotency=Idempotency.KEY,
    max_text=350,
    max_attachment=0,
    sends=frozenset({"text"}),
    receives=frozenset({"text"}),
    settings=(
        FieldSpec(name="package_name", label="Package", help="The app's name in Play, such as com.example.shop."),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only to go through a proxy of your own, which then also gives the tokens, at /token.",
            default="https://androidpublisher.googleapis.com",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="service_account",
            label="Service account key",
            help="The whole JSON file of a service account's key, as the Google Cloud console hands it out.",
        ),
    ),
)
