"""How the desk's models are shown."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal

import nh3
from pydantic import JsonValue

import channels
from api.conversation_views import (
    ClockView,
    ConversationDetail,
    ConversationName,
    ConversationView,
    DeliveryProblemView,
    LinkView,
    ParticipantView,
    PromiseView,
    ReasonView,
    TensionView,
    WindowView,
)
from api.door_views import ChannelKindView, ChannelView, FieldView, MailCountView, QuarantineItem, TemplateView
from api.views import (
    AttachmentView,
    Author,
    CardView,
    ContactName,
    ContactView,
    DeliveryView,
    MeView,
    PlaceView,
    ReactionView,
    ReferralView,
    TimelineItem,
    UserView,
)
from transom.aws import blobs
from transom.channel import Approved, Manifest, Source
from transom.core import handovers
from transom.core.approved import variables
from transom.core.delivery import PresentAttachment, present
from transom.core.window import OpenWindow
from transom.model import (
    Brand,
    Clock,
    ConnectionSpec,
    Contact,
    Conversation,
    Entry,
    EntryName,
    Matter,
    Presence,
    PresenceState,
    Tension,
    User,
)
from transom.model.link import Link
from transom.model.mail import MailCount
from transom.settings import settings
from transom.store import Health, Moment, Quarantined

_TYPES: dict[EntryName, Literal["message", "note", "activity"]] = {
    EntryName.MESSAGE_RECEIVED: "message",
    EntryName.MESSAGE_QUEUED: "message",
    EntryName.MESSAGE_ECHOED: "message",
    EntryName.NOTE_ADDED: "note",
    EntryName.REQUEST_OPENED: "note",
    EntryName.REQUEST_ASKED: "note",
    EntryName.REQUEST_ANSWERED: "note",
}
_CODE = re.compile(r"\d{6}")
_TAGS = nh3.ALLOWED_TAGS - {"img"}
"""A picture in a mail would tell its sender when it is read."""


def conversation_view(conversation: Conversation, now: datetime) -> ConversationView:
    """Show a conversation in a list."""
    return ConversationView(
        id=conversation.id,
        code=conversation.code,
        subject=conversation.subject,
        state=conversation.state,
        workspace_state=conversation.workspace_state,
        channel=conversation.door.channel,
        priority=conversation.priority,
        team=conversation.team,
        assignee=conversation.assignee,
        contact=ContactName(id=conversation.contact_id, name=conversation.contact_name),
        preview=conversation.preview,
        tags=conversation.tags,
        language=conversation.language,
        last_message_at=conversation.last_message_at,
        created_at=conversation.created_at,
        due_at=conversation.due_at,
        clocks=tuple(_clock(clock, now) for clock in conversation.clocks),
        first_response_at=conversation.first_response_at,
        promise=_promise(conversation),
        tension=_tension(conversation.tension) if conversation.tension else None,
        sentiment=conversation.tension.sentiment if conversation.tension else None,
        delivery_problem=_delivery_problem(conversation),
        handovers=conversation.handovers.count,
        handovers_after_answer=conversation.handovers.after_answer,
        handed_over_often=handovers.is_often(conversation),
        version=conversation.version,
    )


def conversation_detail(
    conversation: Conversation,
    contact: Contact,
    others: Mapping[str, Conversation],
    window: OpenWindow | None,
    now: datetime,
    queue_position: int | None,
    quiet_until: datetime | None,
) -> ConversationDetail:
    """Show a conversation by itself, with its customer and those of the others that it refers to."""
    known = conversation_view(conversation, now).model_dump()
    seen = tuple(ParticipantView.model_validate(each, from_attributes=True) for each in conversation.participants)
    return ConversationDetail.model_validate(
        known
        | {
            "contact": contact_view(contact),
            "participants": seen,
            "may_belong_to": _named(others.get(conversation.may_belong_to or "")),
            "joined_into": _named(others.get(conversation.joined_into or "")),
            "links": tuple(_link(each, others) for each in conversation.links if each.conversation_id in others),
            "split_from": _named(others.get(conversation.split_from or "")),
            "snoozed_until": conversation.snoozed_until,
            "sends": tuple(sorted(channels.manifest(conversation.door.channel).can_send)),
            "connection": conversation.door.connection,
            "window": _window(window, now),
            "queue_position": queue_position,
            "quiet_until": quiet_until,
            "offered_until": conversation.agenda.get(Matter.OFFER) if conversation.assignee else None,
        }
    )


def _named(conversation: Conversation | None) -> ConversationName | None:
    return ConversationName.model_validate(conversation, from_attributes=True) if conversation else None


def _promise(conversation: Conversation) -> PromiseView | None:
    promised = conversation.promise
    return PromiseView.model_validate(promised, from_attributes=True) if promised else None


def _delivery_problem(conversation: Conversation) -> DeliveryProblemView | None:
    problem = conversation.delivery_problem
    return DeliveryProblemView.model_validate(problem, from_attributes=True) if problem else None


def _tension(tension: Tension) -> TensionView:
    play = tension.play
    return TensionView(
        score=tension.score,
        reasons=tuple(ReasonView.model_validate(each, from_attributes=True) for each in tension.reasons),
        playbook=play.playbook if play else None,
        step=play.step + 1 if play else None,
        next_step_at=play.until if play else None,
    )


def _link(link: Link, others: Mapping[str, Conversation]) -> LinkView:
    other = others[link.conversation_id]
    name = ConversationName.model_validate(other, from_attributes=True)
    return LinkView(kind=link.kind, conversation=name, state=other.state)


def contact_view(contact: Contact) -> ContactView:
    """Show a customer."""
    picture = blobs.link(contact.picture.key, "picture") if contact.picture else None
    return ContactView.model_validate(contact.model_dump(exclude={"picture"}) | {"picture": picture})


def user_view(user: User, presence: Presence | None) -> UserView:
    """Show someone who works at the desk."""
    return UserView(
        id=user.id,
        name=user.name,
        email=user.email,
        role=user.role,
        teams=user.teams,
        presence=presence.state if presence else PresenceState.OFF,
        left_at=presence.left_at if presence else None,
        load=presence.load if presence else 0,
        capacity=user.capacity,
    )


def me_view(user: User, presence: Presence | None, brand: Brand) -> MeView:
    """Show the caller to themselves."""
    known = user_view(user, presence).model_dump()
    return MeView.model_validate(known | {"brand": brand.name, "language": brand.language})


def channel_view(connection: ConnectionSpec, health: Health | None) -> ChannelView:
    """Show a connection: what its channel can do, how it does, and never its secrets."""
    manifest = channels.manifest(connection.channel)
    is_called = manifest.source is Source.WEBHOOK
    known = health or Health(connection=connection.id)
    return ChannelView(
        id=connection.id,
        channel=connection.channel,
        label=manifest.label,
        name=connection.name,
        team=connection.team,
        brand=connection.brand,
        is_enabled=connection.is_enabled,
        hook=f"{settings().hooks}/{connection.channel}/{connection.id}" if is_called else None,
        menu=connection.menu,
        sends=tuple(sorted(manifest.can_send)),
        receives=tuple(sorted(manifest.receives)),
        max_text=manifest.max_text,
        max_attachment=manifest.max_attachment,
        last_event_at=known.last_event_at,
        refused=known.refused,
        quarantined=known.quarantined,
    )


def channel_kind_view(manifest: Manifest) -> ChannelKindView:
    """Show a channel that can be connected."""
    return ChannelKindView(
        id=manifest.id,
        label=manifest.label,
        source=manifest.source,
        setting_fields=tuple(FieldView.model_validate(field, from_attributes=True) for field in manifest.settings),
        secret_fields=tuple(FieldView.model_validate(field, from_attributes=True) for field in manifest.secrets),
    )


def quarantine_item(record: Quarantined) -> QuarantineItem:
    """Show what waits in quarantine; its content is a download, since it may be anything."""
    return QuarantineItem(
        id=record.id,
        channel=record.channel,
        connection=record.connection,
        reason=record.reason,
        at=record.at,
        size=record.size,
        download=blobs.link(record.key, record.key.rpartition("/")[2]),
    )


def mail_count(count: MailCount) -> MailCountView:
    """Show the count of an hour's mail."""
    return MailCountView.model_validate(count, from_attributes=True)


