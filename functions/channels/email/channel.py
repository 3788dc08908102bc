"""What the e-mail channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Source

MANIFEST = Manifest(
    id="email",
    label="E-mail",
    source=Source.MAIL,
    idempotency=Idempotency.NONE,
    max_body=40_000_000,
    max_attachment=25_000_000,
    sends=frozenset({"text", "html", "subject", "image", "file"}),
    receives=frozenset({"text", "html", "subject", "image", "video", "audio", "file"}),
    settings=(FieldSpec(name="address", label="Address", help="Where customers write, and what answers come from."),),
    secrets=(
        FieldSpec(
            name="token_key",
            label="Token key",
            help="Signs the reply address. Without one, the key that the stack made is used.",
            is_required=False,
        ),
    ),
)
