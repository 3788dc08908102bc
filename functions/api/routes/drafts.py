"""Drafts: what agents have begun to write, on whatever device."""

from datetime import timedelta

from api import attention
from api.call import Call
from api.draft_views import DraftsView, DraftView, NewDraft, WriterView
from api.endpoint import endpoint
from transom.model.draft import Quoted, SavedDraft

WRITING = timedelta(hours=1)
"""How long somebody who saved a draft counts as writing."""


@endpoint("GET", "/v1/conversations/{conversation_id}/draft")
def get_draft(call: Call, conversation_id: str) -> DraftsView:
    """Return what the caller has begun in a conversation, and which colleagues are writing there."""
    return _drafts(call, conversation_id)


@endpoint("PUT", "/v1/conversations/{conversation_id}/draft")
def save_draft(call: Call, conversation_id: str, body: NewDraft) -> DraftsView:
    """Keep what the caller has written so far, for a month; sending it, or blanks, throw it away."""
    if not body.text.strip():
        return remove_draft(call, conversation_id)
    conversation = call.store.conversations.get(conversation_id)
    answered = Quoted(**body.answered.model_dump()) if body.answered else None
    draft = SavedDraft(user_id=call.user.id, type=body.type, text=body.text, answered=answered, saved_at=call.now)
    call.store.drafts.save(conversation_id, draft)
    if body.type == "message":
        attention.typed(call, conversation)
    return _drafts(call, conversation_id)


@endpoint("DELETE", "/v1/conversations/{conversation_id}/draft")
def remove_draft(call: Call, conversation_id: str) -> DraftsView:
    """Throw the caller's draft away."""
    call.store.drafts.clear(conversation_id, call.user.id)
    return _drafts(call, conversation_id)


def _drafts(call: Call, conversation_id: str) -> DraftsView:
    found = call.store.drafts.of(conversation_id, call.now)
    mine = next((each for each in found if each.user_id == call.user.id), None)
    others = (each for each in found if each.user_id != call.user.id and call.now - each.saved_at < WRITING)
    return DraftsView(
        mine=DraftView.model_validate(mine.model_dump(exclude={"user_id"})) if mine else None,
        others=tuple(WriterView(**each.model_dump(include={"user_id", "type", "saved_at"})) for each in others),
    )
