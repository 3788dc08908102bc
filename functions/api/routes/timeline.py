"""The timeline of a conversation, and what agents add to it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import partial

import channels
from api import amending, attention, doors, templates, uploads
from api.bodies import MessageEdit, MessageReaction, NewMessage, ReadUpTo, TimelineQuery
from api.call import Call
from api.endpoint import endpoint
from api.present import timeline_item
from api.views import ReadUpToView, TimelineItem, TimelinePage
from api.window import check_window
from transom import replies
from transom.core import sending
from transom.errors import InvalidError, NotFoundError
from transom.model import ContactCard, Conversation, Door, Entry, EntryName, Place
from transom.replies import Draft
from transom.store import Moment

SAID = frozenset(
    {
        EntryName.MESSAGE_RECEIVED,
        EntryName.MESSAGE_QUEUED,
        EntryName.MESSAGE_ECHOED,
        EntryName.NOTE_ADDED,
        EntryName.REQUEST_OPENED,
        EntryName.REQUEST_ASKED,
        EntryName.REQUEST_ANSWERED,
    }
)
READERS = 8
"""Long texts and HTML stand in the bucket: as many are read at once."""


@endpoint("GET", "/v1/conversations/{conversation_id}/timeline")
def list_timeline(call: Call, conversation_id: str, query: TimelineQuery) -> TimelinePage:
    """List what happened in a conversation: the newest first, or what came after an item, oldest first."""
    conversation = call.store.conversations.get(conversation_id)
    page = call.store.timeline.page(
        conversation_id,
        limit=query.limit,
        cursor=query.cursor,
        after=query.after,
        joined=conversation.joined,
        brought=conversation.origins,
    )
    show = partial(timeline_item, gone=conversation.split_off)
    with ThreadPoolExecutor(READERS) as readers:
        items = readers.map(show, (moment for moment in page.items if _is_shown(moment, conversation_id)))
        return TimelinePage(items=tuple(items), next=page.next)


@endpoint("POST", "/v1/conversations/{conversation_id}/messages", status=202)
def add_message(call: Call, conversation_id: str, body: NewMessage, idempotency_key: str | None) -> TimelineItem:
    """Answer the customer through the door they came by, or leave a note among colleagues."""
    conversation = call.store.conversations.get(conversation_id)
    if body.is_empty:
        raise InvalidError("The message says nothing.", fields={"text": "say something, or attach something"})
    door = doors.chosen(call, conversation, body.door)
    attachments = uploads.attachments(uploads.agent_folder(call.user.id), body.attachments)
    template, text = (
        templates.filled(call, door.connection, body.template, attachments) if body.template else (None, body.text)
    )
    draft = Draft(
        text=text,
        attachments=attachments,
        place=Place.model_validate(body.place.model_dump()) if body.place else None,
        cards=tuple(ContactCard.model_validate(each.model_dump()) for each in body.cards),
        template=template,
        key=idempotency_key,
        answers=_answered(call, conversation, body.reply_to) if body.reply_to else None,
        send_at=_departure(call, conversation, body),
        door=door,
    )
    if body.type == "message":
        _check_file(door, body)
        check_window(call, conversation, door)
    write = replies.note if body.type == "note" else replies.queue
    entry = write(call.store, conversation, draft, actor=call.actor, now=call.now)
    call.store.drafts.clear(conversation_id, call.user.id)
    return timeline_item(call.store.timeline.get(conversation_id, entry.id))


@endpoint("DELETE", "/v1/conversations/{conversation_id}/messages/{message_id}")
def take_message_back(call: Call, conversation_id: str, message_id: str) -> TimelineItem:
    """Take an answer back that has not left yet, or delete it where the customer has it, if the provider can."""
    if amending.is_waiting(call.store.timeline.get(conversation_id, message_id)):
        replies.take_back(call.store, conversation_id, message_id, actor=call.actor, now=call.now)
    else:
        amending.delete(call, conversation_id, message_id)
    return timeline_item(call.store.timeline.get(conversation_id, message_id))


@endpoint("PATCH", "/v1/conversations/{conversation_id}/messages/{message_id}")
def edit_message(call: Call, conversation_id: str, message_id: str, body: MessageEdit) -> TimelineItem:
    """Put another text in the place of an answer's that has left, if the provider can."""
    amending.edit(call, conversation_id, message_id, body.text)
    return timeline_item(call.store.timeline.get(conversation_id, message_id))


@endpoint("PUT", "/v1/conversations/{conversation_id}/messages/{message_id}/reaction")
def react_to_message(call: Call, conversation_id: str, message_id: str, body: MessageReaction) -> TimelineItem:
    """Put a sign to a customer's message in the desk's name, if the provider can; none takes it back."""
    amending.react(call, conversation_id, message_id, body.sign)
    return timeline_item(call.store.timeline.get(conversation_id, message_id))


@endpoint("POST", "/v1/conversations/{conversation_id}/read", status=202)
def read_messages(call: Call, conversation_id: str, body: ReadUpTo) -> ReadUpToView:
    """Show the customer that their messages up to this one were read, where their provider and the brand show that."""
    attention.read(call, call.store.conversations.get(conversation_id), body.message_id)
    return ReadUpToView(message_id=body.message_id)


def _check_file(door: Door, body: NewMessage) -> None:
    """Refuse words alone where an answer is a file, such as a fax."""
    manifest = channels.manifest(door.channel)
    if "text" not in manifest.sends and not body.attachments:
        reason = "attach the file that is to be sent; the text alone does not reach the customer"
        raise InvalidError(f"{manifest.label} takes files.", fields={"attachments": reason})


def _departure(call: Call, conversation: Conversation, body: NewMessage) -> datetime | None:
    if body.type == "message":
        return sending.departure(body.send_at, conversation, call.desk, call.now)
    if body.send_at:
        raise InvalidError("A note is not sent.", fields={"send_at": "notes have none"})
    return None


def _is_shown(moment: Moment, conversation_id: str) -> bool:
    """Tell whether a moment concerns this conversation: of one that was joined, what was said in it."""
    return moment.entry.conversation_id == conversation_id or moment.entry.name in SAID


def _answered(call: Call, conversation: Conversation, message_id: str) -> Entry:
    """Return a message of a conversation, of one that was joined, or of those that it was begun with."""
    brought = (conversation.split_from,) if conversation.split_from and message_id in conversation.brought else ()
    for each in (*conversation.timelines, *brought):
        with suppress(NotFoundError):
            return call.store.timeline.get(each, message_id).entry
    raise NotFoundError(f"There is no message {message_id} in the conversation {conversation.code}.")
