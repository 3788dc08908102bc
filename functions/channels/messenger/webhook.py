"""What Meta's webhooks for Messenger and for Instagram have in common: entries, and the messages in them."""

from datetime import datetime

from channels.messenger.contents import Attached
from transom.model import Referral
from transom.model.base import Frozen
from transom.provider.reading import Apart, Milliseconds, from_milliseconds, from_seconds

FIRST_MILLISECONDS = 10**11
TEST_ACCOUNT = "0"
"""Whom the button `Test` of the app's dashboard writes to."""


def moment(stated: int) -> datetime:
    """Return the moment of a Unix time, which Meta states in milliseconds, and elsewhere in seconds."""
    return from_milliseconds(stated) if stated >= FIRST_MILLISECONDS else from_seconds(stated)


class Person(Frozen):
    """One of the two who write to each other; an id is good for this page or account alone."""

    id: str


class Story(Frozen):
    """The story that is answered."""

    id: str = ""
    url: str | None = None


class ReplyTo(Frozen):
    """What is answered."""

    mid: str | None = None
    story: Story | None = None


class Ad(Frozen):
    """What an ad showed."""

    ad_title: str | None = None
    photo_url: str | None = None
    post_id: str | None = None


class Product(Frozen):
    """What a customer looked at in a shop."""

    id: str = ""


class Led(Frozen):
    """What led a customer here: an ad, a product, or a link to the page's chat."""

    ref: str | None = None
    source: str | None = None
    ad_id: str | None = None
    referer_uri: str | None = None
    ads_context_data: Ad | None = None
    product: Product | None = None

    @property
    def referral(self) -> Referral:
        """Return it in the desk's words."""
        ad = self.ads_context_data
        return Referral(
            source=self.source or "",
            title=(ad.ad_title if ad else None) or "",
            url=self.referer_uri or "",
            reference=self.ref or self.ad_id or (self.product.id if self.product else ""),
        )


class Message(Frozen):
    """What was written; `is_echo` says that the page itself wrote it."""

    mid: str
    text: str | None = None
    attachments: tuple[Attached, ...] = ()
    reply_to: ReplyTo | None = None
    metadata: str | None = None
    referral: Led | None = None
    is_echo: bool = False
    is_self: bool = False
    """Whether an account on Instagram writes to itself."""
    is_deleted: bool = False


class Postback(Frozen):
    """The button that a customer pressed."""

    mid: str | None = None
    title: str = ""
    payload: str = ""
    referral: Led | None = None


class Reaction(Frozen):
    """A sign that was put to a message, or taken back."""

    mid: str
    action: str = "react"
    reaction: str = ""
    emoji: str | None = None


class MessageEdit(Frozen):
    """A message's new text."""

    mid: str
    text: str = ""
    num_edit: int = 1


class Delivery(Frozen):
    """What reached the customer: some messages, or all up to a moment."""

    mids: tuple[str, ...] = ()
    watermark: Milliseconds | None = None


class Reading(Frozen):
    """What the customer has read: all up to a moment, or one message."""

    mid: str | None = None
    watermark: Milliseconds | None = None


class Messaging(Frozen):
    """One thing that happened between a customer and the page."""

    sender: Person | None = None
    recipient: Person | None = None
    timestamp: Milliseconds | None = None
    message: Message | None = None
    postback: Postback | None = None
    reaction: Reaction | None = None
    message_edit: MessageEdit | None = None
    delivery: Delivery | None = None
    read: Reading | None = None


class Entry(Frozen):
    """The news of one page or account."""

    id: str
    time: Milliseconds
    messaging: tuple[Apart[Messaging], ...] = ()
    standby: tuple[Apart[Messaging], ...] = ()
    """What happened while another program has the customer's thread."""
