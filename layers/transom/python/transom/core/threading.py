"""Which conversation a message belongs to."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from transom.model import Frozen


class Evidence(StrEnum):
    """What shows that a message belongs to a conversation, the strongest first."""

    TOKEN = "token"  # noqa: S105 - the kind of evidence, not a secret
    REFERENCE = "reference"
    DOOR = "door"


class Match(Frozen):
    """The conversation that a message belongs to, and how that is known."""

    conversation_id: str
    evidence: Evidence
    detail: str = ""


def match(
    *,
    token: str | None = None,
    references: Sequence[str] = (),
    known: Mapping[str, str] | None = None,
    behind_door: str | None = None,
) -> Match | None:
    """Return the conversation that a message belongs to, or None when it begins one.

    Args:
        token: the conversation that a token signed by us names.
        references: ids of messages that this one answers, newest last.
        known: the conversation of each reference that we know.
        behind_door: the conversation now open behind the sender's door, on channels that have one thread a person.
    """
    if token:
        return Match(conversation_id=token, evidence=Evidence.TOKEN)
    for reference in reversed(references):
        if known and reference in known:
            return Match(conversation_id=known[reference], evidence=Evidence.REFERENCE, detail=reference)
    if behind_door:
        return Match(conversation_id=behind_door, evidence=Evidence.DOOR)
    return None
