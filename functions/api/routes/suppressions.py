"""Addresses that take no mail, as their servers said."""

from api.call import Call
from api.door_views import SuppressionView
from api.endpoint import endpoint
from transom.errors import NotFoundError
from transom.model import Role


@endpoint("GET", "/v1/suppressions/{address}")
def get_suppression(call: Call, address: str) -> SuppressionView:
    """Tell why an address is not written to."""
    found = call.store.suppressions.find(address, call.now)
    if found is None:
        raise NotFoundError(f"Nothing keeps {address} from being written to.")
    return SuppressionView.model_validate(found, from_attributes=True)


@endpoint("DELETE", "/v1/suppressions/{address}", role=Role.LEAD)
def lift_suppression(call: Call, address: str) -> SuppressionView:
    """Let an address be written to again, as after its owner mended their mailbox."""
    found = get_suppression(call, address)
    call.store.suppressions.lift(address, call.now)
    return found
