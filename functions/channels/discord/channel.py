"""What the Discord channel is and can do."""

import json

from transom.channel import FILES, FieldSpec, Idempotency, Manifest, Needs, Response, Source, Takes

EPHEMERAL = 64
RECEIVED = {"type": 4, "data": {"content": "Your message was received. Thank you!", "flags": EPHEMERAL}}

MANIFEST = Manifest(
    id="discord",
    label="Discord",
    source=Source.WEBHOOK,
    idempotency=Idempotency.KEY,
    max_text=2000,
    max_attachment=10_485_760,
    rate=5.0,
    takes=(Takes(kinds=FILES, max_size=10_485_760),),
    sends=frozenset({"text", "typing", "edit", "deletion"}),
    receives=frozenset({"text", "image", "video", "audio", "file"}),
    signing="public_key",
    acknowledgement=Response(headers={"content-type": "application/json"}, body=json.dumps(RECEIVED)),
    media_hosts=("cdn.discordapp.com", "media.discordapp.net"),
    needs=Needs(crypto=True),
    settings=(
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for a proxy of your own.",
            default="https://discord.com/api/v10",
            is_required=False,
        ),
        FieldSpec(
            name="form_title",
            label="Form's title",
            help="What stands above the form, up to 45 characters.",
            default="Contact support",
            is_required=False,
        ),
        FieldSpec(
            name="form_question",
            label="Form's question",
            help="What stands above the field for the message, up to 45 characters.",
            default="How can we help?",
            is_required=False,
        ),
        FieldSpec(
            name="form_files",
            label="Form's line for files",
            help="What stands above the field for files, up to 45 characters.",
            default="Files",
            is_required=False,
        ),
        FieldSpec(
            name="answer_button",
            label="Button under answers",
            help="What stands on the button by which a customer writes back, up to 80 characters.",
            default="Write back",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="public_key",
            label="Public key",
            help="The app's page shows it under General Information, as 64 hex digits.",
        ),
        FieldSpec(name="bot_token", label="Bot token", help="The app's page shows it once under Bot, Reset Token."),
    ),
)


def wording(settings: dict[str, str], name: str) -> str:
    """Return one of the texts that customers see, as it is set or by default."""
    defaults = {field.name: field.default or "" for field in MANIFEST.settings}
    return settings.get(name) or defaults[name]
