"""Work that waits is given out anew once the configuration, or the day, has changed who can take it."""

from datetime import datetime

from transom.core import staffing
from transom.model import Desk
from transom.store import Store
from transom.store.renewals import STAFF, Renewal


def rouse(store: Store, desk: Desk, now: datetime) -> None:
    """Tell that all agents who are here may be given more, if skills, capacities, teams or absences changed."""
    wanted = staffing.wording(desk, now)
    known = store.renewals.get(STAFF)
    if known and known.wording == wanted:
        return
    for presence in store.desk.presences():
        if presence.is_here:
            store.desk.rouse(presence.user_id, now)
    store.renewals.set(STAFF, Renewal(wording=wanted))
