"""How often a conversation changes hands: from agent to agent, or from team to team."""

from transom.model import Conversation, Handovers

OFTEN = 2
"""More handovers than these are a sign that something goes wrong."""


def counted(conversation: Conversation) -> Conversation:
    """Return the conversation with a handover counted if somebody else held it before; again changes nothing.

    What is offered is not held yet, and whoever takes it up in another team makes no second handover.
    """
    known = conversation.handovers
    is_offered = conversation.offer is not None and conversation.offer.user_id is not None
    agent, team = None if is_offered else conversation.assignee, conversation.team
    has_team_changed = bool(known.team and team and team != known.team)
    has_agent_changed = bool(known.agent and agent and agent != known.agent)
    is_handover = has_team_changed or has_agent_changed
    held = Handovers(
        count=known.count + is_handover,
        after_answer=known.after_answer + (is_handover and conversation.first_response_at is not None),
        agent=agent or (None if has_team_changed else known.agent),
        team=team or known.team,
    )
    return conversation if held == known else conversation.model_copy(update={"handovers": held})


def is_often(conversation: Conversation) -> bool:
    """Tell whether a conversation has been handed over too often."""
    return conversation.handovers.count > OFTEN
