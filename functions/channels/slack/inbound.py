"""Slack's Events API and slash commands: proves its sender by an HMAC, and tells of messages and their fate."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl

from pydantic import ValidationError

from channels.slack import content
from channels.slack.mrkdwn import plain, sign
from channels.slack.payloads import Command, Envelope, Event, Kind, Shortcut, Ts, Written
from transom.channel import (
    Connection,
    InboundDeletion,
    InboundDelivery,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, DeliveryState, Door
from transom.provider import proof
from transom.provider.reading import from_seconds, read, unreadable, unsupported

TOLERANCE = timedelta(minutes=5)
FORM = "application/x-www-form-urlencoded"
KNOWN = frozenset({"message", "app_mention", "reaction_added", "reaction_removed", "message_metadata_posted"})
"""The kinds of news that are read."""
WRITTEN = frozenset({"", "file_share", "thread_broadcast", "me_message", "bot_message"})
"""The kinds of messages that somebody wrote."""
TOLD = (
    "app_",
    "assistant_",
    "bot_",
    "channel_",
    "ekm_",
    "group_",
    "huddle_",
    "joiner_",
    "message_replied",
    "pinned_",
    "reminder_",
    "sh_room_",
    "tombstone",
    "unpinned_",
)
"""What the kinds of messages begin with that Slack writes about a channel."""


def handshake(request: Request, connection: Connection) -> Response | None:
    """Return the challenge by which Slack asks whose address this is."""
    if b"url_verification" not in request.body or _is_form(request):
        return None
    try:
        question = Kind.model_validate_json(request.body)
    except ValidationError:
        return None
    if question.type != "url_verification":
        return None
    verify(request, connection)
    return Response(headers={"content-type": "text/plain; charset=utf-8"}, body=question.challenge)


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the app's signing secret made the signature, within the last five minutes."""
    stamp = header(request.headers, "x-slack-request-timestamp")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= len("9999999999")):
        raise UnauthenticError("the request tells no time")
    proof.check_time(from_seconds(int(stamp)), request.received_at, TOLERANCE)
    proof.check_signature(
        header(request.headers, "x-slack-signature"),
        connection.secrets("signing_secret"),
        lambda secret: f"v0={proof.hmac_hex(secret, f'v0:{stamp}:'.encode() + request.body)}",
        "the signature is wrong",
    )


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what an event or a command tells; what no customer did tells nothing."""
    if _is_form(request):
        return _command(request, connection)
    kind = read(Kind, request.body, "event of Slack")
    if kind.type != "event_callback" or (kind.event and kind.event.type not in KNOWN):
        return []
    return list(_events(read(Envelope, request.body, "event of Slack"), connection))


def _events(envelope: Envelope, connection: Connection) -> Iterator[InboundEvent]:
    event = envelope.event
    match event.type:
        case "message" | "app_mention":
            yield from _messages(envelope, event, connection)
        case "reaction_added" | "reaction_removed":
            yield from () if envelope.is_own(event) else _reaction(event, connection)
        case "message_metadata_posted" if envelope.is_own(event):
            yield from _echo(event, event.channel_id, event.message_ts, connection)


def _messages(envelope: Envelope, event: Event, connection: Connection) -> Iterator[InboundEvent]:
    subject = event.message or event.previous_message or event
    if envelope.is_own(subject):
        yield from _echo(event, event.channel or "", event.ts, connection)
    elif event.subtype == "message_deleted" or (event.message and event.message.subtype == "tombstone"):
        yield from _deletion(event, connection)
    elif event.subtype == "message_changed":
        yield from _edit(envelope, event, connection)
    elif event.subtype in WRITTEN or not event.subtype.startswith(TOLD):
        yield _message(envelope.bots, event, connection)


def _message(bots: frozenset[str], event: Event, connection: Connection) -> InboundMessage:
    channel, ts = _place(event, event.ts)
    text, files = content.text(event, bots), tuple(content.attachments(event.files))
    is_shown = bool(files or (text and event.subtype in WRITTEN))
    if not (is_shown or event.user):
        raise UnreadableError(f"a message of nobody's without text or files: {event.subtype or event.type}")
    is_answer = event.thread_ts is not None and event.thread_ts != ts
    return InboundMessage(
        provider_message_id=f"{channel}:{ts}",
        door=_door(event, event, connection),
        sender=content.sender(event),
        audience=Audience.PRIVATE if _is_direct(event) else Audience.GROUP,
        text=text if text or files else unsupported(event.subtype or "message"),
        attachments=files,
        occurred_at=from_seconds(float(ts)),
        references=(f"{channel}:{event.thread_ts}",) if is_answer else (),
        is_machine=event.subtype == "bot_message" or event.bot_id is not None,
    )


def _edit(envelope: Envelope, event: Event, connection: Connection) -> Iterator[InboundEdit]:
    """Yield what a writer changed; Slack also tells when it added a link's preview, which nobody wrote."""
    after, before = event.message, event.previous_message
    changed = after.edited.ts if after and after.edited else None
    if after is None or changed is None or (before and before.edited == after.edited):
        return
    channel, ts = _place(event, after.ts)
    yield InboundEdit(
        provider_message_id=f"{channel}:{ts}",
        edit_id=f"{channel}:{ts}@{changed}",
        door=_door(event, after, connection),
        text=content.text(after, envelope.bots),
        occurred_at=from_seconds(float(changed)),
    )


