"""What the RCS channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source, Takes
from transom.model import MediaKind

MANIFEST = Manifest(
    id="rcs",
    label="RCS (AWS)",
    source=Source.TOPIC,
    needs=Needs(
        send_actions=("sms-voice:SendTextMessage", "sms-voice:SendRcsMessage"),
        publisher="sms-voice.amazonaws.com",
    ),
    idempotency=Idempotency.ECHO,
    falls_back=True,
    max_text=1600,
    max_attachment=25_000_000,
    takes=(
        Takes(
            kinds=frozenset({MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.FILE}), max_size=100_000_000
        ),
    ),
    receives=frozenset({"text", "image", "video", "audio", "file", "location", "typing"}),
    has_opt_out_words=True,
    settings=(
        FieldSpec(name="agent", label="RCS agent", help="The agent's id, rcs-…; it sends what there is no pool for."),
        FieldSpec(
            name="pool",
            label="Pool",
            help="A pool with the agent and a number: answers go by RCS, and by SMS where that fails.",
            is_required=False,
        ),
        FieldSpec(
            name="numbers",
            label="Our addresses",
            help="The agent's id and the pool's numbers, with commas between; empty takes all that the topic brings.",
            is_required=False,
        ),
        FieldSpec(
            name="configuration_set",
            label="Configuration set",
            help="Its event destination tells the topic what became of answers; without it nobody does.",
            is_required=False,
        ),
        FieldSpec(
            name="media_bucket",
            label="Media bucket",
            help="Where AWS puts the files that customers send: the agent's TwoWayMediaS3BucketName.",
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
