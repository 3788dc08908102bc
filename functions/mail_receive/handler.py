"""Stores each mail in every inbox that it was for; what is not understood, or for nobody, is kept in quarantine."""

from collections.abc import Iterator
from datetime import datetime

import channels
from mail_receive.inboxes import inboxes
from transom import clock, intake, objects, raw
from transom.channel import Request
from transom.connections import connect
from transom.errors import InvalidError, NotFoundError, UnreadableError
from transom.log import logger
from transom.mail.reading import recipients
from transom.model import ConnectionSpec
from transom.settings import settings
from transom.store import Store, store

log = logger("mail_receive")


def take(key: str, mail: bytes) -> str:
    """Take in one mail; returns what became of it."""
    now = clock.now()
    reasons = list(_troubles(store(), key, mail, now))
    for inbox, reason in reasons:
        raw.quarantine_mail(store(), mail, inbox, reason, now)
    return "quarantined" if reasons else "stored"


def _troubles(store: Store, key: str, mail: bytes, now: datetime) -> Iterator[tuple[str, str]]:
    """Store a mail in its inboxes, and tell for which that was not possible, and why."""
    channel = settings().require("channel")
    ours = [each for each in store.desk.load().connections if each.channel == channel and each.is_enabled]
    named = raw.connection_of(key)
    found = [each for each in ours if each.id == named] if named else inboxes(recipients(mail), ours)
    if not found:
        yield named, "no inbox has an address that this mail was for" if not named else "its inbox is not connected"
    for inbox in found:
        try:
            request = Request(path=key, body=mail, received_at=now, is_released=key.startswith(raw.RELEASED))
            _store(store, request, inbox, now)
        except (UnreadableError, InvalidError, NotFoundError) as error:
            yield inbox.id, error.message


def _store(store: Store, request: Request, inbox: ConnectionSpec, now: datetime) -> None:
    connection = connect(inbox)
    for event in channels.inbound(inbox.channel).parse(request, connection):
        intake.receive(store, event, connection=connection, now=now)


handler = objects.consumer(log, take)
