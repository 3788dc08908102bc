"""One sample of each event, and of each consumer's invocation; `python -m tests.contract.event_samples` writes them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import JsonValue

from transom.events import AGENT_AVAILABLE, PASSING, SOURCE, Event
from transom.ids import derived_ulid
from transom.model import (
    Actor,
    ActorKind,
    Attachment,
    Contact,
    Conversation,
    Direction,
    Door,
    Entry,
    EntryName,
    Identity,
    MediaKind,
)
from transom.store import Arrival, Reference

EVENTS = Path(__file__).parents[2] / "events"
AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
CONVERSATION = "4T7QXK2M"
DOOR = Door(channel="telegram", connection="demo-telegram", address="5500112233")
MAIL_DOOR = Door(channel="email", connection="demo-email", address="cleo@northwind.example")
CUSTOMER = Actor(kind=ActorKind.CUSTOMER, id=derived_ulid(AT, "contact"), name="Ana Kowalska")
AGENT = Actor(kind=ActorKind.AGENT, id="ben", name="Ben")
PHOTO = Attachment(id="photo", kind=MediaKind.IMAGE, name="parcel.jpg", mime="image/jpeg", provider_media_id="AgACAgQ")
STORED = PHOTO.model_copy(update={"key": "media/01/photo", "size": 48_213})
RECEIVED = derived_ulid(AT, "message.received")
QUEUED = derived_ulid(AT + timedelta(minutes=5), "message.queued")


def _entry(name: EntryName, minutes: float, actor: Actor, **fields: object) -> Entry:
    at = AT + timedelta(minutes=minutes)
    cause = {} if name is EntryName.MESSAGE_RECEIVED else {"causation_id": RECEIVED}
    shared = {"id": derived_ulid(at, name), "name": name, "conversation_id": CONVERSATION, "at": at, "actor": actor}
    return Entry.model_validate({**shared, "correlation_id": RECEIVED, **cause, **fields})


def entries() -> dict[EntryName, Entry]:
    """Return one timeline entry of each name: a question with a photo, and all that may become of it."""
    sender, clock, promises = (Actor.system(name) for name in ("channel_send", "sla", "promises"))
    mark: dict[str, JsonValue] = {"target": "first_response", "due_at": "2026-11-16T10:00:00+00:00"}
    listed = [
        _entry(
            EntryName.MESSAGE_RECEIVED,
            0,
            CUSTOMER,
            direction=Direction.INBOUND,
            door=DOOR,
            text="Where is my order 10428?",
            attachments=(PHOTO,),
            is_first=True,
            language="en",
            provider_message_id="5500112233:41",
        ),
        _entry(EntryName.ATTACHMENT_STORED, 0.1, sender, about=RECEIVED, attachments=(STORED,)),
        _entry(EntryName.ATTACHMENT_LOST, 0.2, sender, about=RECEIVED, attachments=(PHOTO,), data={"reason": "gone"}),
        _entry(EntryName.MESSAGE_EDITED, 1, CUSTOMER, about=RECEIVED, text="Where is my order 10429?"),
        _entry(EntryName.MESSAGE_DELETED, 1.5, CUSTOMER, about=RECEIVED),
        _entry(
            EntryName.MESSAGE_ECHOED,
            5.5,
            Actor(kind=ActorKind.GUEST, id=DOOR.connection, name="Shop bot"),
            direction=Direction.OUTBOUND,
            door=DOOR,
            text="It arrives tomorrow.",
            provider_message_id="5500112233:43",
        ),
        _entry(EntryName.MESSAGE_DUE, 6, Actor.system("sending"), about=QUEUED, door=DOOR),
        _entry(EntryName.MESSAGE_TAKEN_BACK, 6.2, AGENT, about=QUEUED),
        _entry(EntryName.MESSAGE_REACTED, 6.5, CUSTOMER, about=QUEUED, data={"sign": "👍"}),
        _entry(
            EntryName.MESSAGE_CHANGE_FAILED,
            6.7,
            Actor.system("channel_send"),
            about=QUEUED,
            data={"change": derived_ulid(AT, "change"), "reason": "Bad Request: message can't be edited"},
        ),
        _entry(EntryName.CONTACT_OPTED_OUT, 8, CUSTOMER, data={"channel": "telegram"}),
        _entry(EntryName.CONTACT_OPTED_IN, 9, CUSTOMER, data={"channel": "telegram"}),
        _entry(
            EntryName.CONVERSATION_ROUTED,
            0.3,
            Actor.system("router"),
            data={
                "team": "support",
                "assignee": "ben",
                "priority": "normal",
                "tags": [],
                "reasons": {"team": "the brand's default", "assignee": "free, and never assigned before"},
            },
        ),
        _entry(EntryName.NOTE_ADDED, 2, AGENT, text="The parcel was at the depot this morning."),
        _entry(
            EntryName.MESSAGE_QUEUED,
            5,
            AGENT,
            direction=Direction.OUTBOUND,
            door=DOOR,
            text="It left this morning.",
            language="en",
        ),
        _entry(EntryName.MESSAGE_SENT, 5.1, sender, about=QUEUED, provider_message_id="5500112233:42"),
        _entry(EntryName.MESSAGE_DELIVERED, 5.2, sender, about=QUEUED, provider_message_id="5500112233:42"),
        _entry(EntryName.MESSAGE_READ, 6, sender, about=QUEUED, provider_message_id="5500112233:42"),
        _entry(EntryName.MESSAGE_FAILED, 5.3, sender, about=QUEUED, data={"reason": "the customer blocked the bot"}),
        _entry(EntryName.MESSAGE_OUTCOME_LOST, 5.4, sender, about=QUEUED, data={"reason": "ReadTimeout"}),
        _entry(EntryName.CONVERSATION_CHANGED, 7, AGENT, data={"state": {"from": "waiting_customer", "to": "solved"}}),
        _entry(EntryName.OFFER_TAKEN, 0.4, AGENT, data={"user_id": "ben"}),
        _entry(EntryName.OFFER_LAPSED, 0.5, Actor.system("router"), data={"user_id": "ben"}),
        _entry(
            EntryName.AGENT_NOTIFIED,
            3,
            Actor.system("automation"),
            text="A gold customer waits.",
            data={"users": ["ben"], "teams": ["support"], "by_mail": True, "rule": "gold", "reasons": []},
        ),
        _entry(EntryName.CLOCK_WARNED, 30, clock, data={**mark, "percent": 50}),
        _entry(EntryName.CLOCK_BREACHED, 60, clock, data={**mark, "percent": 100}),
        _entry(
            EntryName.TENSION_ROSE,
            0.1,
            Actor.system("radar"),
            data={
                "score": 65,
                "reasons": [
                    {"sign": "legal", "points": 40, "words": ["lawyer"]},
                    {"sign": "asked_before", "points": 25, "words": ["third time"]},
                ],
                "playbook": "conflict",
                "step": 1,
            },
        ),
        _entry(EntryName.PROMISE_KEPT, 5, promises, data={"until": "2026-11-16T10:00:00+00:00"}),
        _entry(EntryName.PROMISE_BROKEN, 60, promises, data={"until": "2026-11-16T10:00:00+00:00"}),
    ]
    return {entry.name: entry for entry in (*listed, *_requests())}


def _requests() -> list[Entry]:
    """Return what is told of a request to a department, which a guest answers too late."""
    asked: dict[str, JsonValue] = {
        "request": "9T4KWH2C",
        "department": "warehouse",
        "owner": "cleo",
        "due_at": "2026-11-16T11:00:00+00:00",
    }
    handed: dict[str, JsonValue] = {**asked, "owner": "dan"}
    owners: dict[str, JsonValue] = {"from": "cleo", "to": "dan"}
    guest = Actor(kind=ActorKind.GUEST, id="wanda@carrier.example", name="Wanda")
    system = Actor.system("departments")
    letter = {"direction": Direction.OUTBOUND, "door": MAIL_DOOR}
    mailed: dict[str, JsonValue] = {**asked, "mailed_to": ["cleo@northwind.example", "wanda@carrier.example"]}
    return [
        _entry(EntryName.REQUEST_OPENED, 10, AGENT, text="Did 10429 leave?", data=mailed, **letter),
        _entry(EntryName.REQUEST_ASKED, 20, AGENT, text="And when?", data=mailed, **letter),
        _entry(EntryName.REQUEST_WARNED, 70, system, is_automatic=True, data={**asked, "percent": 50}),
        _entry(
            EntryName.REQUEST_BREACHED,
            130,
            system,
            is_automatic=True,
            data={**handed, "percent": 100, "owner": owners, "mailed_to": ["dan@northwind.example"]},
            **letter,
        ),
        _entry(EntryName.REQUEST_REASSIGNED, 131, AGENT, data={**handed, "owner": owners}),
        _entry(EntryName.REQUEST_ANSWERED, 140, guest, text="On Monday.", data=handed),
        _entry(EntryName.REQUEST_CANCELLED, 141, AGENT, text="The customer has found it.", data=handed),
    ]


def arrival() -> Arrival:
    """Return the transaction by which the sample's first message came."""
    message = entries()[EntryName.MESSAGE_RECEIVED]
    conversation = Conversation(
        id=CONVERSATION,
        language="en",
        contact_id=CUSTOMER.id,
        contact_name=CUSTOMER.name,
        door=DOOR,
        preview=message.text or "",
        created_at=AT,
        last_message_at=AT,
        last_customer_message_at=AT,
    )
    claim = Reference(
        channel=DOOR.channel,
        connection=DOOR.connection,
        provider_message_id=message.provider_message_id or "",
        conversation_id=CONVERSATION,
        message_id=message.id,
    )
    return Arrival(
        references=(claim,),
        entry=message,
        after=conversation,
        contact=Contact(id=CUSTOMER.id, name=CUSTOMER.name, created_at=AT),
        identity=Identity(door=DOOR, contact_id=CUSTOMER.id, conversation_id=CONVERSATION),
    )