def template_view(approved: Approved) -> TemplateView:
    """Show a template with its variables."""
    return TemplateView.model_validate(approved.model_dump() | {"variables": variables(approved).model_dump()})


def timeline_item(moment: Moment, gone: Mapping[str, str] = MappingProxyType({})) -> TimelineItem:
    """Show a message, a note or an activity as it stands now; `gone` tells where those split off went on."""
    entry, now = moment.entry, present(moment.entry, moment.beneath)
    shown_as, place = _TYPES.get(entry.name, "activity"), entry.place
    return TimelineItem(
        id=entry.id,
        type=shown_as,
        name=entry.name,
        direction=entry.direction,
        author=Author.model_validate(entry.actor, from_attributes=True),
        text=_masked(now.text) if entry.data.get("is_secret") else _whole(now.text, now.text_key),
        subject=entry.subject,
        html=_safe(entry.html_key) if entry.html_key and not now.edited_at else None,
        at=entry.at,
        edited_at=now.edited_at,
        deleted_at=now.deleted_at,
        reactions=tuple(ReactionView.model_validate(each, from_attributes=True) for each in now.reactions),
        place=PlaceView.model_validate(place, from_attributes=True) if place else None,
        cards=tuple(CardView.model_validate(each, from_attributes=True) for each in entry.cards),
        album=entry.album,
        referral=ReferralView.model_validate(entry.referral, from_attributes=True) if entry.referral else None,
        is_forwarded=entry.is_forwarded,
        reply_to=entry.reply_to,
        audience=entry.audience,
        attachments=tuple(_attachment(item) for item in now.attachments),
        delivery=DeliveryView.model_validate(now.delivery, from_attributes=True) if now.delivery else None,
        refused=now.refused,
        send_at=entry.send_at,
        is_automatic=entry.is_automatic,
        written_in=_elsewhere(entry),
        goes_on_in=gone.get(entry.id),
        data=entry.data if shown_as == "activity" else _request_of(entry),
    )


