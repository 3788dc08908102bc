"""The form in which a customer writes."""

from pydantic import JsonValue

from channels.discord.channel import wording
from channels.discord.interactions import Interaction
from channels.discord.markup import plain

MODAL = 9
LABEL, TEXT_INPUT, FILE_UPLOAD = 18, 4, 19
PARAGRAPH = 2
MAX_TEXT = 4000
MAX_FILES = 10
ABOUT = "support:"
"""What a form's id begins with; the message follows that it is about."""


def modal(interaction: Interaction, settings: dict[str, str]) -> dict[str, JsonValue]:
    """Return the form; a message that the customer chose stands in its field."""
    target = interaction.data.resolved.messages.get(interaction.data.target_id or "")
    field: dict[str, JsonValue] = {
        "type": TEXT_INPUT,
        "custom_id": "text",
        "style": PARAGRAPH,
        "required": True,
        "max_length": MAX_TEXT,
    }
    if target and (quoted := plain(target.content)):
        field["value"] = quoted[:MAX_TEXT]
    files: JsonValue = {
        "type": FILE_UPLOAD,
        "custom_id": "files",
        "required": False,
        "min_values": 0,
        "max_values": MAX_FILES,
    }
    return {
        "type": MODAL,
        "data": {
            "custom_id": f"{ABOUT}{target.id if target else ''}",
            "title": wording(settings, "form_title")[:45],
            "components": [
                {"type": LABEL, "label": wording(settings, "form_question")[:45], "component": field},
                {"type": LABEL, "label": wording(settings, "form_files")[:45], "component": files},
            ],
        },
    }


def about(interaction: Interaction) -> str:
    """Return the address of the message that a form was opened on; empty when it was none."""
    target = interaction.data.custom_id.removeprefix(ABOUT)
    if not (target.isascii() and target.isdigit() and interaction.channel_id):
        return ""
    return f"https://discord.com/channels/{interaction.guild_id or '@me'}/{interaction.channel_id}/{target}"
