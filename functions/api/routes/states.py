"""The desk's own states."""

from api.call import Call
from api.endpoint import endpoint
from api.views import StateList, WorkspaceStateView


@endpoint("GET", "/v1/states")
def list_states(call: Call) -> StateList:
    """List the states that the desk has added to the product's, and which of those each is like."""
    return StateList(items=tuple(WorkspaceStateView(**each.model_dump()) for each in call.desk.states))