def _masked(text: str | None) -> str | None:
    """Return a message to the customer alone without the code that it tells them."""
    return _CODE.sub("••••••", text) if text else text


def _elsewhere(entry: Entry) -> str | None:
    """Return the provider in whose own app a colleague answered."""
    if entry.name is not EntryName.MESSAGE_ECHOED or entry.door is None:
        return None
    return channels.manifest(entry.door.channel).label


def _request_of(entry: Entry) -> dict[str, JsonValue]:
    """Return of a message or note the request that it is about, and no more: the rest is the desk's own."""
    shown = ("request", "department", "mailed_to", "is_unverified")
    return {name: entry.data[name] for name in shown if name in entry.data}


def _window(window: OpenWindow | None, now: datetime) -> WindowView | None:
    if window is None:
        return None
    return WindowView(**window.model_dump(), is_open=window.is_open(now), takes_answers=window.takes(now))


def _clock(clock: Clock, now: datetime) -> ClockView:
    ended = clock.stopped_at or clock.paused_at or now
    return ClockView(
        target=clock.target, due_at=clock.due_at, is_running=clock.is_running, is_breached=ended > clock.due_at
    )


def _whole(text: str | None, key: str | None) -> str | None:
    return blobs.get(key).decode() if key else text


def _safe(key: str) -> str:
    return nh3.clean(blobs.get(key).decode(), tags=_TAGS, link_rel="noopener noreferrer")


def _attachment(item: PresentAttachment) -> AttachmentView:
    attachment = item.attachment
    return AttachmentView(
        id=attachment.id,
        name=attachment.name,
        mime=attachment.mime,
        size=attachment.size,
        kind=attachment.kind,
        url=blobs.link(attachment.key, attachment.name) if attachment.key else None,
        state=item.state.value,
    )
