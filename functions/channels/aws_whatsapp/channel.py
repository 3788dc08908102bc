"""What the channel to WhatsApp through AWS is and can do."""

from channels.whatsapp.channel import (
    CHANGE_LIMITS,
    INVITATION,
    PHONE_NUMBER,
    RECEIVES,
    SENDS,
    TAKES,
    TEMPLATE,
    WABA,
    WINDOW,
)
from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source

API_VERSION = "v25.0"

MANIFEST = Manifest(
    id="aws_whatsapp",
    label="WhatsApp through AWS",
    source=Source.TOPIC,
    idempotency=Idempotency.ECHO,
    max_text=4096,
    max_attachment=100_000_000,
    rate=80,
    sends=SENDS,
    takes=TAKES,
    receives=RECEIVES,
    window=WINDOW,
    typing_is_reading=True,
    change_limits=CHANGE_LIMITS,
    invitation=INVITATION,
    settings=(
        FieldSpec(
            name="phone_number_id",
            label="Phone number ID",
            help="AWS's id of the phone number, as phone-number-id-976c72a7…, or its ARN.",
        ),
        WABA.model_copy(
            update={"help": "AWS's id, as waba-…, of the account whose approved templates agents choose from."}
        ),
        TEMPLATE,
        PHONE_NUMBER,
        FieldSpec(
            name="api_version",
            label="Graph API version",
            help="The version of Meta's API in which AWS hands the messages on.",
            default=API_VERSION,
            is_required=False,
        ),
        FieldSpec(
            name="base_url",
            label="Service address",
            help="Change it only for tests: it is the region's own otherwise.",
            is_required=False,
        ),
    ),
    needs=Needs(
        send_actions=(
            "social-messaging:SendWhatsAppMessage",
            "social-messaging:PostWhatsAppMessageMedia",
            "social-messaging:GetWhatsAppMessageMedia",
        ),
        publisher="social-messaging.amazonaws.com",
    ),
)
