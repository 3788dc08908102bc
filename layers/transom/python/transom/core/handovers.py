"""How often a conversation changes hands once it was answered: from agent to agent, or from team to team."""

from transom.model import Conversation, Handovers

OFTEN = 2
"""More handovers than these are a sign that something goes wrong."""


def counted(conversation: Conversation) -> Conversation:
    """Return the conversation with a handover counted if somebody else held it before; again changes nothing.

    What is offered is not held yet, and whoever takes it up in another team makes no second handover.
    """
    known = conversation.handovers
    if conversation.first_response_at is None:
        return conversation
    is_offered = conversation.offer is not None and conversation.offer.user_id is not None
    agent, team = None if is_offered else conversation.assignee, conversation.team
    has_team_changed = bool(known.team and team and team != known.team)
    has_agent_changed = bool(known.agent and agent and agent != known.agent)
    held = Handovers(
        count=known.count + (has_team_changed or has_agent_changed),
        agent=agent or (None if has_team_changed else known.agent),
        team=team or known.team,
    )
    return conversation if held == known else conversation.model_copy(update={"handovers": held})


def is_often(conversation: Conversation) -> bool:
    """Tell whether a conversation has been handed over too often."""
    return conversation.handovers.count > OFTEN
