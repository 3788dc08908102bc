"""Solving a parent's children, each with an answer to its own customer."""

from api.automation_views import BulkResult, BulkResults
from api.bodies import ChildrenSolved, ConversationChange
from api.call import Call
from api.changes import change
from api.present import conversation_view
from api.views import Problem
from api.window import check_window
from transom import replies
from transom.contention import insist
from transom.core import linking, sending
from transom.errors import TransomError
from transom.model import Conversation, State
from transom.replies import Draft


def solve(call: Call, parent_id: str, wanted: ChildrenSolved, key: str | None) -> BulkResults:
    """Answer and solve each open child by itself; with the same key again, what failed is tried once more."""
    parent = call.store.conversations.get(parent_id)
    known = call.store.conversations.many(linking.children(parent))
    waiting = [child for child in known if not child.state.is_done]
    return BulkResults(items=tuple(_result(call, child, wanted.text, key) for child in waiting))


def _result(call: Call, child: Conversation, text: str, key: str | None) -> BulkResult:
    def attempt() -> Conversation:
        version = call.store.conversations.get(child.id).version
        return change(call, child.id, version, ConversationChange(state=State.SOLVED))

    try:
        check_window(call, child, child.door)
        leaves_at = sending.departure(None, child, call.desk, call.now)
        draft = Draft(text=text, key=f"{key}:{child.id}" if key else None, send_at=leaves_at)
        replies.queue(call.store, child, draft, actor=call.actor, now=call.now)
        solved = insist(attempt)
    except TransomError as error:
        return BulkResult(id=child.id, conversation=None, problem=Problem.of(error))
    return BulkResult(id=child.id, conversation=conversation_view(solved, call.now), problem=None)
