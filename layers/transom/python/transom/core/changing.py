"""What an agent may change of what was said: where the provider takes it, and for as long as it does."""

from collections.abc import Sequence
from datetime import datetime

from transom.channel import Manifest
from transom.core.delivery import delivery_of, present
from transom.model import DeliveryState, Entry, EntryName

WORDS = {
    EntryName.MESSAGE_EDITED: "edit",
    EntryName.MESSAGE_DELETED: "deletion",
    EntryName.MESSAGE_REACTED: "reaction",
}
"""What a manifest calls the changes that it sends."""
OUT = frozenset({DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.READ})


def ids(message: Entry, beneath: Sequence[Entry]) -> tuple[str, ...]:
    """Return what the provider calls a message, each part of one that was split."""
    told = [entry for entry in beneath if entry.name is EntryName.MESSAGE_SENT]
    parts = told[-1].data.get("parts") if told else None
    known = (told[-1] if told else message).provider_message_id
    return tuple(str(each) for each in parts) if isinstance(parts, list) else (known,) if known else ()


def refusal(name: EntryName, message: Entry, beneath: Sequence[Entry], manifest: Manifest, now: datetime) -> str | None:
    """Return why a message cannot be changed, in words that follow `The message cannot be changed:`."""
    word = WORDS[name]
    if word not in manifest.sends:
        return f"{manifest.label} takes no {word} of what was said"
    if present(message, beneath).deleted_at:
        return "it was deleted"
    limit = manifest.change_limits.get(word)
    if limit and now - message.at > limit:
        return f"{manifest.label} takes a {word} for {limit.total_seconds() / 3600:g} hours"
    if not (reason := _unfit(name, message, beneath)):
        return None if ids(message, beneath) else f"{manifest.label} gave it no id"
    return reason


def _unfit(name: EntryName, message: Entry, beneath: Sequence[Entry]) -> str | None:
    if name is EntryName.MESSAGE_REACTED:
        return None if message.name is EntryName.MESSAGE_RECEIVED else "it is not the customer's"
    delivery = delivery_of(message, beneath)
    if message.name is not EntryName.MESSAGE_QUEUED or delivery is None:
        return "it is not an answer from here"
    if delivery.state not in OUT:
        return f"it is {delivery.state.replace('_', ' ')}"
    is_whole = not message.attachments and len(ids(message, beneath)) <= 1
    return None if is_whole or name is EntryName.MESSAGE_DELETED else "it went out in several parts, or with files"
