"""Splitting messages off a conversation, as the table stands."""

from collections.abc import Iterator, Sequence

from api.bodies import Split
from api.call import Call
from api.changes import entry
from api.window import window_of
from transom.contention import insist
from transom.core import splitting
from transom.ids import new_code
from transom.intake.messages import preview
from transom.model import Conversation, Entry, Matter
from transom.store import Moment, Reference

SINCE_THE_ANSWER = 100
"""How many of the latest moments are read to see whether the customer still waits."""


def split(call: Call, conversation_id: str, wanted: Split) -> Conversation:
    """Let messages go on in a conversation of their own, and return that."""
    chosen_ids = tuple(dict.fromkeys(wanted.messages))
    new_id = new_code()

    def attempt() -> Conversation:
        source = call.store.conversations.get(conversation_id)
        moments = [call.store.timeline.get(source.id, each) for each in chosen_ids]
        choice = splitting.Choice(
            messages=tuple(moment.entry for moment in moments),
            remaining=_remaining(call, source, chosen_ids),
            subject=wanted.subject,
        )
        latest = preview(max(choice.messages, key=lambda each: each.id))
        divided = splitting.split(source, choice, call.desk, call.now, new_id=new_id, preview=latest)
        window = window_of(divided.begun, divided.begun.door, call.desk)
        call.store.conversations.split(
            source,
            divided.source,
            divided.begun.expecting(Matter.WINDOW, window.open_until if window else None),
            tuple(_references(call, moments)),
            (entry(source, divided.source_changes, call), entry(divided.begun, divided.begun_changes, call)),
        )
        return call.store.conversations.get(new_id)

    return insist(attempt)


def _remaining(call: Call, source: Conversation, chosen: Sequence[str]) -> tuple[Entry, ...]:
    gone = {*chosen, *source.split_off}
    latest = call.store.timeline.page(source.id, limit=SINCE_THE_ANSWER).items
    return tuple(moment.entry for moment in latest if moment.id not in gone)


def _references(call: Call, moments: Sequence[Moment]) -> Iterator[Reference]:
    """Yield the ids that others know the messages by: what answers one of them goes on in the new conversation."""
    for moment in moments:
        ids = {each.provider_message_id for each in (moment.entry, *moment.beneath) if each.provider_message_id}
        if moment.entry.door:
            door = moment.entry.door
            yield from call.store.references.find(door.channel, door.connection, sorted(ids)).values()
