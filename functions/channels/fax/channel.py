"""What the fax channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source, Takes
from transom.model import Kind, MediaKind

MANIFEST = Manifest(
    id="fax",
    label="Fax",
    source=Source.WEBHOOK,
    kind=Kind.MAIL,
    needs=Needs(crypto=True),
    idempotency=Idempotency.ECHO,
    max_attachment=25_000_000,
    sends=frozenset(),  # a fax is its PDF: what is written beside it is said in the desk alone
    takes=(Takes(kinds=frozenset({MediaKind.FILE}), mimes=frozenset({"application/pdf"}), max_size=25_000_000),),
    receives=frozenset({"text", "file"}),
    rate=1.0,
    media_hosts=(
        "s3.amazonaws.com",
        "*.s3.amazonaws.com",
        "s3.us-east-1.amazonaws.com",
        "*.s3.us-east-1.amazonaws.com",
        "*.telnyx.com",
    ),
    signing="public_key",
    settings=(
        FieldSpec(name="number", label="Fax number", help="The Telnyx number that faxes leave from, as +48223070001."),
        FieldSpec(name="application_id", label="Fax application", help="The id of the Programmable Fax application."),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for a proxy of your own.",
            default="https://api.telnyx.com",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(name="api_key", label="API key", help="From Telnyx' portal, under API Keys: KEY…"),
        FieldSpec(
            name="public_key",
            label="Public key",
            help="From Telnyx' portal, under Keys & Credentials, Public Key: 32 bytes in base64.",
        ),
    ),
)
