"""A customer's message: stored once, in the right conversation, with all that it begins or changes."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import JsonValue

from transom import bodies, standing
from transom.bodies import Body
from transom.channel import InboundMessage, Sender, Window
from transom.contention import insist
from transom.core import lifecycle, profiles, radar, states
from transom.core.companies import domain_of
from transom.core.identities import learnt, with_evidence
from transom.core.language import detect
from transom.core.window import kept
from transom.ids import new_code, new_ulid
from transom.intake import placing
from transom.intake.filing import reference
from transom.model import (
    Actor,
    ActorKind,
    Audience,
    Contact,
    Conversation,
    Desk,
    Direction,
    Entry,
    EntryName,
    Identity,
    Radar,
    State,
)
from transom.store import Arrival, Reference, Store

MAX_REFERENCES = 20
PREVIEW = 140


def receive(store: Store, event: InboundMessage, now: datetime, window: Window | None = None) -> Reference:
    """Store a message; returns where it is filed, also when it was there before."""
    message_id = new_ulid(now)
    body: Body | None = None

    def attempt() -> Reference:
        nonlocal body
        ids = [event.provider_message_id, *event.references[-MAX_REFERENCES:]]
        known = store.references.find(event.door.channel, event.door.connection, ids)
        if (earlier := known.get(event.provider_message_id)) and not earlier.is_alias:
            return earlier
        body = body or bodies.store(
            message_id, event.text, html=event.html, attachments=event.attachments, contents=event.contents
        )
        arrival = _arrival(store, event, body, known, message_id, now, window)
        store.arrivals.record(arrival)
        return arrival.references[0]

    return insist(attempt)


def _arrival(
    store: Store,
    event: InboundMessage,
    body: Body,
    known: Mapping[str, Reference],
    message_id: str,
    now: datetime,
    window: Window | None,
) -> Arrival:
    """Return the whole transaction of a message, as the table stands now."""
    identity = store.identities.find(event.door)
    place = placing.place(store, event, known, identity)
    earlier = place.conversation
    contact_id = _contact_id(event, identity, earlier)
    language = _language(event, _spoken(store, earlier, identity, contact_id))
    contact = None if contact_id else _new_contact(store, event.sender, message_id, language, now)
    author = Actor(kind=ActorKind.CUSTOMER, id=contact_id or message_id, name=_known_name(event, contact_id, earlier))
    person = profiles.wanted(event.sender, identity, author.name, now)
    desk = store.desk.load()
    continued = earlier and _continued(
        earlier, event, language, now, desk, is_theirs=_is_theirs(store, identity, earlier, author)
    )
    begun = continued or _begun(event, author, language, now, place.may_belong_to or (earlier.id if earlier else None))
    if not continued:
        customer = standing.known(store, contact_id) if contact_id else contact and standing.of(store, contact)
        begun = begun.model_copy(update={"customer": customer})
    after = begun.model_copy(update={"participants": placing.participants(store, event, begun)})
    if not event.starts_nothing:
        after = kept(_felt(earlier if continued else None, after, event, language, desk.radar, now), window)
    told = _told(earlier, after) | ({"wanted_team": event.wanted_team} if event.wanted_team else {})
    entry = _entry(event, body, author, message_id, now).model_copy(
        update={
            "language": language,
            "conversation_id": after.id,
            "reply_to": _reply_to(event, known, after.id),
            "is_first": not continued,
            "is_with_agent": not told and bool(after.assignee and after.clocks),
            "data": told | _beside(event),
            "person": person,
        }
    )
    return Arrival(
        references=(reference(event.door, event.provider_message_id, entry), *_aliases(event, known, entry)),
        entry=entry,
        before=earlier if continued else None,
        after=after,
        contact=contact,
        identity_before=identity,
        identity=_news(identity, _proof(event, identity, after, author, now, is_asked_about=person is not None)),
    )


def _proof(
    event: InboundMessage,
    before: Identity | None,
    after: Conversation,
    author: Actor,
    now: datetime,
    *,
    is_asked_about: bool,
) -> Identity:
    """Return what a message tells of whose its door is."""
    evidence = learnt(event.door, now, is_verified=event.sender.is_verified)
    return Identity(
        door=event.door,
        contact_id=author.id,
        conversation_id=after.id,
        evidence=with_evidence(before.evidence if before else (), evidence),
        is_opted_out=bool(before and before.is_opted_out),
        language=after.language,
        route=before.route if before else None,
        profile_at=now if is_asked_about else before.profile_at if before else None,
    )


def _news(before: Identity | None, after: Identity) -> Identity | None:
    """Return what is to be kept of a door, if that is new; its language stays while its conversation does."""
    if before is None or before.conversation_id != after.conversation_id:
        return after
    news = before.model_copy(update={"evidence": after.evidence, "profile_at": after.profile_at})
    return news if news != before else None


def _aliases(event: InboundMessage, known: Mapping[str, Reference], entry: Entry) -> list[Reference]:
    """Return the ids that a mail names and nobody has seen: who else names them belongs here too."""
    if not event.is_mail or event.is_machine:
        return []
    unseen = [each for each in dict.fromkeys(event.references[-MAX_REFERENCES:]) if each not in known]
    filed = (reference(event.door, each, entry) for each in unseen if each != event.provider_message_id)
    return [each.model_copy(update={"is_alias": True}) for each in filed]


def _reply_to(event: InboundMessage, known: Mapping[str, Reference], conversation_id: str) -> str | None:
    """Return our id of the newest message that is answered here."""
    answered = (known[each] for each in reversed(event.references) if each in known)
    here = (each for each in answered if each.conversation_id == conversation_id and not each.is_alias)
    return next((each.message_id for each in here), None)


def _told(earlier: Conversation | None, after: Conversation) -> dict[str, JsonValue]:
    """Return what a message did to its conversation, or which older one it follows."""
    if earlier is None:
        return {}
    if earlier.id != after.id:
        return {"follows": earlier.id}
    return states.told(earlier, after)


def _contact_id(event: InboundMessage, identity: Identity | None, earlier: Conversation | None) -> str | None:
    """Return who wrote, if known: by the door, or because who wrote a form answers by mail from that same address."""
    if identity:
        return identity.contact_id
    is_same = earlier is not None and earlier.door.address == event.door.address
    return earlier.contact_id if earlier and is_same else None


def _begun(
    event: InboundMessage, author: Actor, language: str | None, now: datetime, may_belong_to: str | None
) -> Conversation:
    return Conversation(
        id=new_code(),
        state=State.SOLVED if event.is_backlog else State.RECEIVED,
        subject=event.subject or "",
        language=language,
        contact_id=author.id,
        contact_name=author.name,
        door=event.door,
        other_door=event.other_door,
        audience=event.audience,
        may_belong_to=may_belong_to,
        preview=preview(event),
        created_at=now,
        last_message_at=now,
        last_customer_message_at=None if event.starts_nothing else now,
        messages=0 if event.starts_nothing else 1,
    )


def _continued(
    earlier: Conversation,
    event: InboundMessage,
    language: str | None,
    now: datetime,
    desk: Desk,
    *,
    is_theirs: bool,
) -> Conversation | None:
    """Return the conversation with one more message; None when it rested for so long that a new one is wanted."""
    if event.starts_nothing:
        return earlier.model_copy(update={"last_message_at": max(now, earlier.last_message_at)})
    moved = lifecycle.on_customer_message(earlier, now, desk.windows(earlier.door.connection).reopen)
    if moved is None:
        return None
    # the answer leaves by the customer's last door and in their language, never in those of someone who joined in
    theirs = {
        "door": event.door,
        "other_door": event.other_door,
        "audience": event.audience,
        "language": language or earlier.language,
    }
    return moved.model_copy(update={"preview": preview(event), **(theirs if is_theirs else {})})


def _felt(
    before: Conversation | None,
    after: Conversation,
    event: InboundMessage,
    language: str | None,
    settings: Radar,
    now: datetime,
) -> Conversation:
    """Return the conversation with how tense it is after a message."""
    said = event.text if before else f"{event.subject or ''}\n{event.text}"  # an answer repeats the subject
    heard = radar.heard(after, said, language or after.language, settings, now)
    is_back = before is not None and before.state.is_done and after.is_in_work
    return radar.returned(heard, settings, now) if is_back else heard


def _is_theirs(store: Store, identity: Identity | None, earlier: Conversation, author: Actor) -> bool:
    """Tell whether the author is the customer of the conversation."""
    return author.id == earlier.contact_id or (identity is not None and placing.is_customer(store, identity, earlier))


def _entry(event: InboundMessage, body: Body, author: Actor, message_id: str, now: datetime) -> Entry:
    return Entry(
        id=message_id,
        name=EntryName.MESSAGE_RECEIVED,
        conversation_id="",
        at=min(event.occurred_at, now),
        actor=author,
        direction=Direction.INBOUND,
        door=event.door,
        **dict(body),
        place=event.place,
        cards=event.cards,
        album=event.album,
        referral=event.referral,
        is_forwarded=event.is_forwarded,
        audience=event.audience,
        subject=event.subject,
        is_automatic=event.is_machine,
        is_verified=event.sender.is_verified,
        is_to_confirm=event.is_to_confirm,
        is_backlog=event.is_backlog,
        provider_message_id=event.provider_message_id,
        references=event.references[-MAX_REFERENCES:],
        read_token=event.read_token,
        raw_key=event.raw_key,
        correlation_id=message_id,
    )


def _beside(event: InboundMessage) -> dict[str, JsonValue]:
    """Return what came beside the words."""
    known: dict[str, JsonValue] = {"fields": {**event.fields}, "quote_token": event.quote_token}
    return {name: value for name, value in known.items() if value}


def _new_contact(store: Store, sender: Sender, contact_id: str, language: str | None, now: datetime) -> Contact:
    """Return a contact, of a company if it is proven that they write from its domain."""
    domain = domain_of(sender.email) if sender.is_verified else None
    company = store.companies.of_domain(domain) if domain else None
    return Contact(
        id=contact_id,
        name=_name(sender),
        email=sender.email,
        phone=sender.phone,
        language=language,
        company=company.name if company else None,
        company_id=company.id if company else None,
        created_at=now,
    )


def _name(sender: Sender) -> str:
    return sender.name.strip() or sender.email or sender.phone or sender.address


def _known_name(event: InboundMessage, contact_id: str | None, earlier: Conversation | None) -> str:
    """Return the author's name: of who writes alone and whose id alone is told, the one that is known."""
    told = _name(event.sender)
    is_alone = event.audience is Audience.PRIVATE and earlier is not None and earlier.contact_id == contact_id
    return earlier.contact_name if earlier and is_alone and told == event.sender.address else told


def _spoken(
    store: Store, earlier: Conversation | None, identity: Identity | None, contact_id: str | None
) -> str | None:
    """Return the language that the writer was last seen to use: here, at this door, or as their contact has it."""
    here = next((each.language for each in (earlier, identity) if each and each.language), None)
    return here or (standing.language(store, contact_id) if contact_id else None)


def _language(event: InboundMessage, spoken: str | None) -> str | None:
    """Return the language that a message is written in, or else that of its writer, or that of their device.

    What is short or close is decided by what the writer was seen to use, and less so by the device.
    """
    device = event.sender.language
    if event.is_described:
        return device or spoken
    return detect(f"{event.subject or ''}\n{event.text}", (spoken, device)) or spoken or device


def preview(message: InboundMessage | Entry) -> str:
    """Return a message in one short line."""
    words = " ".join((message.text or "").split()) or ", ".join(_names(message))
    return words if len(words) <= PREVIEW else f"{words[: PREVIEW - 1]}…"


def _names(message: InboundMessage | Entry) -> list[str]:
    """Return what a message without words holds."""
    places = [message.place.name or message.place.address or "📍"] if message.place else []
    return [*(item.name for item in message.attachments), *places, *(card.name for card in message.cards)]
