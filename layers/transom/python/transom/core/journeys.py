"""Journeys: one matter over several channels, joined once the customer has proven that they are the same."""

import re

from transom.core import linking
from transom.model import Conversation
from transom.model.link import LinkKind

PREFIX = "TR-"
PASS_LENGTH = 16
MOST_STAGES = 20
_PASS = re.compile(rf"\b{PREFIX}([0-9A-HJKMNP-TV-Z]{{{PASS_LENGTH}}})\b", re.IGNORECASE)


def pass_in(*texts: str) -> str | None:
    """Return the first pass that texts hold, as it was given out."""
    found = (_PASS.search(text) for text in texts)
    return next((match[1].upper() for match in found if match), None)


def stages(conversation: Conversation) -> tuple[str, ...]:
    """Return the conversations that are the stages next to this one."""
    return tuple(each.conversation_id for each in conversation.links if each.kind.is_proven)


def joined(known: Conversation, later: Conversation) -> linking.Pair | None:
    """Return the later conversation and the known one as stages of a journey; None if they are linked already."""
    if known.id == later.id or linking.kind_of(later, known):
        return None
    return linking.link(later, known, LinkKind.CONTINUES)
