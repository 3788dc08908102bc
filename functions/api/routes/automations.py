"""Rules, tried on what happened."""

from datetime import timedelta

import channels
from api.automation_views import DifferenceView, DryRun, DryRunResult, RuleTotalView
from api.call import Call
from api.endpoint import endpoint
from transom.archive import Scope, past, rehearsed
from transom.core.soundness import check
from transom.core.surroundings import misfits
from transom.model import Desk, Role

USUALLY = timedelta(days=30)
MOST_REQUESTS = 150


@endpoint("POST", "/v1/rules/dry-run", role=Role.ADMIN)
def try_rules(call: Call, body: DryRun) -> DryRunResult:
    """Show what rules would change of the past, as against the live ones; nothing is written and nobody written to."""
    live, proposed = _desks(call, body)
    scope = Scope(body.since or call.now - USUALLY, call.now, body.limit, MOST_REQUESTS, body.cursor)
    found = past(call.store, call.desk, scope)
    compared = rehearsed(found, live, proposed, scope)
    return DryRunResult(
        conversations=len(found.lived),
        entries=found.entries,
        items=tuple(DifferenceView.model_validate(each.model_dump()) for each in compared.differences),
        totals=tuple(RuleTotalView.model_validate(each.model_dump()) for each in compared.totals),
        cut=found.cut,
        next=found.next,
    )


def _desks(call: Call, body: DryRun) -> tuple[Desk, Desk]:
    """Return the desk with the rules that run, and with those that are tried."""
    desk = call.desk
    given = {
        part: value for part in ("automations", "rule_groups", "macros") if (value := getattr(body, part)) is not None
    }
    if not given:
        return desk.model_copy(update={"automations": ()}), desk
    proposed = desk.model_copy(update=given)
    return desk, check(proposed, misfits(proposed, channels.manifests(), call.now))
