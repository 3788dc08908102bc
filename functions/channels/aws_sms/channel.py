"""What the channel of AWS End User Messaging SMS is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source, Takes
from transom.model import MediaKind

MANIFEST = Manifest(
    id="aws_sms",
    label="SMS (AWS)",
    source=Source.TOPIC,
    needs=Needs(
        send_actions=("sms-voice:SendTextMessage", "sms-voice:SendMediaMessage"), publisher="sms-voice.amazonaws.com"
    ),
    idempotency=Idempotency.ECHO,
    max_text=1600,
    max_attachment=2_000_000,
    takes=(
        Takes(
            kinds=frozenset({MediaKind.IMAGE}),
            mimes=frozenset({"image/gif", "image/jpeg", "image/png"}),
            max_size=2_000_000,
        ),
        Takes(
            kinds=frozenset({MediaKind.VIDEO}),
            mimes=frozenset({"video/3gpp", "video/mp4", "video/quicktime"}),
            max_size=2_000_000,
        ),
        Takes(
            kinds=frozenset({MediaKind.AUDIO}),
            mimes=frozenset({"audio/amr", "audio/mp4", "audio/mpeg", "audio/ogg"}),
            max_size=2_000_000,
        ),
        Takes(
            kinds=frozenset({MediaKind.FILE}),
            mimes=frozenset({"application/pdf", "text/calendar", "text/vcard"}),
            max_size=2_000_000,
        ),
    ),
    receives=frozenset({"text"}),
    has_opt_out_words=True,
    settings=(
        FieldSpec(
            name="numbers",
            label="Our numbers",
            help="What customers write to, as +15550100, with commas between; empty takes all that the topic brings.",
            is_required=False,
        ),
        FieldSpec(
            name="identity",
            label="Origination identity",
            help="What answers come from: a number, or the id or ARN of a number, a pool or a sender id.",
        ),
        FieldSpec(
            name="configuration_set",
            label="Configuration set",
            help="Its event destination tells the topic what became of answers; without it nobody does.",
            is_required=False,
        ),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only to send elsewhere than to the endpoint of the stack's region.",
            is_required=False,
        ),
    ),
)
