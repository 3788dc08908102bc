"""Journeys: how a customer is invited to go on elsewhere, and how they prove who they are."""

import secrets
from urllib.parse import quote

import channels
from api import doors
from api.call import Call
from api.journey_views import InvitationView, ProofSent, WayView
from api.named import named
from api.window import check_window
from transom import journeys
from transom.contention import insist
from transom.core.journeys import MOST_STAGES, PASS_LENGTH, PREFIX, stages
from transom.core.voice import language_of, said
from transom.errors import ConflictError, InvalidError, ThrottledError
from transom.ids import new_secret, new_ulid
from transom.model import Actor, ActorKind, Audience, ConnectionSpec, Conversation, Direction, Entry, EntryName
from transom.store import Try

CODE_DIGITS = 6


def invite(call: Call, conversation_id: str) -> InvitationView:
    """Return a pass by which the customer goes on with a conversation over another channel."""
    conversation = call.store.conversations.get(conversation_id)
    secret = new_secret(PASS_LENGTH)
    until = call.store.journeys.issue_pass(secret, conversation.id, call.now)
    text = f"{PREFIX}{secret}"
    others = (each for each in call.desk.connections if each.is_enabled and each.id != conversation.door.connection)
    return InvitationView(text=text, until=until, ways=tuple(_way(each, text) for each in others))


def walk(call: Call, conversation_id: str) -> list[Conversation]:
    """Return all stages of the journey that a conversation is part of, the oldest first."""
    found = {conversation_id: call.store.conversations.get(conversation_id)}
    for _ in range(MOST_STAGES):
        near = {each for stage in found.values() for each in stages(stage)} - found.keys()
        if not near or len(found) >= MOST_STAGES:
            break
        found |= {each.id: each for each in call.store.conversations.many(sorted(near))}
    return sorted(found.values(), key=lambda each: each.created_at)


def ask(call: Call, conversation_id: str, of: str) -> ProofSent:
    """Send a one-time code to the customer of another conversation, who tells it in this one.

    Where their addresses prove already that both are one customer, they are joined without one.
    """
    later, known = call.store.conversations.get(conversation_id), named(call, of)
    if later.id == known.id:
        raise InvalidError("A conversation proves nothing of itself.", fields={"of": "name another conversation"})
    if journeys.prove_by_address(call.store, known, later, call.actor, call.now):
        return ProofSent(of=known.id, until=None)
    if known.audience is not Audience.PRIVATE:
        raise InvalidError("Others would read the code there.", fields={"of": "name a conversation with them alone"})
    doors.check_open(call, known)
    check_window(call, known)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    try:
        until = call.store.journeys.issue_code(code, known.id, later.id, call.now)
    except ConflictError:
        raise ThrottledError("A code was sent a moment ago; wait a minute before the next one.") from None
    insist(lambda: _send(call, known.id, code))
    return ProofSent(of=known.id, until=until)


def prove(call: Call, conversation_id: str, known_id: str, code: str) -> None:
    """Join the conversations if the code is right; after too many wrong ones another code is wanted."""
    match call.store.journeys.try_code(code, known_id, conversation_id, call.now):
        case Try.RIGHT:
            journeys.prove_by_code(call.store, known_id, conversation_id, call.actor, call.now)
        case Try.WRONG:
            raise InvalidError("This is not the code.", fields={"code": "is not the one that was sent"})
        case Try.OVER:
            raise InvalidError("This code is not valid any more; send another one.", fields={"code": "is over"})


def _way(spec: ConnectionSpec, text: str) -> WayView:
    pattern = channels.manifest(spec.channel).invitation
    settings = {name: quote(value, safe="@+") for name, value in spec.settings.items() if value}
    try:
        url = pattern.format(**settings, text=quote(text)) if pattern else None
    except KeyError:  # a setting that the invitation needs is not given
        url = None
    return WayView(connection=spec.id, channel=spec.channel, name=spec.name, url=url)


def _send(call: Call, known_id: str, code: str) -> None:
    known = call.store.conversations.get(known_id)
    language = language_of(known, call.desk)
    entry = Entry(
        id=new_ulid(call.now),
        name=EntryName.MESSAGE_QUEUED,
        conversation_id=known.id,
        at=call.now,
        actor=Actor(kind=ActorKind.BOT, id="journeys", name=call.desk.presentation(known.door.connection).name),
        direction=Direction.OUTBOUND,
        door=known.door,
        text=said((language.one_time, language.closing), known, call.desk, code=code),
        is_automatic=True,
        data={"is_secret": True},
        language=known.language,
    )
    call.store.conversations.save(known, known, (entry,))
