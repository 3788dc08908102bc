"""Rules, tried on what happened."""

from api.automation_views import DryRun, DryRunResult, WouldDoView
from api.call import Call
from api.endpoint import endpoint
from api.macros import written
from transom.archive import recent
from transom.core.replay import WouldDo, replay
from transom.core.soundness import check
from transom.model import Role


@endpoint("POST", "/v1/rules/dry-run", role=Role.ADMIN)
def try_rules(call: Call, body: DryRun) -> DryRunResult:
    """Show what rules would have done to the latest conversations; nothing is written and nobody is written to."""
    wanted = call.desk.automations if body.automations is None else body.automations
    desk = check(call.desk.model_copy(update={"automations": wanted}))
    archive = recent(call.store, desk, body.conversations)
    return DryRunResult(
        entries=sum(len(entries) for _, entries in archive),
        items=tuple(_shown(would) for begun, entries in archive for would in replay(begun, entries, desk)),
    )


def _shown(would: WouldDo) -> WouldDoView:
    return WouldDoView(
        conversation=would.entry.conversation_id,
        at=would.entry.at,
        because_of=would.entry.name,
        rule=would.verdict.rule,
        reasons=would.verdict.reasons,
        refusal=would.verdict.refusal,
        written=tuple(map(written, would.verdict.entries)),
    )
