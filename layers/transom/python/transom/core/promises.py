"""What became of a promise: kept, or broken and told so, once."""

from collections.abc import Callable
from datetime import datetime

from transom.core import quiet
from transom.core.voice import language_of, said
from transom.model import Actor, ActorKind, Conversation, Desk, Direction, Entry, EntryName, Matter, Promised

_ACTOR = Actor.system("promises")


def given(conversation: Conversation, promised: Promised) -> Conversation:
    """Return the conversation with what the customer was told; it comes up when it has to be kept."""
    return conversation.model_copy(update={"promise": promised}).expecting(Matter.PROMISE, promised.until)


def answered(conversation: Conversation) -> Conversation:
    """Return the conversation with its promise coming up at once, if it was answered before that."""
    due, at = conversation.agenda.get(Matter.PROMISE), conversation.first_response_at
    return conversation.expecting(Matter.PROMISE, at) if due and at and at < due else conversation


def judge(
    conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return the conversation with its promise judged, the entry that tells it, and an update if it slipped.

    It goes off the agenda with it, so that no second update is sent. A matter that was closed without an answer
    asks for none.
    """
    promised, answered_at = conversation.promise, conversation.first_response_at
    over = conversation.expecting(Matter.PROMISE, None)
    if promised is None or (answered_at is None and conversation.state.is_done):
        return over, ()
    is_kept = answered_at is not None and answered_at <= promised.until
    judged = over.model_copy(update={"promise": promised.model_copy(update={"is_kept": is_kept})})
    told = _entry(conversation, EntryName.PROMISE_KEPT if is_kept else EntryName.PROMISE_BROKEN, now, new_id(now))
    told = told.model_copy(update={"data": {"until": promised.until.isoformat()}})
    if answered_at is not None or conversation.is_public:
        return judged, (told,)
    judged, update = quiet.put_off(judged, _update(conversation, promised, desk, now, new_id(now)), desk)
    return judged, (told, update)


def _update(conversation: Conversation, promised: Promised, desk: Desk, now: datetime, entry_id: str) -> Entry:
    """Return the message that says so before the customer asks, and offers another way if one is known."""
    language = language_of(conversation, desk)
    offers = {"email": language.offer_mail, "phone": language.offer_phone}
    offer = [offers[promised.other_way]] if promised.other_way else []
    text = said((language.slipped, *offer, language.closing), conversation, desk)
    bare = _entry(conversation, EntryName.MESSAGE_QUEUED, now, entry_id)
    return bare.model_copy(
        update={
            "actor": Actor(
                kind=ActorKind.BOT, id="promises", name=desk.presentation(conversation.door.connection).name
            ),
            "direction": Direction.OUTBOUND,
            "door": conversation.door,
            "text": text,
            "is_automatic": True,
            "language": conversation.language,
        }
    )


def _entry(conversation: Conversation, name: EntryName, now: datetime, entry_id: str) -> Entry:
    return Entry(id=entry_id, name=name, conversation_id=conversation.id, at=now, actor=_ACTOR, correlation_id=entry_id)
