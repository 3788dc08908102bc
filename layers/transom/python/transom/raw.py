"""Raw first: what cannot be stored now, or is not understood, is kept in the bucket as it came, and can come again."""

from datetime import datetime
from typing import Self

from pydantic import ConfigDict

from transom.aws import blobs
from transom.channel import Connection, Request
from transom.ids import new_ulid
from transom.store import Quarantined, Store

MAIL = "mail/"
RELEASED = "mail/released/"
"""Mail that somebody has looked at in quarantine, and let in."""
PULLED = "mail/pulled/"
"""Mail that was fetched out of a connection's mailbox."""
SPOOL = "spool/"
QUARANTINE = "quarantine/"


class Kept(Request):
    """A verified request with the connection that it came by, in a form that holds any bytes."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    channel: str
    connection: str

    @classmethod
    def of(cls, request: Request, connection: Connection) -> Self:
        """Return the request ready to be kept."""
        return cls(channel=connection.channel, connection=connection.id, **dict(request))

    @property
    def content(self) -> bytes:
        """Return what is written to the bucket."""
        return self.model_dump_json().encode()


def spool(kept: Kept, now: datetime) -> str:
    """Keep a request until the table can be written; returns its key, which the drain is told of."""
    key = f"{SPOOL}{kept.channel}/{kept.connection}/{new_ulid(now)}.json"
    blobs.put(key, kept.content, "application/json")
    return key


def quarantine_request(store: Store, kept: Kept, reason: str, now: datetime) -> Quarantined:
    """Keep a request that is not understood until somebody looks at it."""
    record_id, content = new_ulid(now), kept.content
    key = f"{QUARANTINE}{kept.channel}/{kept.connection or '-'}/{record_id}.json"
    return _quarantine(
        store,
        Quarantined(
            id=record_id,
            channel=kept.channel,
            connection=kept.connection,
            reason=reason,
            key=key,
            at=now,
            size=len(content),
        ),
        content,
    )


def quarantine_mail(
    store: Store, mail: bytes, connection: str, *, reason: str, record_id: str, now: datetime
) -> Quarantined:
    """Keep a mail that is not understood, or that no inbox is for (then `connection` is empty); the same id, once."""
    key = f"{QUARANTINE}email/{connection or '-'}/{record_id}.eml"
    record = Quarantined(
        id=record_id, channel="email", connection=connection, reason=reason, key=key, at=now, size=len(mail)
    )
    return _quarantine(store, record, mail)


def keep_pulled(mail: bytes, connection: str, now: datetime) -> str:
    """Keep a mail that came out of a connection's mailbox; returns its key, which names the connection."""
    key = f"{PULLED}{connection}/{new_ulid(now)}"
    blobs.put(key, mail)
    return key


def connection_of(key: str) -> str:
    """Return the connection that a mail's key names; empty where only its envelope says whom it was for."""
    named = next((key.removeprefix(place) for place in (PULLED, RELEASED) if key.startswith(place)), "")
    return named.rpartition("/")[0]


def replay(record: Quarantined) -> str:
    """Send what is in quarantine through its channel again; returns the key under which it comes."""
    source, _, suffix = record.key.rpartition(".")
    mail = "/".join(filter(None, (record.connection, record.id)))
    place = RELEASED + mail if suffix == "eml" else f"{SPOOL}{source.removeprefix(QUARANTINE)}.json"
    blobs.copy(record.key, place)
    return place


def _quarantine(store: Store, record: Quarantined, content: bytes) -> Quarantined:
    blobs.put(record.key, content)
    store.quarantine.add(record)
    return record
