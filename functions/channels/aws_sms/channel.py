"""What the channel of AWS End User Messaging SMS is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source

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
    sends=frozenset({"text", "image", "video", "audio", "file"}),
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
