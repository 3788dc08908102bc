"""What the app reads: whole messages with their files, of the user whom the identity hash proves."""

from urllib.parse import parse_qs

from channels.inapp.inbound import door_of
from transom.channel import Connection, Past, Request, Response, Wanted

HEADERS = {"content-type": "application/json", "cache-control": "no-store"}


def wanted(request: Request, connection: Connection) -> Wanted | None:
    """Return that the user's messages are asked for, if something is."""
    if request.method != "GET":
        return None
    cursor = parse_qs(request.query).get("cursor", [""])[0]
    return Wanted(door=door_of(request, connection), cursor=cursor)


def answer(past: Past, wanted: Wanted) -> Response:
    """Return a page as JSON; the user's own messages have the ids that the app gave them."""
    own = f"{wanted.door.address}:"
    messages = tuple(each.model_copy(update={"id": each.id.removeprefix(own)}) for each in past.messages)
    return Response(headers=HEADERS, body=past.model_copy(update={"messages": messages}).model_dump_json())
