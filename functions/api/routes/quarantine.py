"""The quarantine: requests that were authentic and not understood."""

from api.bodies import PageQuery
from api.call import Call
from api.door_views import Handled, QuarantinePage
from api.endpoint import endpoint
from api.present import quarantine_item
from transom import raw
from transom.model import Role


@endpoint("GET", "/v1/quarantine", role=Role.LEAD)
def list_quarantine(call: Call, query: PageQuery) -> QuarantinePage:
    """List what waits to be understood, the newest first."""
    page = call.store.quarantine.page(limit=query.limit, cursor=query.cursor)
    return QuarantinePage(items=tuple(quarantine_item(each) for each in page.items), next=page.next)


@endpoint("DELETE", "/v1/quarantine/{quarantined_id}", role=Role.LEAD)
def discard_quarantined(call: Call, quarantined_id: str) -> Handled:
    """Let a request wait no longer; it stays in the bucket as it came."""
    record = call.store.quarantine.get(quarantined_id)
    call.store.quarantine.remove(record.id)
    return Handled(id=record.id)


@endpoint("POST", "/v1/quarantine/{quarantined_id}/retry", role=Role.LEAD, status=202)
def retry_quarantined(call: Call, quarantined_id: str) -> Handled:
    """Send a request through its channel again, as after a mended parser."""
    record = call.store.quarantine.get(quarantined_id)
    raw.replay(record)
    call.store.quarantine.remove(record.id)
    return Handled(id=record.id)
