"""What the Twilio channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Response, Source, Takes
from transom.model import MediaKind

MANIFEST = Manifest(
    id="twilio_sms",
    label="SMS (Twilio)",
    source=Source.WEBHOOK,
    idempotency=Idempotency.ECHO,
    max_text=1600,
    max_attachment=5_000_000,
    takes=(
        Takes(kinds=frozenset({MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.FILE}), max_size=5_000_000),
    ),
    max_together=5_000_000,
    receives=frozenset({"text", "image", "video", "audio", "file", "location"}),
    signing="auth_token",
    acknowledgement=Response(headers={"content-type": "text/xml"}, body="<Response/>"),
    media_hosts=("api.twilio.com", "*.twilio.com", "*.twiliocdn.com", "s3-external-1.amazonaws.com"),
    has_opt_out_words=True,
    invitation="sms:{sender}?body={text}",
    settings=(
        FieldSpec(name="account_sid", label="Account SID", help="AC… from the console's first page."),
        FieldSpec(
            name="sender",
            label="Sender",
            help="The number that answers come from, as +15550100, or a messaging service's SID, MG….",
        ),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for a region of Twilio's such as https://api.dublin.ie1.twilio.com.",
            default="https://api.twilio.com",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(name="auth_token", label="Auth token", help="The account's token, with which Twilio signs."),
        FieldSpec(
            name="api_key",
            label="API key",
            help="SK…; the desk sends with it instead of the auth token.",
            is_required=False,
        ),
        FieldSpec(
            name="api_key_secret",
            label="API key's secret",
            help="It is shown once, when the key is made.",
            is_required=False,
        ),
    ),
)