def events() -> dict[str, Event]:
    """Return one event of each name."""
    found = {entry.name.value: Event.of(entry) for entry in entries().values()}
    event_id = derived_ulid(AT, AGENT_AVAILABLE)
    found[AGENT_AVAILABLE] = Event(
        id=event_id,
        name=AGENT_AVAILABLE,
        time=AT,
        actor=Actor.system("relay"),
        correlation_id=event_id,
        data={"user_id": "ben"},
    )
    for name in PASSING:
        event_id = derived_ulid(AT, name)
        found[name] = Event(
            id=event_id,
            name=name,
            time=AT,
            conversation_id=CONVERSATION,
            actor=CUSTOMER,
            correlation_id=event_id,
        )
    return found


def contracts() -> dict[str, JsonValue]:
    """Return the golden contract of each event, by its file's name."""
    return {f"{name}.v1.json": event.model_dump(mode="json") for name, event in events().items()}


def invocations() -> dict[str, JsonValue]:
    """Return what Lambda is invoked with, by the file under `events/`."""
    told = events()
    received = told[EntryName.MESSAGE_RECEIVED]
    return {
        "relay/entries.json": {
            "Records": [
                _inserted(entries()[EntryName.MESSAGE_RECEIVED], 1),
                _inserted(entries()[EntryName.MESSAGE_QUEUED], 2),
            ]
        },
        "relay/agent_online.json": {"Records": [_online(1)]},
        "router/message_received.json": _queued("router", received),
        "router/agent_available.json": _queued("router", told[AGENT_AVAILABLE]),
        "auto_reply/message_received.json": _queued("auto-reply", received),
        "sla/message_queued.json": _queued("sla", told[EntryName.MESSAGE_QUEUED]),
        "automation/message_received.json": _queued("automation", received),
        "sla/check.json": {
            "version": "0",
            "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": "123456789012",
            "time": "2026-11-16T10:00:00Z",
            "region": "us-east-1",
            "resources": ["arn:aws:events:us-east-1:123456789012:rule/transom-local-sla-check"],
            "detail": {},
        },
        "realtime/message_received.json": _queued("realtime", received),
        "realtime/connect.json": _socket("$connect", "CONNECT"),
        "realtime/disconnect.json": _socket("$disconnect", "DISCONNECT"),
    }


