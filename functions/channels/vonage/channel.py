"""What the Vonage channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source, Takes
from transom.model import MediaKind

MANIFEST = Manifest(
    id="vonage",
    label="SMS (Vonage)",
    source=Source.WEBHOOK,
    needs=Needs(crypto=True),
    idempotency=Idempotency.ECHO,
    max_text=1000,
    max_attachment=5_000_000,
    takes=(
        Takes(kinds=frozenset({MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.FILE}), max_size=5_000_000),
    ),
    receives=frozenset({"text", "image", "video", "audio", "sticker", "file", "location", "reaction"}),
    signing="signature_secret",
    media_hosts=("*.nexmo.com", "*.vonage.com"),
    has_opt_out_words=True,
    invitation="sms:+{sender}?body={text}",
    settings=(
        FieldSpec(name="application_id", label="Application id", help="The UUID of the application that sends."),
        FieldSpec(name="sender", label="Sender", help="The number or name that answers come from, as 15550100."),
        FieldSpec(
            name="signature_method",
            label="Signature method",
            help="How the SMS API signs: md5hash, md5, sha1, sha256 or sha512, as the account's settings have it.",
            default="sha256",
            is_required=False,
        ),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for a region of Vonage's such as https://api-eu.vonage.com.",
            default="https://api.nexmo.com",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="signature_secret",
            label="Signature secret",
            help="The account's settings have it; Vonage signs webhooks with it.",
        ),
        FieldSpec(
            name="private_key",
            label="Private key",
            help="The application's, as PEM: -----BEGIN PRIVATE KEY-----…; the desk sends with it.",
        ),
    ),
)
