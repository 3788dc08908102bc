"""Where a message belongs: the conversation that it goes on with, if its writer takes part there."""

from collections.abc import Mapping

from transom.channel import InboundMessage
from transom.core import mailboxes, threading
from transom.errors import NotFoundError
from transom.model import Conversation, Frozen, Identity, Participant
from transom.store import Reference, Store

MOST_JOINS = 20
MOST_PARTICIPANTS = 40
"""SES takes fifty recipients of a mail."""


class Place(Frozen):
    """The conversation that a message goes on with, or one that it names and whose other writers do not know it."""

    conversation: Conversation | None = None
    may_belong_to: str | None = None


def place(store: Store, event: InboundMessage, known: Mapping[str, Reference], identity: Identity | None) -> Place:
    """Return where a message belongs: by our token, by what it answers, by a code in its subject, or by its door."""
    # chats go on; a mail or form begins a matter unless it answers something
    behind_door = identity.conversation_id if identity and not event.is_mail else None
    match = threading.match(
        token=event.conversation_id,
        references=(event.provider_message_id, *event.references),
        known={each: found.conversation_id for each, found in known.items() if not (found.is_alias or found.is_gone)},
        aliases={each: found.conversation_id for each, found in known.items() if found.is_alias},
        mark=event.marked_id,
        subject=event.subject or "",
        behind_door=behind_door,
    )
    conversation = current(store, _redirected(event, known, match.conversation_id)) if match else None
    # a code is read aloud, so that only mail whose sender is proven goes by it
    is_believed = match is None or match.evidence is not threading.Evidence.CODE or event.sender.is_verified
    if conversation is None or (is_believed and _is_admitted(store, event, conversation, identity)):
        return Place(conversation=conversation)
    return Place(may_belong_to=conversation.id)


def _redirected(event: InboundMessage, known: Mapping[str, Reference], conversation_id: str) -> str:
    """Return where the newest message that is answered went on, if it was split off this conversation."""
    answered = (known[each] for each in reversed(event.references) if each in known and not known[each].is_alias)
    newest = next(answered, None)
    is_here = newest is not None and newest.conversation_id == conversation_id
    return newest.goes_on_in or conversation_id if newest and is_here else conversation_id


def current(store: Store, conversation_id: str) -> Conversation | None:
    """Return the conversation in which another one goes on, or that one itself."""
    for _ in range(MOST_JOINS):
        try:
            found = store.conversations.get(conversation_id)
        except NotFoundError:
            return None
        if found.joined_into is None:
            return found
        conversation_id = found.joined_into
    return None


def is_customer(store: Store, identity: Identity, conversation: Conversation) -> bool:
    """Tell whether a door belongs to the customer of a conversation, maybe under a contact that was merged."""
    if identity.contact_id == conversation.contact_id:
        return True
    one, other = (store.contacts.get(each) for each in (identity.contact_id, conversation.contact_id))
    return (one.merged_into or one.id) == (other.merged_into or other.id)


def participants(store: Store, event: InboundMessage, conversation: Conversation) -> tuple[Participant, ...]:
    """Return who takes part once this message is in: whom it names, without the customer and the desk itself."""
    if event.is_machine or not (event.participants or _is_another(event, conversation)):
        return conversation.participants
    ours = {each.settings.get("address", "").lower() for each in store.desk.load().connections}
    known = {each.address: each for each in conversation.participants}
    writer = Participant(address=event.door.address.lower(), name=event.sender.name)
    for each in (*event.participants, *((writer,) if _is_another(event, conversation) else ())):
        is_ours = each.address in ours or mailboxes.without_plus(each.address) in ours
        if not is_ours and each.address != conversation.door.address.lower():
            known.setdefault(each.address, each)
    return tuple(known.values())[:MOST_PARTICIPANTS]


def _is_another(event: InboundMessage, conversation: Conversation) -> bool:
    """Tell whether a mail comes from another address than the customer's."""
    return event.is_mail and event.door.address.lower() != conversation.door.address.lower()


def _is_admitted(store: Store, event: InboundMessage, conversation: Conversation, identity: Identity | None) -> bool:
    """Tell whether a message may go on with a conversation: mail may be written by anybody who saw its ids."""
    if not event.is_mail or event.is_machine or (identity and is_customer(store, identity, conversation)):
        return True
    address, is_proven = event.door.address, event.sender.is_verified
    if threading.takes_part(address, conversation, is_proven=is_proven):
        return True
    return is_proven and any(user.email.lower() == address for user in store.desk.load().users)
