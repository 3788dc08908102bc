"""A contact flow of Amazon Connect asks who calls, before it routes the call."""

import pytest
from pydantic import JsonValue

from tests.flow.customers import mail
from tests.samples import NOW, hook_event, sample_connection
from transom import intake
from transom.channel import Connection, InboundMessage, Sender
from transom.errors import NotFoundError, UnreadableError
from transom.model import ConnectionSpec, Door
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


@pytest.mark.parametrize(
    ("channel", "endpoint"),
    [
        ("VOICE", {"Type": "TELEPHONE_NUMBER", "Address": NUMBER}),
        ("CHAT", {"Type": "TELEPHONE_NUMBER", "Address": NUMBER}),
        ("EMAIL", {"Type": "EMAIL_ADDRESS", "Address": "Olga@example.org"}),
    ],
)
def test_a_customer_of_another_channel_is_known_by_number_or_address(
    desk: DeskUnderTest, channel: str, endpoint: JsonValue
) -> None:
    """Whoever writes by SMS or mail is the same when they call, or come by an SMS or mail of Connect's."""
    assert asks(desk, Channel=channel, CustomerEndpoint=endpoint) == asks(desk, Channel=channel, CustomerEndpoint=None)
    desk.mail(mail("Where is my order?"))
    sms = ConnectionSpec(id="sms", channel="vonage", name="SMS")
    desk.connect(sms, {})
    door = Door(channel="vonage", connection="sms", address=NUMBER.removeprefix("+"))
    written = InboundMessage(
        provider_message_id="1", door=door, sender=Sender(address=door.address, name="Olga"), occurred_at=desk.now
    )
    intake.receive(desk.store, written, connection=Connection(id="sms", channel="vonage"), now=desk.now)
    told = asks(desk, Channel=channel, CustomerEndpoint=endpoint)
    assert isinstance(told, dict)
    assert (told["is_known"], told["name"]) == ("true", "Olga")


def test_a_task_is_nobody_s_call(desk: DeskUnderTest) -> None:
    """It is known by its contact alone."""
    told = asks(desk, Channel="TASK", CustomerEndpoint=None)
    assert isinstance(told, dict)
    assert told["is_known"] == "false"


def test_a_flow_of_another_instance_is_told_nothing(desk: DeskUnderTest) -> None:
    """Nor is one whose connection is off, or an event that is none of a flow."""
    with pytest.raises(NotFoundError):
        asks(desk, InstanceARN="arn:aws:connect:eu-central-1:123456789012:instance/other")
    for forged in ("12345678-1234-1234-1234-123456789012", "x/12345678-1234-1234-1234-123456789012"):
        with pytest.raises(UnreadableError):
            asks(desk, InstanceARN=forged)
    with pytest.raises(UnreadableError):
        desk.invoke(FLOW, {"Details": {"ContactData": {"ContactId": ""}}}, channel="connect")
    off = desk.spec.connections[-1].model_copy(update={"is_enabled": False})
    desk.apply(desk.spec.model_copy(update={"connections": (*desk.spec.connections[:-1], off)}))
    with pytest.raises(NotFoundError):
        asks(desk)
