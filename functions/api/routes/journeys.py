"""Journeys: conversations of one matter over several channels."""

from api import journeys
from api.call import Call
from api.endpoint import endpoint
from api.journey_views import InvitationView, JourneyView, Known, Proof, ProofSent, StageView
from transom.model import Conversation


@endpoint("GET", "/v1/conversations/{conversation_id}/journey")
def get_journey(call: Call, conversation_id: str) -> JourneyView:
    """Return all conversations of the matter that this one is about, the oldest first."""
    return _journey(call, conversation_id)


@endpoint("POST", "/v1/conversations/{conversation_id}/journey", status=201)
def invite_elsewhere(call: Call, conversation_id: str) -> InvitationView:
    """Make a pass that the customer is sent here: who writes it elsewhere within a week goes on with this matter."""
    return journeys.invite(call, conversation_id)


@endpoint("POST", "/v1/conversations/{conversation_id}/proofs", status=202)
def ask_for_proof(call: Call, conversation_id: str, body: Known) -> ProofSent:
    """Send a one-time code to another conversation's customer, which they tell in this one within ten minutes.

    An address that both have verified is proof without it.
    """
    return journeys.ask(call, conversation_id, body.of)


@endpoint("POST", "/v1/conversations/{conversation_id}/proofs/{other_id}")
def prove_customer(call: Call, conversation_id: str, other_id: str, body: Proof) -> JourneyView:
    """Take the code that the customer told: both conversations are one journey, and their customers one."""
    journeys.prove(call, conversation_id, other_id, body.code)
    return _journey(call, conversation_id)


def _journey(call: Call, conversation_id: str) -> JourneyView:
    return JourneyView(items=tuple(_stage(each) for each in journeys.walk(call, conversation_id)))


def _stage(conversation: Conversation) -> StageView:
    return StageView(
        id=conversation.id,
        code=conversation.code,
        subject=conversation.subject,
        channel=conversation.door.channel,
        state=conversation.state,
        created_at=conversation.created_at,
    )
