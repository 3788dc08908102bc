"""Canned replies and macros, as agents use them in a conversation."""

from api import macros
from api.automation_views import CannedReplyList, CannedReplyView, MacroList, MacroRun, MacroView, RunMacro
from api.call import Call
from api.endpoint import endpoint
from transom.core.phrases import canned


@endpoint("GET", "/v1/conversations/{conversation_id}/canned-replies")
def list_canned_replies(call: Call, conversation_id: str) -> CannedReplyList:
    """List the canned replies as they would read in a conversation, in its customer's language."""
    conversation = call.store.conversations.get(conversation_id)
    return CannedReplyList(
        items=tuple(
            CannedReplyView(id=each.id, name=each.name, text=canned(each.id, conversation, call.desk, call.user.name))
            for each in call.desk.canned_replies
        )
    )


@endpoint("GET", "/v1/macros")
def list_macros(call: Call) -> MacroList:
    """List the macros."""
    return MacroList(items=tuple(MacroView(id=each.id, name=each.name) for each in call.desk.macros))


@endpoint("POST", "/v1/conversations/{conversation_id}/macros/{macro_id}", is_replayed=True)
def run_macro(call: Call, conversation_id: str, macro_id: str, version: int, body: RunMacro) -> MacroRun:
    """Do everything that a macro says to the version that `If-Match` names, or show what it would do."""
    return macros.run(call, conversation_id, macro_id, version, is_preview=body.preview)
