"""What was written between a customer and the desk by one door, page by page, the newest first."""

from collections.abc import Sequence

from transom.aws import blobs
from transom.channel import Past, PastFile, PastMessage, Wanted
from transom.core.delivery import AttachmentState, PresentMessage, present
from transom.intake import placing
from transom.model import ActorKind, Conversation, DeliveryState, Door, EntryName, Identity
from transom.store import Moment, Store

PAGE = 30
MOST = 25
"""Older conversations than that are not shown."""
SHOWN = frozenset({DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.READ})
"""What can be taken back, or has failed, is not."""


def of(store: Store, wanted: Wanted) -> Past:
    """Return a page of what was written by a door; nothing, where nobody has ever written there."""
    identity = store.identities.find(wanted.door)
    if identity is None:
        return Past()
    conversations = _conversations(store, identity)
    wanted_id, _, cursor = wanted.cursor.partition("~")
    here = next((each for each in conversations if wanted_id in {"", each.id}), None)
    if here is None:
        return Past()
    page = store.timeline.page(here.id, PAGE, cursor or None, joined=here.joined, brought=here.origins)
    messages = tuple(message for each in page.items if (message := _message(each, wanted.door)))
    return Past(messages=messages, cursor=_next(conversations[conversations.index(here) :], page.next))


def _conversations(store: Store, identity: Identity) -> list[Conversation]:
    """Return the conversation that is now behind a door, and the customer's older ones, newest first."""
    current = placing.current(store, identity.conversation_id)
    if current is None:
        return []
    contact = store.contacts.get(identity.contact_id)
    found = store.conversations.of_contact(*contact.ids, limit=MOST).items
    return [current, *(each for each in found if not each.joined_into and each.created_at < current.created_at)]


def _next(conversations: Sequence[Conversation], cursor: str | None) -> str:
    if cursor:
        return f"{conversations[0].id}~{cursor}"
    return f"{conversations[1].id}~" if len(conversations) > 1 else ""


def _message(moment: Moment, door: Door) -> PastMessage | None:
    """Return what the customer sees of a moment: their own messages of this door, and the answers that left by it."""
    entry = moment.entry
    if entry.door != door or entry.name not in {EntryName.MESSAGE_RECEIVED, EntryName.MESSAGE_QUEUED}:
        return None
    shown = present(entry, moment.beneath)
    if shown.deleted_at or (shown.delivery and shown.delivery.state not in SHOWN):
        return None
    return PastMessage(
        id=entry.provider_message_id or entry.id,
        at=entry.at,
        is_ours=entry.actor.kind is not ActorKind.CUSTOMER,
        author=entry.actor.name,
        text=blobs.get(shown.text_key).decode() if shown.text_key else shown.text or "",
        files=_files(shown),
        place=entry.place,
        cards=entry.cards,
        edited_at=shown.edited_at,
    )


def _files(shown: PresentMessage) -> tuple[PastFile, ...]:
    stored = (each.attachment for each in shown.attachments if each.state is AttachmentState.STORED)
    return tuple(
        PastFile(name=each.name, mime=each.mime, kind=each.kind, size=each.size, url=blobs.link(each.key, each.name))
        for each in stored
        if each.key
    )
