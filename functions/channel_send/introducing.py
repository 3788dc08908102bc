"""Who wrote, as their provider introduces them: name, language and picture; what it does not tell holds nothing up."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import channels
from transom.aws import blobs
from transom.channel import Connection, Profile
from transom.connections import connect
from transom.contention import insist
from transom.core import profiles
from transom.errors import NotFoundError, TooLargeError, TransomError
from transom.log import logger
from transom.model import Attachment, Contact, Door, Entry, MediaKind, Person, Picture, Signal, SignalName
from transom.store import Store

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 1_000_000
SIGNATURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}

log = logger("channel_send")


def introduce(store: Store, message: Entry, now: datetime) -> None:
    """Keep what the provider tells of a message's author."""
    if message.person is None or message.door is None:
        return
    try:
        _introduce(store, message, message.person, message.door, now)
    except TransomError as error:
        log.warning("profile_missed", code=error.code, channel=message.door.channel, message_id=message.id)


def _introduce(store: Store, message: Entry, person: Person, door: Door, now: datetime) -> None:
    from transom import http  # noqa: PLC0415 - httpx is slow to import, and most jobs ask nothing

    connection = connect(store.desk.connection(door.connection))
    profile = _asked(person, door, connection, http.client())
    contact = _change(store, message.actor.id, lambda known: profiles.named(known, person, profile))
    _rename(store, message, person, profile.name, now)
    if contact.erased_at is None and profiles.shows(message, contact, profile, now):
        picture = Picture(key=f"media/contacts/{contact.id}", at=now)
        blobs.put(picture.key, *_picture(profile, connection, http.client()))
        if _change(store, contact.id, lambda known: known.model_copy(update={"picture": picture})).erased_at:
            blobs.remove(picture.key)  # they were erased while it was fetched


def _asked(person: Person, door: Door, connection: Connection, http: "httpx.Client") -> Profile:
    if channels.has_profiles(door.channel):
        return channels.profiles(door.channel).profile(person, door, connection, http)
    return Profile(picture=person.picture if channels.has_media(door.channel) else None)


def _change(store: Store, contact_id: str, change: Callable[[Contact], Contact]) -> Contact:
    """Change a contact, unless they were erased meanwhile, and return it."""

    def attempt() -> Contact:
        before = store.contacts.get(contact_id)
        after = before if before.erased_at else change(before)
        if after != before:
            store.contacts.save((before, after))
        return after

    return insist(attempt)


def _rename(store: Store, message: Entry, person: Person, name: str, now: datetime) -> None:
    """Put the name where the address stood for want of one: with the message, and with its conversation."""
    if not name or message.actor.name != person.address:
        return
    actor = message.actor.model_copy(update={"name": name})

    def attempt() -> None:
        entry = store.timeline.get(message.conversation_id, message.id).entry  # its author may have emptied it
        if entry.actor == message.actor:
            store.timeline.replace(entry, entry.model_copy(update={"actor": actor, "person": None}))
        before = store.conversations.get(message.conversation_id)
        if before.contact_name == person.address and before.contact_id == message.actor.id:
            store.conversations.save(before, before.model_copy(update={"contact_name": name}))

    insist(attempt)
    introduced = SignalName.CUSTOMER_INTRODUCED
    store.signals.tell(Signal(name=introduced, conversation_id=message.conversation_id, at=now, actor=actor))


def _picture(profile: Profile, connection: Connection, http: "httpx.Client") -> tuple[bytes, str]:
    """Return a picture and its type, which its own beginning tells."""
    wanted = Attachment(id="picture", kind=MediaKind.IMAGE, name="picture", provider_media_id=profile.picture)
    content = channels.fetching(connection.channel).fetch(wanted, connection, http).read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLargeError(f"the picture has over {MOST_BYTES} bytes")
    for beginning, mime in SIGNATURES.items():
        if content.startswith(beginning):
            return content, mime
    raise NotFoundError("the picture is none that a browser shows")
