"""Open consoles hear of every entry, and those that have left are forgotten."""

from tests.flow.customers import TelegramUser
from transom.testing.desk import DeskUnderTest


def socket(route: str, connection_id: str, ticket: str | None = None) -> dict[str, object]:
    """Return what API Gateway tells of a socket."""
    query = {"ticket": ticket} if ticket else None
    return {
        "requestContext": {"routeKey": route, "connectionId": connection_id},
        "queryStringParameters": query,
    }


def connect(desk: DeskUnderTest, connection_id: str, ticket: str) -> object:
    """Open a socket, and return the answer."""
    return desk.invoke("realtime.socket.handler", socket("$connect", connection_id, ticket))


def test_every_open_console_hears_of_a_message(desk: DeskUnderTest) -> None:
    """A push names the conversation and the entry, and nothing of what was written."""
    for number in ("one", "two"):
        desk.store.sockets.issue_ticket("ana", number, desk.now)
        assert connect(desk, number, number) == {"statusCode": 200}
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    message = desk.timeline()[0]
    assert desk.sockets.pushed["one"] == desk.sockets.pushed["two"]
    assert desk.sockets.pushed["one"][0] == {
        "type": "timeline",
        "conversation_id": message.conversation_id,
        "entry_id": message.id,
        "name": "message.received",
        "at": message.at.isoformat().replace("+00:00", "Z"),
    }


def test_a_console_that_has_left_is_forgotten(desk: DeskUnderTest) -> None:
    """410 for one does not keep the push from the others."""
    for number in ("gone", "here"):
        desk.store.sockets.add(number, "ana", desk.now)
    desk.sockets.gone.add("gone")
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    assert desk.store.sockets.all() == ["here"]
    assert desk.sockets.pushed["here"]


def test_a_ticket_opens_one_socket(desk: DeskUnderTest) -> None:
    """Neither a used ticket nor none lets anybody in."""
    desk.store.sockets.issue_ticket("ana", "once", desk.now)
    assert connect(desk, "one", "once") == {"statusCode": 200}
    assert connect(desk, "two", "once") == {"statusCode": 401}
    assert desk.invoke("realtime.socket.handler", socket("$connect", "three")) == {"statusCode": 401}
    assert desk.store.sockets.all() == ["one"]


def test_a_socket_that_closes_is_forgotten(desk: DeskUnderTest) -> None:
    """Closing ends the pushes, and what a console says meanwhile is of no consequence."""
    desk.store.sockets.add("one", "ana", desk.now)
    assert desk.invoke("realtime.socket.handler", socket("$default", "one")) == {"statusCode": 200}
    assert desk.invoke("realtime.socket.handler", socket("$disconnect", "one")) == {"statusCode": 200}
    assert desk.store.sockets.all() == []
