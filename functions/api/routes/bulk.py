"""One change of many conversations."""

from api.automation_views import BulkChange, BulkResult, BulkResults
from api.bodies import ConversationChange
from api.call import Call
from api.changes import change
from api.endpoint import endpoint
from api.present import conversation_view
from api.views import Problem
from transom.contention import insist
from transom.errors import TransomError
from transom.model import Conversation


@endpoint("POST", "/v1/conversations/bulk", is_replayed=True)
def change_conversations(call: Call, body: BulkChange) -> BulkResults:
    """Make one change of up to a hundred conversations, each by itself, and tell what became of each."""
    return BulkResults(items=tuple(_result(call, each, body.change) for each in dict.fromkeys(body.ids)))


def _result(call: Call, conversation_id: str, wanted: ConversationChange) -> BulkResult:
    def attempt() -> Conversation:
        version = call.store.conversations.get(conversation_id).version
        return change(call, conversation_id, version, wanted)

    try:
        changed = insist(attempt)
    except TransomError as error:
        return BulkResult(id=conversation_id, conversation=None, problem=Problem.of(error))
    return BulkResult(id=conversation_id, conversation=conversation_view(changed, call.now), problem=None)
