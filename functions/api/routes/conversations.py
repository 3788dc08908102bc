"""Conversations: the views of the desk, one conversation, and its changes."""

from api import children, customers, joining, linking, splitting, taking
from api.automation_views import BulkResults
from api.bodies import ChildrenSolved, ConversationChange, ConversationQuery, JoinTarget, NewLink, Split
from api.call import Call
from api.changes import change
from api.conversation_views import ConversationDetail, ConversationPage, ConversationView
from api.endpoint import endpoint
from api.present import conversation_detail, conversation_view
from api.window import window_of
from transom.core import quiet


@endpoint("GET", "/v1/conversations")
def list_conversations(call: Call, query: ConversationQuery) -> ConversationPage:
    """List conversations, the latest activity first; a page by a state of the desk's own may hold fewer than asked."""
    own = next((each for each in call.desk.states if each.id == query.workspace_state), None)
    page = call.store.conversations.page(
        teams=[team.id for team in call.desk.teams],
        team=query.team,
        assignee=call.user.id if query.assignee == "me" else query.assignee,
        state=query.state or (own.like if own else None),
        channel=query.channel,
        limit=query.limit,
        cursor=query.cursor,
    )
    named = query.workspace_state
    items = (each for each in page.items if named is None or each.workspace_state == named)
    return ConversationPage(items=tuple(conversation_view(each, call.now) for each in items), next=page.next)


@endpoint("GET", "/v1/conversations/{conversation_id}")
def get_conversation(call: Call, conversation_id: str) -> ConversationDetail:
    """Return one conversation and its customer."""
    conversation = call.store.conversations.get(conversation_id)
    named = (conversation.may_belong_to, conversation.joined_into, conversation.split_from)
    wanted = [*(each for each in named if each), *(each.conversation_id for each in conversation.links)]
    others = {each.id: each for each in call.store.conversations.many(wanted)}
    contact = customers.current(call, conversation.contact_id)
    position = call.store.conversations.position(conversation)
    quiet_until = quiet.until(conversation, call.desk, call.now)
    window = window_of(conversation, conversation.door, call.desk)
    return conversation_detail(conversation, contact, others, window, call.now, position, quiet_until)


@endpoint("PATCH", "/v1/conversations/{conversation_id}")
def change_conversation(call: Call, conversation_id: str, version: int, body: ConversationChange) -> ConversationView:
    """Set the state, priority, team, assignee or tags of the version that `If-Match` names."""
    return conversation_view(change(call, conversation_id, version, body), call.now)


@endpoint("POST", "/v1/conversations/{conversation_id}/join")
def join_conversation(call: Call, conversation_id: str, body: JoinTarget) -> ConversationView:
    """Close a conversation into another one that is the same matter, and return the one that goes on."""
    return conversation_view(joining.join(call, conversation_id, body.into), call.now)


@endpoint("DELETE", "/v1/conversations/{conversation_id}/join")
def part_conversation(call: Call, conversation_id: str) -> ConversationView:
    """Undo a join: the conversation stands by itself again, as it stood before."""
    return conversation_view(joining.part(call, conversation_id), call.now)


@endpoint("POST", "/v1/conversations/{conversation_id}/split", status=201)
def split_conversation(call: Call, conversation_id: str, body: Split) -> ConversationView:
    """Let messages go on in a conversation of their own, and return that; they stay readable in this one."""
    return conversation_view(splitting.split(call, conversation_id, body), call.now)


@endpoint("POST", "/v1/conversations/{conversation_id}/links", status=201)
def link_conversation(call: Call, conversation_id: str, body: NewLink) -> ConversationView:
    """Link a conversation with another one, which shows the link from its side; a child has one parent."""
    return conversation_view(linking.link(call, conversation_id, body), call.now)


@endpoint("DELETE", "/v1/conversations/{conversation_id}/links/{other_id}")
def unlink_conversation(call: Call, conversation_id: str, other_id: str) -> ConversationView:
    """Remove the link between two conversations from both."""
    return conversation_view(linking.unlink(call, conversation_id, other_id), call.now)


@endpoint("POST", "/v1/conversations/{conversation_id}/children/solve")
def solve_children(call: Call, conversation_id: str, body: ChildrenSolved, idempotency_key: str | None) -> BulkResults:
    """Answer and solve a parent's open children, each by itself, and tell what became of each."""
    return children.solve(call, conversation_id, body, idempotency_key)


@endpoint("POST", "/v1/conversations/{conversation_id}/take")
def take_conversation(call: Call, conversation_id: str) -> ConversationView:
    """Take a conversation that is offered to the caller, or that waits for anybody."""
    return conversation_view(taking.take(call, conversation_id), call.now)
