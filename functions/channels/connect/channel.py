"""What the Amazon Connect channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Source
from transom.model import Kind

MANIFEST = Manifest(
    id="connect",
    label="Amazon Connect",
    source=Source.TOPIC,
    kind=Kind.CALL,
    needs=Needs(
        send_actions=("connect:CreateParticipant",), event_source="aws.connect", publisher="connect.amazonaws.com"
    ),
    idempotency=Idempotency.KEY,
    max_text=1024,
    max_attachment=20_000_000,
    sends=frozenset({"text"}),
    receives=frozenset({"text", "image", "video", "audio", "file"}),
    rate=10.0,
    media_hosts=("*.amazonaws.com",),
    settings=(
        FieldSpec(
            name="instance_id",
            label="Instance",
            help="The id of the Connect instance, the last part of its ARN; events of another one are left aside.",
        ),
        FieldSpec(
            name="region",
            label="Region",
            help="The AWS region of the instance; the desk's own unless stated.",
            default="",
            is_required=False,
        ),
        FieldSpec(
            name="display_name",
            label="Name in chats",
            help="By what name answers appear in a chat.",
            default="Support",
            is_required=False,
        ),
    ),
)
