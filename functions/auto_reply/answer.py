"""When the desk answers by itself, and what it says."""

from datetime import datetime
from typing import Literal

import channels
from transom import replies
from transom.core import routing
from transom.core.waiting import promise
from transom.events import Event
from transom.model import Actor, ActorKind, Conversation, EntryName, Kind
from transom.queueing import estimate
from transom.store import Store


def answer(store: Store, event: Event, now: datetime) -> None:
    """Tell the customer how long it takes, once in a conversation, and never a machine, the public or a caller."""
    message = event.entry
    if message.name is not EntryName.MESSAGE_RECEIVED or not message.is_first or message.starts_nothing:
        return
    desk = store.desk.load()
    conversation = store.conversations.get(message.conversation_id)
    if not desk.brand.auto_reply or conversation.first_response_at or conversation.state.is_done:
        return
    if conversation.is_public or not _is_written(conversation):
        return
    # the router may be slower; the rules that choose the team say the same here
    team = routing.route(conversation, message, desk, ()).team
    bot = Actor(kind=ActorKind.BOT, id="auto_reply", name=desk.presentation(conversation.door.connection).name)
    kind = channels.manifest(conversation.door.channel).kind
    told = promise(desk, team, conversation, now, estimate(store, desk, team, conversation, kind, now))
    replies.answer_once(store, conversation, told, _other_way(store, conversation), actor=bot, cause=event)


def _is_written(conversation: Conversation) -> bool:
    """Tell whether the customer reads answers: a caller would be called for them, and a fax holds files alone."""
    manifest = channels.manifest(conversation.door.channel)
    return "text" in manifest.sends and manifest.kind is not Kind.CALL


def _other_way(store: Store, conversation: Conversation) -> Literal["email", "phone"] | None:
    """Return how else the customer can be reached, if that is known."""
    contact, present = store.contacts.get(conversation.contact_id), conversation.door.address
    if contact.email and contact.email != present:
        return "email"
    return "phone" if contact.phone and contact.phone != present else None
