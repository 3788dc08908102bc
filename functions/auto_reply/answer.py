"""When the desk answers by itself, and what it says."""

from datetime import datetime

import channels
from transom import replies
from transom.core import routing
from transom.core.waiting import promise
from transom.events import Event
from transom.model import Actor, ActorKind, EntryName
from transom.store import Store


def answer(store: Store, event: Event, now: datetime) -> None:
    """Tell the customer how long it takes, once in a conversation, and never a machine."""
    message = event.entry
    if message.name is not EntryName.MESSAGE_RECEIVED or not message.is_first or message.is_automatic:
        return
    desk = store.desk.load()
    conversation = store.conversations.get(message.conversation_id)
    if not desk.brand.auto_reply or conversation.first_response_at or conversation.state.is_done:
        return
    if "text" not in channels.manifest(conversation.door.channel).sends:
        return
    # the router may be slower; the rules that choose the team say the same here
    team = routing.route(conversation, message, desk, ()).team
    bot = Actor(kind=ActorKind.BOT, id="auto_reply", name=desk.brand.name)
    replies.answer_once(store, conversation, promise(desk, team, conversation, now), actor=bot, cause=event)