def _queued(queue: str, event: Event) -> JsonValue:
    """Return an event as EventBridge puts it on a queue, and the queue gives it to Lambda."""
    body = {
        "version": "0",
        "id": "2d1c8f4e-6a3b-4c5d-9e7f-0a1b2c3d4e5f",
        "detail-type": event.name,
        "source": SOURCE,
        "account": "123456789012",
        "time": "2026-11-16T09:00:00Z",
        "region": "us-east-1",
        "resources": [],
        "detail": event.model_dump(mode="json"),
    }
    record: dict[str, JsonValue] = {
        "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
        "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
        "body": json.dumps(body, ensure_ascii=False),
        "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": "1794819600000",
            "SenderId": "AIDAIENQZJOLO23YVJ4VO",
            "ApproximateFirstReceiveTimestamp": "1794819600010",
        },
        "messageAttributes": {},
        "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:us-east-1:123456789012:transom-local-{queue}",
        "awsRegion": "us-east-1",
    }
    return {"Records": [record]}


def _inserted(entry: Entry, number: int) -> JsonValue:
    keys: dict[str, JsonValue] = {"pk": {"S": f"C#{CONVERSATION}"}, "sk": {"S": entry.sort_key}}
    text = entry.model_dump_json(exclude_defaults=True)
    return _changed("INSERT", keys, {**keys, "entry": {"S": text}}, number)


