"""A page's webhook: signed with the app's secret; tells of private messages, and of what is said beneath posts."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs

from channels.messenger import feed
from channels.messenger.contents import ON_OUR_SIDE, files_of, place_of, words_of
from channels.messenger.webhook import TEST_ACCOUNT, Entry, Message, Messaging, Postback, Reaction, moment
from transom.channel import (
    Connection,
    InboundDeletion,
    InboundDelivery,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    InboundWatermark,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnreadableError
from transom.model import Attachment, DeliveryState, Door
from transom.provider.proof import check, check_signature, hmac_hex
from transom.provider.reading import Wrong, batch, each, read, right, unsupported

SIGNATURE_HEADER = "x-hub-signature-256"
REFERENCE = re.compile(r"[0-9A-Z]{1,32}\.[0-9A-Z]{26}")


def handshake(request: Request, connection: Connection) -> Response | None:
    """Answer Meta's question whether the address is ours, if it knows the verify token."""
    query = parse_qs(request.query)
    if request.method != "GET" or query.get("hub.mode") != ["subscribe"]:
        return None
    check(query.get("hub.verify_token", [""])[0], connection.secrets("verify_token"), "the verify token is wrong")
    return Response(headers={"content-type": "text/plain"}, body=query.get("hub.challenge", [""])[0])


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the body is signed with the app's secret."""
    given = header(request.headers, SIGNATURE_HEADER)
    secrets = connection.secrets("app_secret")
    check_signature(given, secrets, lambda secret: f"sha256={hmac_hex(secret, request.body)}", "the signature is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what all entries of the page tell, private and public."""
    page = read(feed.Page, request.body, "call of a page's webhook")
    ours = ours_of(page.entry, connection.settings.get("page_id", ""))
    return batch(
        each(ours, "entry of a page's", lambda entry: (*messages_of(entry, connection), *feed.told(entry, connection)))
    )


def ours_of[Kind: Entry](entries: Iterable[Kind | Wrong], account: str) -> list[Kind | Wrong]:
    """Return the entries of an account; raises `UnreadableError` when all are of others."""
    known = tuple(entries)
    ours = [entry for entry in known if isinstance(entry, Wrong) or entry.id == account]
    strange = {entry.id for entry in right(known)} - {account, TEST_ACCOUNT}
    if strange and not ours:
        raise UnreadableError(f"the call is about another account: {', '.join(sorted(strange))}")
    return ours


def messages_of(entry: Entry, connection: Connection) -> Iterator[InboundEvent]:
    """Yield what happened in private; what another program answers is kept, and answered by no machine."""
    yield from each(entry.messaging, "message of Meta's", lambda item: _told(item, entry, connection))
    for event in each(entry.standby, "message of Meta's", lambda item: _told(item, entry, connection)):
        is_written = isinstance(event, InboundMessage)
        yield event.model_copy(update={"is_machine": True}) if is_written else event


def _told(item: Messaging, entry: Entry, connection: Connection) -> Iterator[InboundEvent]:
    at = entry.time if item.timestamp is None else item.timestamp
    if item.message and item.message.is_self:
        return
    if item.message and item.message.is_echo:
        yield from _echo(item.message, item, at, connection)
    elif item.sender and item.sender.id != entry.id:
        yield from _of_customer(item, item.sender.id, at, connection)


def _of_customer(item: Messaging, customer: str, at: int, connection: Connection) -> Iterator[InboundEvent]:
    door = Door(channel=connection.channel, connection=connection.id, address=customer)
    if item.message and item.message.is_deleted:
        yield InboundDeletion(provider_message_id=item.message.mid, door=door, occurred_at=moment(at))
    elif item.message:
        yield _message(item.message, door, at)
    if item.postback:
        yield _pressed(item.postback, door, at)
    if item.message_edit:
        edit = item.message_edit
        yield InboundEdit(
            provider_message_id=edit.mid,
            edit_id=f"{edit.mid}@{edit.num_edit}",
            door=door,
            text=edit.text,
            occurred_at=moment(at),
        )
    if item.reaction:
        yield _reaction(item.reaction, door, at)
    yield from _receipts(item, door, at)


def _message(message: Message, door: Door, at: int) -> InboundMessage:
    attachments, place = (*files_of(message.attachments), *_story(message)), place_of(message.attachments)
    text = words_of(message.text, message.attachments)
    answered = message.reply_to.mid if message.reply_to else None
    return InboundMessage(
        provider_message_id=message.mid,
        door=door,
        sender=_sender(door),
        text=text or ("" if attachments or place else unsupported("message")),
        attachments=attachments,
        place=place,
        referral=message.referral.referral if message.referral else None,
        occurred_at=moment(at),
        references=(answered,) if answered else (),
    )


def _story(message: Message) -> Iterator[Attachment]:
    """Yield the story that is answered: a customer's words seldom say which one."""
    story = message.reply_to.story if message.reply_to else None
    if story and story.url and ON_OUR_SIDE.match(story.url):
        yield Attachment(id="story", name="story", provider_media_id=story.url)


def _pressed(postback: Postback, door: Door, at: int) -> InboundMessage:
    return InboundMessage(
        provider_message_id=postback.mid or f"postback:{door.address}:{at}",
        door=door,
        sender=_sender(door),
        text=postback.title or postback.payload or unsupported("postback"),
        referral=postback.referral.referral if postback.referral else None,
        occurred_at=moment(at),
    )


def _reaction(reaction: Reaction, door: Door, at: int) -> InboundReaction:
    sign = "" if reaction.action == "unreact" else reaction.emoji or reaction.reaction
    return InboundReaction(
        provider_message_id=reaction.mid, door=door, sender=_sender(door), sign=sign, occurred_at=moment(at)
    )


def _receipts(item: Messaging, door: Door, at: int) -> Iterator[InboundEvent]:
    delivered = item.delivery.mids if item.delivery else ()
    for mid in delivered:
        yield _delivery(mid, DeliveryState.DELIVERED, door, at)
    if item.delivery and not delivered and item.delivery.watermark is not None:
        yield _watermark(item.delivery.watermark, DeliveryState.DELIVERED, door, at)
    if item.read and item.read.mid:
        yield _delivery(item.read.mid, DeliveryState.READ, door, at)
    elif item.read and item.read.watermark is not None:
        yield _watermark(item.read.watermark, DeliveryState.READ, door, at)


def _echo(message: Message, item: Messaging, at: int, connection: Connection) -> Iterator[InboundEvent]:
    """Yield what became of a message of ours, or what was written to a customer by another way."""
    if item.recipient is None or message.is_deleted:
        return
    door = Door(channel=connection.channel, connection=connection.id, address=item.recipient.id)
    if REFERENCE.fullmatch(message.metadata or ""):
        sent = _delivery(message.mid, DeliveryState.SENT, door, at)
        yield sent.model_copy(update={"reference": message.metadata})
        return
    attachments = tuple(files_of(message.attachments))
    text = words_of(message.text, message.attachments)
    yield InboundEcho(
        provider_message_id=message.mid,
        door=door,
        text=text or ("" if attachments else unsupported("message")),
        attachments=attachments,
        occurred_at=moment(at),
    )


def _delivery(mid: str, state: DeliveryState, door: Door, at: int) -> InboundDelivery:
    return InboundDelivery(provider_message_id=mid, door=door, state=state, occurred_at=moment(at))


def _watermark(until: int, state: DeliveryState, door: Door, at: int) -> InboundWatermark:
    if state is DeliveryState.READ:
        return InboundWatermark(door=door, state=DeliveryState.READ, until=moment(until), occurred_at=moment(at))
    return InboundWatermark(door=door, state=DeliveryState.DELIVERED, until=moment(until), occurred_at=moment(at))


def _sender(door: Door) -> Sender:
    return Sender(address=door.address, has_profile=True, is_verified=True)
