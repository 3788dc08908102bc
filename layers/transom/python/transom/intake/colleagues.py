"""Mail of the desk's own people: their answers to customers, and customers' mail that they pass on."""

from datetime import datetime

from transom import replies
from transom.channel import Forwarded, InboundMessage
from transom.intake import messages, placing
from transom.intake.filing import reference
from transom.model import Actor, ActorKind, Conversation, User
from transom.replies import Draft
from transom.store import Reference, Store

FORWARDED = "(forwarded by mail)"


def receive(store: Store, event: InboundMessage, now: datetime) -> Reference | None:
    """Take a colleague's mail for what they mean by it; None when it is not one, or no more than a message.

    Anybody can write under an agent's address: only what the domain vouches for is theirs.
    """
    if event.is_machine or not event.sender.is_verified or not (event.conversation_id or event.forwarded):
        return None
    user = next((each for each in store.desk.load().users if each.email.lower() == event.door.address), None)
    if user is None:
        return None
    if event.conversation_id and (conversation := placing.current(store, event.conversation_id)):
        return _answered(store, event, conversation, user, now)
    return _passed_on(store, event, event.forwarded, user, now) if event.forwarded else None


def _answered(store: Store, event: InboundMessage, conversation: Conversation, user: User, now: datetime) -> Reference:
    """Send an agent's mail to the customer; one that the customer has already is kept as a note."""
    draft = Draft(
        text=event.text,
        attachments=event.attachments,
        contents=event.contents,
        key=event.provider_message_id,
        raw_key=event.raw_key,
    )
    has_customer = any(each.address == conversation.door.address.lower() for each in event.participants)
    write = replies.note if has_customer else replies.queue
    entry = write(store, conversation, draft, actor=_actor(user), now=now)
    return reference(event.door, event.provider_message_id, entry)


def _passed_on(store: Store, event: InboundMessage, forwarded: Forwarded, user: User, now: datetime) -> Reference:
    """Store a customer's mail as the customer's, and what the agent wrote above it as a note."""
    own = event.model_copy(
        update={
            "door": event.door.model_copy(update={"address": forwarded.sender.address}),
            "sender": forwarded.sender,
            "subject": forwarded.subject,
            "text": forwarded.text,
            "html": None,
            "references": (),
            "participants": (),
            "marked_id": None,
            "forwarded": None,
        }
    )
    filed = messages.receive(store, own, now)
    conversation = store.conversations.get(filed.conversation_id)
    note = Draft(text=forwarded.note or FORWARDED, key=event.provider_message_id)
    replies.note(store, conversation, note, actor=_actor(user), now=now)
    return filed


def _actor(user: User) -> Actor:
    return Actor(kind=ActorKind.AGENT, id=user.id, name=user.name)
