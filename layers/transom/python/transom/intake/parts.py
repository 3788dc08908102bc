"""A message that comes in parts: shown with the first one, whole with the last, in the order of the parts."""

from collections.abc import Mapping
from datetime import datetime

from transom.channel import InboundConsent, InboundPart, Window
from transom.core.consent import wish
from transom.intake import changes, consents, messages
from transom.store import Reference, Store

MISSING = " […] "


def receive(store: Store, event: InboundPart, now: datetime, window: Window | None = None) -> Reference:
    """Keep a part, and put what is known of the message by now in its place; returns where the message is filed."""
    series = f"{event.door}#{event.message.provider_message_id}"
    known = store.parts.keep(series, event.position, event.message.text, now)
    filed = messages.receive(store, event.message.model_copy(update={"text": _joined(known, event.total)}), now, window)
    changes.correct(store, filed, _joined(known, event.total), now)
    while (latest := store.parts.known(series)) != known:  # another part came meanwhile
        known = latest
        changes.correct(store, filed, _joined(known, event.total), now)
    if len(known) == event.total:
        _heed(store, event, _joined(known, event.total), now)
    return filed


def _joined(known: Mapping[int, str], total: int) -> str:
    """Return the parts in their order, with a sign for each run of those that have not come."""
    text = ""
    for position in range(1, total + 1):
        text += known.get(position, "" if text.endswith(MISSING) else MISSING)
    return text.strip()


def _heed(store: Store, event: InboundPart, text: str, now: datetime) -> None:
    """Do what the whole text wishes about being written to."""
    is_given = wish(text)
    if is_given is not None:
        at = event.message.occurred_at
        consents.consent(store, InboundConsent(door=event.door, is_given=is_given, occurred_at=at), now)
