"""What the Twilio Voice channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Response, Source
from transom.model import Kind

MANIFEST = Manifest(
    id="twilio_voice",
    label="Twilio Voice",
    source=Source.WEBHOOK,
    kind=Kind.CALL,
    is_spoken=True,
    idempotency=Idempotency.ECHO,
    max_text=3000,
    max_attachment=25_000_000,
    sends=frozenset({"text"}),
    receives=frozenset({"text", "voice", "edit"}),
    rate=1.0,
    media_hosts=("api.twilio.com", "*.twilio.com"),
    signing="auth_token",
    acknowledgement=Response(headers={"content-type": "text/xml"}, body="<Response/>"),
    settings=(
        FieldSpec(name="account_sid", label="Account SID", help="From Twilio's console: AC and 32 characters."),
        FieldSpec(name="number", label="Number", help="The Twilio number that calls out, as +48223070000."),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for a region of Twilio's, such as https://api.dublin.ie1.twilio.com.",
            default="https://api.twilio.com",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="auth_token",
            label="Auth token",
            help="From Twilio's console; it signs Twilio's requests and authorises ours.",
        ),
    ),
)