def _online(number: int) -> JsonValue:
    keys: dict[str, JsonValue] = {"pk": {"S": "PRESENCE"}, "sk": {"S": "ben"}}
    image: dict[str, JsonValue] = {"state": {"S": "online"}, "changed_at": {"S": "2026-11-16T09:00:00.000000Z"}}
    return _changed("MODIFY", keys, {**keys, **image}, number)


def _changed(kind: str, keys: dict[str, JsonValue], image: dict[str, JsonValue], number: int) -> JsonValue:
    return {
        "eventID": f"c4ca4238a0b923820dcc509a6f75849{number}",
        "eventName": kind,
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1794819600,
            "Keys": keys,
            "NewImage": image,
            "SequenceNumber": f"11000000000174544230{number:02}",
            "SizeBytes": 512,
            "StreamViewType": "NEW_IMAGE",
        },
        "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/transom-local/stream/2026-11-16T00:00:00.000",
    }


def _socket(route: str, kind: str) -> JsonValue:
    context: dict[str, JsonValue] = {
        "routeKey": route,
        "eventType": kind,
        "connectionId": "KtVb2dUwIAMCJhQ=",
        "requestId": "KtVb2FpGoAMFrWg=",
        "apiId": "a1b2c3d4e5",
        "stage": "live",
        "domainName": "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
        "messageDirection": "IN",
        "requestTimeEpoch": 1794819600000,
        "identity": {"sourceIp": "198.51.100.7"},
    }
    query: JsonValue = {"ticket": "sample-ticket"} if route == "$connect" else None
    return {"requestContext": context, "queryStringParameters": query, "isBase64Encoded": False}


def _files() -> Iterator[tuple[Path, JsonValue]]:
    yield from ((EVENTS / "transom" / name, content) for name, content in contracts().items())
    yield from ((EVENTS / name, content) for name, content in invocations().items())


if __name__ == "__main__":
    for path, content in _files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
