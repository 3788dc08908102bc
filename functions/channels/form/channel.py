"""What the form channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import Kind, MediaKind

MANIFEST = Manifest(
    id="form",
    label="Web form",
    source=Source.API,
    kind=Kind.MAIL,
    idempotency=Idempotency.NONE,
    max_body=200_000,
    max_attachment=25_000_000,
    sends=frozenset({"text", "html", "subject"}),
    takes=(Takes(kinds=frozenset({MediaKind.IMAGE, MediaKind.FILE}), max_size=25_000_000),),
    max_together=25_000_000,
    receives=frozenset({"text", "subject", "image", "video", "audio", "file"}),
    settings=(
        FieldSpec(
            name="address",
            label="Address",
            help="What answers come from, and where answers to them go: the address of an e-mail connection.",
        ),
        FieldSpec(
            name="origins",
            label="Sites",
            help="Whose pages may send the form, as https://www.example.com, with commas between; empty lets all.",
            is_required=False,
        ),
        FieldSpec(
            name="stamp",
            label="Stamp",
            help="`required`: what comes without a stamp waits in quarantine. Without JavaScript there is none.",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="token_key",
            label="Token key",
            help="Signs the reply address; the same as the e-mail connection's. Without one, the stack's is used.",
            is_required=False,
        ),
    ),
)
