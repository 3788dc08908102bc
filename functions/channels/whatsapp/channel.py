"""What the WhatsApp channel is and can do."""

from datetime import timedelta

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes, Window
from transom.model import MediaKind

BASE_URL = "https://graph.facebook.com/v25.0"
RECEIVES = frozenset(
    {
        "echo",
        "text",
        "image",
        "video",
        "audio",
        "voice",
        "sticker",
        "file",
        "location",
        "contact",
        "edit",
        "deletion",
        "reaction",
    }
)
SENDS = frozenset({"text", "location", "contact", "template", "typing", "read", "reaction"})
CHANGE_LIMITS = {"reaction": timedelta(days=30)}
TAKES = (
    Takes(kinds=frozenset({MediaKind.IMAGE}), mimes=frozenset({"image/jpeg", "image/png"}), max_size=5_000_000),
    Takes(kinds=frozenset({MediaKind.VIDEO}), mimes=frozenset({"video/3gpp", "video/mp4"}), max_size=16_000_000),
    Takes(
        kinds=frozenset({MediaKind.AUDIO}),
        mimes=frozenset({"audio/aac", "audio/amr", "audio/mp4", "audio/mpeg", "audio/ogg"}),
        max_size=16_000_000,
    ),
    Takes(kinds=frozenset({MediaKind.VOICE}), mimes=frozenset({"audio/ogg"}), max_size=16_000_000),
    Takes(kinds=frozenset({MediaKind.STICKER}), mimes=frozenset({"image/webp"}), max_size=100_000),
    Takes(kinds=frozenset({MediaKind.FILE}), max_size=100_000_000),
)
WINDOW = Window(duration=timedelta(hours=24), after="template")
INVITATION = "https://wa.me/{phone_number}?text={text}"
PHONE_NUMBER = FieldSpec(
    name="phone_number",
    label="Phone number",
    help="Digits alone, as 48500100200: customers of other channels are invited by a link to it.",
    is_required=False,
)
TEMPLATE = FieldSpec(
    name="fallback_template",
    label="Template after 24 hours",
    help="As name:language, such as answer_ready:en. It needs one variable in its body, which the answer is put into.",
    is_required=False,
)
WABA = FieldSpec(
    name="waba_id",
    label="Business account ID",
    help="The WhatsApp Business Account whose approved templates agents can choose from.",
    is_required=False,
)

MANIFEST = Manifest(
    id="whatsapp",
    label="WhatsApp",
    source=Source.WEBHOOK,
    idempotency=Idempotency.ECHO,
    max_body=3_000_000,
    max_text=4096,
    max_attachment=100_000_000,
    rate=80,
    sends=SENDS,
    takes=TAKES,
    receives=RECEIVES,
    window=WINDOW,
    typing_is_reading=True,
    change_limits=CHANGE_LIMITS,
    signing="app_secret",
    invitation=INVITATION,
    settings=(
        FieldSpec(
            name="phone_number_id",
            label="Phone number ID",
            help="Meta's number for the phone number: WhatsApp, API Setup. It is not the phone number itself.",
        ),
        WABA,
        TEMPLATE,
        PHONE_NUMBER,
        FieldSpec(
            name="base_url",
            label="Graph API address",
            help="With the version that is called; change it to move to a newer one, or for tests.",
            default=BASE_URL,
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="app_secret",
            label="App secret",
            help="App settings, Basic: Meta signs its calls of the webhook with it.",
        ),
        FieldSpec(
            name="verify_token",
            label="Verify token",
            help="A word of yours, which you also enter beside the webhook's address.",
        ),
        FieldSpec(
            name="access_token",
            label="Access token",
            help="Of a system user with the rights whatsapp_business_messaging and whatsapp_business_management.",
        ),
    ),
    media_hosts=("lookaside.fbsbx.com",),
)
