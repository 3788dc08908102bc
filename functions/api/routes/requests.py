"""Requests to departments: what a conversation waits for."""

from datetime import datetime

from api import uploads
from api.call import Call
from api.endpoint import endpoint
from api.request_views import (
    NewRequest,
    RequestCancellation,
    RequestList,
    RequestOwner,
    RequestSaying,
    RequestView,
)
from api.routes.clocks import explanation_view
from api.views import ConversationName, ExplanationView
from transom import requests
from transom.core import requests as steps
from transom.core.explaining import explain
from transom.errors import NotFoundError
from transom.model import Conversation, Request
from transom.replies import Draft


@endpoint("GET", "/v1/conversations/{conversation_id}/requests")
def list_requests(call: Call, conversation_id: str) -> RequestList:
    """List what departments were asked about a conversation, and about those that were joined with it."""
    conversation = call.store.conversations.get(conversation_id)
    known = (conversation, *call.store.conversations.many(conversation.joined))
    found = sorted(((each, request) for each in known for request in each.requests), key=lambda pair: pair[1].opened_at)
    return RequestList(items=tuple(request_view(*pair, call.now) for pair in found))


@endpoint("POST", "/v1/conversations/{conversation_id}/requests", status=201)
def open_request(call: Call, conversation_id: str, body: NewRequest, idempotency_key: str | None) -> RequestView:
    """Ask a department: by mail, and in the console; the conversation waits for it."""
    request = requests.open_one(
        call.store,
        conversation_id,
        body.department,
        _draft(call, body.question, body.attachments, idempotency_key),
        shows_customer=body.shows_customer,
        actor=call.actor,
        now=call.now,
    )
    return _shown(call, conversation_id, request)


@endpoint("POST", "/v1/conversations/{conversation_id}/requests/{request_id}/ask")
def ask_again(
    call: Call, conversation_id: str, request_id: str, body: RequestSaying, idempotency_key: str | None
) -> RequestView:
    """Ask again what was not answered, or not well: the request is open again, and its clock runs on."""
    draft = _draft(call, body.text, body.attachments, idempotency_key)
    request = requests.ask(call.store, conversation_id, request_id, draft, actor=call.actor, now=call.now)
    return _shown(call, conversation_id, request)


@endpoint("POST", "/v1/conversations/{conversation_id}/requests/{request_id}/answer")
def answer_request(
    call: Call, conversation_id: str, request_id: str, version: int, body: RequestSaying, idempotency_key: str | None
) -> RequestView:
    """Answer for the department the version that `If-Match` names; the customer does not see it."""
    draft = _draft(call, body.text, body.attachments, idempotency_key)
    request = requests.answer(call.store, conversation_id, request_id, version, draft, actor=call.actor, now=call.now)
    return _shown(call, conversation_id, request)


@endpoint("POST", "/v1/conversations/{conversation_id}/requests/{request_id}/cancel")
def cancel_request(
    call: Call, conversation_id: str, request_id: str, version: int, body: RequestCancellation
) -> RequestView:
    """Take back the version of a request that `If-Match` names; those who were asked by mail are told."""
    request = requests.cancel(
        call.store, conversation_id, request_id, version, body.reason, actor=call.actor, now=call.now
    )
    return _shown(call, conversation_id, request)


@endpoint("POST", "/v1/conversations/{conversation_id}/requests/{request_id}/reassign")
def reassign_request(
    call: Call, conversation_id: str, request_id: str, version: int, body: RequestOwner
) -> RequestView:
    """Hand the version of a request that `If-Match` names to another user, or to its backup; the clock runs on."""
    request = requests.reassign(
        call.store, conversation_id, request_id, version, body.owner, actor=call.actor, now=call.now
    )
    return _shown(call, conversation_id, request)


@endpoint("GET", "/v1/conversations/{conversation_id}/requests/{request_id}/clock")
def explain_request(call: Call, conversation_id: str, request_id: str) -> ExplanationView:
    """Explain the deadline of a request: the open time of its department that was counted, and the pauses."""
    clock = steps.get(call.store.conversations.get(conversation_id), request_id).clock
    spec = next((each for each in call.desk.calendars if each.id == clock.calendar), None)
    if spec is None:
        raise NotFoundError(f"There is no calendar {clock.calendar} any more, by which this deadline was set.")
    return explanation_view(explain(clock, spec, call.now))


def request_view(conversation: Conversation, request: Request, now: datetime) -> RequestView:
    """Show a request with its conversation."""
    shown = request.model_dump(exclude={"entry_id", "clock"})
    name = ConversationName.model_validate(conversation, from_attributes=True)
    due_at = request.clock.due_at
    is_breached = (request.closed_at or now) > due_at
    return RequestView.model_validate(shown | {"due_at": due_at, "is_breached": is_breached, "conversation": name})


def _shown(call: Call, conversation_id: str, request: Request) -> RequestView:
    return request_view(call.store.conversations.get(conversation_id), request, call.now)


def _draft(call: Call, text: str, attached: tuple[str, ...], key: str | None) -> Draft:
    attachments = uploads.attachments(uploads.agent_folder(call.user.id), attached)
    return Draft(text=text, attachments=tuple(attachments), key=key)
