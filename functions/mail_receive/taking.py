"""What becomes of a mail: a message in each inbox that it was for, or a record in quarantine, and accounted for."""

from collections.abc import Iterator
from datetime import datetime

import channels
from mail_receive.inboxes import inboxes
from transom import intake, raw
from transom.aws.blobs import Blob
from transom.channel import Connection, InboundEvent, InboundMessage, Request
from transom.connections import connect
from transom.errors import InvalidError, NotFoundError, UnreadableError
from transom.ids import derived_ulid
from transom.mail.reading import recipients
from transom.model import ConnectionSpec
from transom.model.mail import MailFate, TakenMail
from transom.settings import settings
from transom.store import Store

_STRONGEST = (MailFate.QUARANTINED, MailFate.MESSAGE, MailFate.MACHINE, MailFate.DUPLICATE)


def take(store: Store, blob: Blob, now: datetime) -> MailFate:
    """Take in one mail; done again, it writes nothing that is not there yet."""
    stored_at = min(blob.stored_at, now)
    fates: list[MailFate] = []
    quarantined: list[str] = []
    for name, inbox in _inboxes(store, blob):
        try:
            fates.append(_store(store, blob, inbox, now))
        except (UnreadableError, InvalidError, NotFoundError) as error:
            quarantined.append(derived_ulid(stored_at, f"{blob.key} {name}"))
            raw.quarantine_mail(
                store, blob.content, name, reason=error.message, record_id=quarantined[-1], now=stored_at
            )
    fate = MailFate.QUARANTINED if quarantined else min(fates, key=_STRONGEST.index)
    _account(store, TakenMail(key=blob.key, stored_at=stored_at, fate=fate, quarantined=tuple(quarantined)))
    return fate


def _inboxes(store: Store, blob: Blob) -> Iterator[tuple[str, ConnectionSpec | None]]:
    """Yield the inboxes that a mail was for, by name; one that is not there is yielded without its connection."""
    channel = settings().require("channel")
    ours = [each for each in store.desk.load().connections if each.channel == channel and each.is_enabled]
    named = raw.connection_of(blob.key)
    found = [each for each in ours if each.id == named] if named else inboxes(recipients(blob.content), ours)
    yield from ((each.id, each) for each in found)
    if not found:
        yield named, None


def _store(store: Store, blob: Blob, inbox: ConnectionSpec | None, now: datetime) -> MailFate:
    if inbox is None:
        is_named = bool(raw.connection_of(blob.key))
        raise NotFoundError("its inbox is not connected" if is_named else "no inbox has an address that it was for")
    connection = connect(inbox)
    request = Request(path=blob.key, body=blob.content, received_at=now, is_released=blob.key.startswith(raw.RELEASED))
    events = channels.inbound(inbox.channel).parse(request, connection)
    return min((_receive(store, event, connection, blob.key, now) for event in events), key=_STRONGEST.index)


def _receive(store: Store, event: InboundEvent, connection: Connection, key: str, now: datetime) -> MailFate:
    if not isinstance(event, InboundMessage):
        intake.receive(store, event, connection=connection, now=now)
        return MailFate.DUPLICATE  # news of a message of ours, beside the mail itself
    message = event.model_copy(update={"raw_key": key})
    filed = intake.receive(store, message, connection=connection, now=now)
    if filed is None or filed.raw_key != key:
        return MailFate.DUPLICATE
    return MailFate.MACHINE if event.is_machine else MailFate.MESSAGE


def _account(store: Store, mail: TakenMail) -> None:
    """Note what became of a mail; what waited of it in quarantine before, and was understood now, waits no more."""
    before = store.mails.note(mail)
    for record in set(before.quarantined if before else ()) - set(mail.quarantined):
        store.quarantine.remove(record)