def _deletion(event: Event, connection: Connection) -> Iterator[InboundDeletion]:
    before = event.previous_message or event.message or event
    channel, ts = _place(event, event.deleted_ts or before.ts)
    yield InboundDeletion(
        provider_message_id=f"{channel}:{ts}",
        door=_door(event, before.model_copy(update={"ts": ts}), connection),
        occurred_at=from_seconds(float(event.event_ts or event.ts or ts)),
    )


def _reaction(event: Event, connection: Connection) -> Iterator[InboundReaction]:
    item = event.item
    if item.type != "message" or item.ts is None or event.user is None:
        return
    place = event.model_copy(update={"channel": item.channel})
    yield InboundReaction(
        provider_message_id=f"{item.channel}:{item.ts}",
        door=_door(place, Written(user=event.user, ts=item.ts), connection),
        sender=content.sender(event),
        sign=sign(event.reaction) if event.type == "reaction_added" else "",
        occurred_at=from_seconds(float(event.event_ts or item.ts)),
    )


def _echo(event: Event, channel: str, ts: Ts | None, connection: Connection) -> Iterator[InboundDelivery]:
    """Yield that a message of ours was posted: it carries our reference, or files that are known as ours."""
    if event.subtype == "file_share" and channel and ts:
        yield from _shared(event, channel, ts, connection)
    reference = event.metadata.event_payload.reference
    if reference and channel and ts and not event.subtype:
        yield InboundDelivery(
            provider_message_id=f"{channel}:{ts}",
            reference=reference,
            door=Door(channel=connection.channel, connection=connection.id, address=channel),
            state=DeliveryState.SENT,
            occurred_at=from_seconds(float(ts)),
        )


def _shared(event: Event, channel: str, ts: Ts, connection: Connection) -> Iterator[InboundDelivery]:
    """Yield that our files were shared, with the message's own id: until then, only the files' were known."""
    for file in event.files[:1]:
        yield InboundDelivery(
            provider_message_id=file.id,
            known_as=f"{channel}:{ts}",
            door=Door(channel=connection.channel, connection=connection.id, address=channel),
            state=DeliveryState.SENT,
            occurred_at=from_seconds(float(ts)),
        )


def _command(request: Request, connection: Connection) -> list[InboundEvent]:
    fields = dict(parse_qsl(request.body.decode(errors="replace"), keep_blank_values=True))
    if "payload" in fields:
        return list(_passed(read(Shortcut, fields["payload"], "payload of Slack"), connection))
    if fields.get("ssl_check"):
        return []
    try:
        command = Command.model_validate(fields)
    except ValidationError as error:
        raise unreadable(error, "command of Slack") from None
    return [
        InboundMessage(
            provider_message_id=command.trigger_id,
            door=Door(channel=connection.channel, connection=connection.id, address=command.user_id),
            sender=Sender(address=command.user_id, name=command.user_name, has_profile=True, is_verified=True),
            text=plain(command.text) or command.command,
            occurred_at=request.received_at,
        )
    ]


def _passed(shortcut: Shortcut, connection: Connection) -> Iterator[InboundMessage]:
    """Yield the message that somebody passed to the app, as its writer's."""
    if shortcut.type != "message_action" or shortcut.channel is None or shortcut.message is None:
        return
    event = Event(type="message", channel=shortcut.channel.id, **dict(shortcut.message))
    yield _message(frozenset(), event, connection)


def _door(event: Event, written: Written, connection: Connection) -> Door:
    """Return the customer for a direct message, else the thread; a message outside of any thread begins one."""
    if _is_direct(event):
        thread, place = written.thread_ts, written.user or event.channel
    else:
        thread, place = written.thread_ts or written.ts, event.channel
    address = f"{place}:{thread}" if thread else str(place)
    return Door(channel=connection.channel, connection=connection.id, address=address)


def _is_direct(event: Event) -> bool:
    return event.channel_type == "im" or (event.channel or "").startswith("D")


def _place(event: Event, ts: Ts | None) -> tuple[str, Ts]:
    if not event.channel or not ts:
        raise UnreadableError("a message without its channel or its time")
    return event.channel, ts


def _is_form(request: Request) -> bool:
    return header(request.headers, "content-type").startswith(FORM)
