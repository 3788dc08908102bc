"""What becomes of a mail: a message in each inbox that it was for, or a record in quarantine, and accounted for."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

import channels
from mail_receive.inboxes import addressed
from transom import health, intake, raw
from transom.aws.blobs import Blob
from transom.channel import InboundMessage, Request
from transom.connections import connect
from transom.errors import InvalidError, NotFoundError, UnreadableError
from transom.ids import derived_ulid
from transom.intake import changes
from transom.model import ConnectionSpec
from transom.model.mail import MailFate, TakenMail
from transom.settings import settings
from transom.store import Reference, Store


class _Filed(NamedTuple):
    fate: MailFate
    message: InboundMessage
    reference: Reference


def take(store: Store, blob: Blob, now: datetime) -> MailFate:
    """Take in one mail; done again, it writes nothing that is not there yet, but for what the code reads better now."""
    stored_at = min(blob.stored_at, now)
    filed: list[_Filed] = []
    quarantined: list[str] = []
    for name, inbox in _inboxes(store, blob):
        record_id = derived_ulid(stored_at, f"{blob.key} {name}")
        try:
            filed += _store(store, blob, inbox, now)
        except (UnreadableError, InvalidError, NotFoundError) as error:
            raw.quarantine_mail(store, blob.content, name, reason=error.message, record_id=record_id, now=stored_at)
            quarantined.append(record_id)
        if inbox:
            health.taken(store, now, inbox.id, is_understood=record_id not in quarantined)
    fate = MailFate.QUARANTINED if quarantined else min((each.fate for each in filed), key=attrgetter("weight"))
    before = store.mails.note(TakenMail(key=blob.key, stored_at=stored_at, fate=fate, quarantined=tuple(quarantined)))
    if before:
        _mend(store, before, filed, quarantined, now)
    return fate


def _inboxes(store: Store, blob: Blob) -> Iterator[tuple[str, ConnectionSpec | None]]:
    """Yield the inboxes that a mail was for, by name; one that is not there is yielded without its connection."""
    channel = settings().require("channel")
    ours = [each for each in store.desk.load().connections if each.channel == channel and each.is_enabled]
    found = addressed(blob.key, blob.content, ours)
    yield from ((each.id, each) for each in found)
    if not found:
        yield raw.connection_of(blob.key), None


def _store(store: Store, blob: Blob, inbox: ConnectionSpec | None, now: datetime) -> Iterator[_Filed]:
    if inbox is None:
        is_named = bool(raw.connection_of(blob.key))
        raise NotFoundError("its inbox is not connected" if is_named else "no inbox has an address that it was for")
    connection = connect(inbox)
    request = Request(path=blob.key, body=blob.content, received_at=now, is_released=blob.key.startswith(raw.RELEASED))
    for event in channels.inbound(inbox.channel).parse(request, connection):
        own = event.model_copy(update={"raw_key": blob.key}) if isinstance(event, InboundMessage) else event
        reference = intake.receive(store, own, connection=connection, now=now)
        if isinstance(own, InboundMessage) and reference:
            yield _Filed(_fate(own, reference), own, reference)


def _fate(message: InboundMessage, reference: Reference) -> MailFate:
    if reference.raw_key != message.raw_key:
        return MailFate.DUPLICATE
    return MailFate.MACHINE if message.is_machine else MailFate.MESSAGE


def _mend(store: Store, before: TakenMail, filed: Iterable[_Filed], quarantined: Iterable[str], now: datetime) -> None:
    """Put right what an earlier reading of the same mail got wrong."""
    for each in filed:
        if each.fate is not MailFate.DUPLICATE:
            changes.correct(store, each.reference, each.message.text, now)
    for record in set(before.quarantined) - set(quarantined):
        store.quarantine.remove(record)
