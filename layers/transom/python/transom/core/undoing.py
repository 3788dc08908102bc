"""What an answer changes in its conversation, and how that stands without it once it is taken back or has failed."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from pydantic import JsonValue

from transom.model import Clock, Conversation, Matter, State, Stood, Target, Undone

MOST_UNDONE = 10
"""How many answers that are gone a conversation remembers."""
_RESTING = {State.WAITING_CUSTOMER, State.WINDOW_CLOSED, State.SOLVED}
"""Where an answer leaves a conversation, or what follows from its being answered."""
_RESPONSES = {Target.FIRST_RESPONSE, Target.NEXT_RESPONSE}


def remembered(before: Conversation) -> dict[str, JsonValue]:
    """Return what an answer keeps of its conversation as it stood before."""
    return {"before": _stood(before).model_dump(mode="json", exclude_defaults=True)}


def undone(
    conversation: Conversation, message_id: str, given_at: datetime, kept: JsonValue, now: datetime
) -> Conversation:
    """Return the conversation without an answer: nobody has answered with it, and nothing rests because of it.

    `kept` is what the answer kept. What the customer or an agent did since stays; told again, it changes nothing.
    """
    if any(each.message_id == message_id for each in conversation.undone):
        return conversation
    before = _before(Stood.model_validate(kept), given_at, conversation.undone)
    stood = _without(_stood(conversation), given_at, before)
    gone = Undone(message_id=message_id, given_at=given_at, undone_at=now, before=before)
    update = dict(stood) | {
        "state": _again(stood.state, conversation),
        "solved_at": conversation.solved_at if stood.state.is_done else None,
        "clocks": tuple(_running_on(conversation, stood, given_at)),
        "undone": (*conversation.undone, gone)[-MOST_UNDONE:],
    }
    return _expecting(conversation, conversation.model_copy(update=update), given_at)


def _stood(conversation: Conversation) -> Stood:
    return Stood(**{name: getattr(conversation, name) for name in Stood.model_fields})


def _before(stood: Stood, given_at: datetime, undone: Iterable[Undone]) -> Stood:
    """Return how it stood before an answer, without those earlier ones that are gone by now, too."""
    for each in undone:
        if each.given_at < given_at <= each.undone_at:
            stood = _without(stood, each.given_at, each.before)
    return stood


def _without(stood: Stood, given_at: datetime, before: Stood) -> Stood:
    if stood.last_reply_at != given_at:  # a later answer stands
        first = stood.last_reply_at if stood.first_response_at == given_at else stood.first_response_at
        return stood.model_copy(update={"first_response_at": first, "replies": stood.replies - 1})
    heard_at = stood.last_customer_message_at
    if stood.state in _RESTING and not (heard_at and heard_at > given_at):
        return before
    since = [each for each in (before.unanswered_since, stood.unanswered_since) if each]
    return stood.model_copy(
        update={
            "first_response_at": before.first_response_at,
            "last_reply_at": before.last_reply_at,
            "replies": before.replies,
            "unanswered_since": None if stood.state.is_done else min(since, default=None),
        }
    )


def _again(state: State, conversation: Conversation) -> State:
    """Return the state that a conversation comes back to, unless what it waited for is over."""
    is_answered = state is State.WAITING_DEPARTMENT and not any(each.is_open for each in conversation.requests)
    return State.OPEN if state is State.SNOOZED or is_answered else state


def _running_on(conversation: Conversation, stood: Stood, given_at: datetime) -> Iterator[Clock]:
    """Yield the clocks as if the answer had neither stopped nor paused them, and none that it began."""
    is_begun = {Target.NEXT_RESPONSE: stood.first_response_at, Target.UPDATE: stood.last_reply_at}
    stands = conversation.last_reply_at != given_at  # a later one does, and so does the pause
    gone = () if stands else (given_at, *(each.given_at for each in conversation.undone))
    for clock in conversation.clocks:
        if is_begun.get(clock.target, given_at):
            is_stopped = clock.target in _RESPONSES and clock.stopped_at == given_at
            yield clock.model_copy(
                update={
                    "stopped_at": None if is_stopped else clock.stopped_at,
                    "paused_at": None if clock.paused_at in gone else clock.paused_at,
                    "pauses": tuple(pause for pause in clock.pauses if pause.start not in gone),
                }
            )


def _expecting(before: Conversation, after: Conversation, given_at: datetime) -> Conversation:
    """Return the conversation with its promise owed and its playbook going on, if nobody has answered any more."""
    if before.state is State.SOLVED and not after.state.is_done:
        after = after.expecting(Matter.CLOSING, None)
    if (play := after.tension and after.tension.play) and after.tension != before.tension:
        after = after.expecting(Matter.RADAR, play.until or given_at)
    if after.promise is None or after.promise.is_kept is False or after.first_response_at:
        return after
    owed = after.promise.model_copy(update={"is_kept": None})
    return after.model_copy(update={"promise": owed}).expecting(Matter.PROMISE, owed.until)
