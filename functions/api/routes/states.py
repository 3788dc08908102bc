"""The desk's own states."""

from api.call import Call
from api.conversation_views import StateList, WorkspaceStateView
from api.endpoint import endpoint


@endpoint("GET", "/v1/states")
def list_states(call: Call) -> StateList:
    """List the states that the desk has added to the product's, and which of those each is like."""
    return StateList(items=tuple(WorkspaceStateView(**each.model_dump()) for each in call.desk.states))
