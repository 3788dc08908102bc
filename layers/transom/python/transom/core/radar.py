"""What the desk does about a tense conversation: a playbook, step by step, until somebody answers."""

from collections.abc import Callable
from datetime import datetime

from transom.core import tension
from transom.core.effects import Source, applied
from transom.errors import InvalidError
from transom.model import Actor, Conversation, Desk, Entry, EntryName, Matter, Play, Playbook, Radar, Tension

_ACTOR = Actor.system("radar")


def heard(conversation: Conversation, text: str, language: str | None, radar: Radar, now: datetime) -> Conversation:
    """Return the conversation after a message of its customer's; a playbook that is due comes up at the next check."""
    if not radar.is_on:
        return conversation
    found = tension.heard(conversation.tension, text, language, radar, now)
    return _alerted(conversation.model_copy(update={"tension": found}), radar, now)


def returned(conversation: Conversation, radar: Radar, now: datetime) -> Conversation:
    """Return the conversation of a customer who is back so soon."""
    if conversation.tension is None or not radar.is_on:
        return conversation
    found = tension.returned(conversation.tension, radar)
    return _alerted(conversation.model_copy(update={"tension": found}), radar, now)


def watched(conversation: Conversation, desk: Desk, now: datetime) -> Conversation:
    """Return the conversation with what its clocks add; a playbook that is due comes up at the next check."""
    return _alerted(tension.watched(conversation, desk, now), desk.radar, now)


def tick(
    conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Begin the playbook that the tension calls for, or take the next step of the one that has not helped."""
    found = conversation.tension
    play = _next(found, conversation, desk.radar, now) if found else None
    if found is None or play is None:
        return conversation.expecting(Matter.RADAR, None), ()
    playbook = next(each for each in desk.radar.playbooks if each.id == play.playbook)
    at_step = conversation.model_copy(update={"tension": found.model_copy(update={"play": play})})
    told = _told(at_step, playbook, now, new_id)
    source = Source(actor=_ACTOR, at=now, correlation_id=told.id, causation_id=told.id)
    try:
        done, entries = applied([playbook.steps[play.step].then], at_step, desk, source, lambda _: new_id(now))
    except InvalidError as error:  # such as a state that it cannot go to: the timeline says so, the next step follows
        refused = told.model_copy(update={"data": {**told.data, "refusal": str(error)}})
        return at_step.expecting(Matter.RADAR, play.until), (refused,)
    return done.expecting(Matter.RADAR, play.until), (told, *entries)


def _alerted(conversation: Conversation, radar: Radar, now: datetime) -> Conversation:
    """Return the conversation with the radar on its agenda if a playbook is to begin."""
    found = conversation.tension
    if found is None or not conversation.is_in_work or _wanted(found, radar) is None:
        return conversation
    return conversation.expecting(Matter.RADAR, min(now, conversation.agenda.get(Matter.RADAR, now)))


def _next(found: Tension, conversation: Conversation, radar: Radar, now: datetime) -> Play | None:
    """Return the step that is to be taken now, if any."""
    if not conversation.is_in_work:
        return None
    if wanted := _wanted(found, radar):
        return _play(wanted, 0, now)
    playbook = next((each for each in radar.playbooks if found.play and each.id == found.play.playbook), None)
    if playbook is None or found.play is None or found.play.until is None or found.play.until > now:
        return None
    step = found.play.step + 1
    return _play(playbook, step, now) if step < len(playbook.steps) else None


def _wanted(found: Tension, radar: Radar) -> Playbook | None:
    """Return the strictest playbook that the tension calls for, unless it or a stricter one is played already."""
    signs = {reason.sign for reason in found.reasons}
    fitting = [
        each
        for each in radar.playbooks
        if found.score >= each.at_least and (not each.signs or not signs.isdisjoint(each.signs))
    ]
    strictest = max(fitting, key=lambda each: each.at_least, default=None)
    played = next((each for each in radar.playbooks if found.play and each.id == found.play.playbook), None)
    return strictest if strictest and (played is None or strictest.at_least > played.at_least) else None


def _play(playbook: Playbook, step: int, now: datetime) -> Play:
    within = playbook.steps[step].within
    is_last = step + 1 == len(playbook.steps)
    return Play(playbook=playbook.id, step=step, until=None if is_last or within is None else now + within)


def _told(conversation: Conversation, playbook: Playbook, now: datetime, new_id: Callable[[datetime], str]) -> Entry:
    found = conversation.tension
    return Entry(
        id=new_id(now),
        name=EntryName.TENSION_ROSE,
        conversation_id=conversation.id,
        at=now,
        actor=_ACTOR,
        data={
            "score": found.score if found else 0,
            "reasons": [each.model_dump(mode="json") for each in found.reasons] if found else [],
            "playbook": playbook.id,
            "step": found.play.step + 1 if found and found.play else 1,
        },
    )
