"""A contact flow of Amazon Connect asks who calls, before it routes the call."""

import pytest
from pydantic import JsonValue

from tests.samples import NOW, hook_event, sample_connection
from transom.errors import NotFoundError, UnreadableError
from transom.model import ConnectionSpec
from transom.testing.desk import DeskUnderTest

NUMBER = "+48500100200"
FLOW = "channel_receive.flow.handler"


@pytest.fixture(autouse=True)
def connected(desk: DeskUnderTest) -> None:
    """Connect the instance of the samples, on a Monday morning."""
    desk.now = NOW
    known = sample_connection("connect")
    desk.connect(ConnectionSpec(id="sample", channel="connect", name="Calls", settings=known.settings), {})


def asks(desk: DeskUnderTest, **contact: JsonValue) -> JsonValue:
    """Return what the flow is told, with other contact data than the sample's."""
    event = hook_event("connect/_flow")
    details = event["Details"]
    assert isinstance(details, dict)
    details["ContactData"] |= contact
    return desk.invoke(FLOW, event, channel="connect")


def test_an_unknown_caller_learns_how_the_desk_stands(desk: DeskUnderTest) -> None:
    """Flat text, and empty where nothing is known."""
    told = asks(desk)
    assert isinstance(told, dict)
    assert (told["is_known"], told["name"], told["agent"]) == ("false", "", "")
    assert (told["is_open"], told["position"], told["wait_minutes"]) == ("true", "1", "60")
    assert all(isinstance(value, str) for value in told.values())


def test_a_known_caller_comes_with_contact_conversation_and_agent(desk: DeskUnderTest) -> None:
    """So that the flow can route to who has the matter."""
    desk.is_online("ana")
    queued = hook_event("connect/call_queued")["Records"]
    assert isinstance(queued, list)
    desk.topic("connect", queued[0]["body"].encode())
    desk.settle()
    told = asks(desk)
    assert isinstance(told, dict)
    assert (told["is_known"], told["name"], told["conversation"]) == ("true", NUMBER, desk.conversation.code)
    assert (told["team"], told["agent"]) == ("support", "ana@northwind.example")
    assert asks(desk, Channel="CHAT") == asks(desk, CustomerEndpoint=None)  # a chat, and who withholds their number


def test_a_flow_of_another_instance_is_told_nothing(desk: DeskUnderTest) -> None:
    """Nor is one whose connection is off, or an event that is none of a flow."""
    with pytest.raises(NotFoundError):
        asks(desk, InstanceARN="arn:aws:connect:eu-central-1:123456789012:instance/other")
    with pytest.raises(UnreadableError):
        desk.invoke(FLOW, {"Details": {"ContactData": {"ContactId": ""}}}, channel="connect")
    off = desk.spec.connections[-1].model_copy(update={"is_enabled": False})
    desk.apply(desk.spec.model_copy(update={"connections": (*desk.spec.connections[:-1], off)}))
    with pytest.raises(NotFoundError):
        asks(desk)
