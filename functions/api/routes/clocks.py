"""The clocks of a conversation: why each deadline is when it is."""

from datetime import timedelta

from api.call import Call
from api.conversation_views import ExplanationList, ExplanationView
from api.endpoint import endpoint
from transom.core.explaining import Explanation, explain
from transom.core.terms import Terms

_SECOND = timedelta(seconds=1)


@endpoint("GET", "/v1/conversations/{conversation_id}/clocks")
def explain_clocks(call: Call, conversation_id: str) -> ExplanationList:
    """Explain each deadline of a conversation: the time that was counted, and the pauses."""
    conversation = call.store.conversations.get(conversation_id)
    terms = Terms.of(call.desk, conversation.team, conversation)
    known = {spec.id: spec for spec in call.desk.calendars}
    specs = [known.get(clock.calendar, known[terms.calendar_id]) for clock in conversation.clocks]
    explained = (explain(clock, spec, call.now) for clock, spec in zip(conversation.clocks, specs, strict=True))
    return ExplanationList(items=tuple(map(explanation_view, explained)))


def explanation_view(explanation: Explanation) -> ExplanationView:
    """Show how the deadline of a clock came about."""
    shown = explanation.model_dump(exclude={"limit", "spent"})
    lengths = {"limit_seconds": explanation.limit // _SECOND, "spent_seconds": explanation.spent // _SECOND}
    return ExplanationView.model_validate(shown | lengths)
