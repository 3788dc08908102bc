"""What a channel is and can do, as data."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from transom.channel.request import Response
from transom.model.base import Frozen
from transom.model.contact import Door
from transom.model.entry import MediaKind
from transom.model.routing import Kind

FILES = frozenset(MediaKind) - {MediaKind.STICKER}
"""The kinds of a provider that takes files of all types alike."""


class Idempotency(StrEnum):
    """What a provider offers against sending twice."""

    KEY = "A"
    """It drops what comes a second time under the same key."""
    ECHO = "B"
    """It tells our reference back with what became of the message."""
    NONE = "C"


class Source(StrEnum):
    """How a channel's messages arrive."""

    WEBHOOK = "webhook"
    MAIL = "mail"
    API = "api"
    TOPIC = "topic"
    """An SNS topic, or a bus, of the same AWS account; who may publish is a matter of its policy."""
    POLL = "poll"
    """The provider calls nobody: it is asked from time to time."""


class FieldSpec(Frozen):
    """A setting or a secret that a connection needs."""

    name: str
    label: str
    help: str = ""
    default: str | None = None
    is_required: bool = True


class Window(Frozen):
    """For how long after a customer's message an answer may be written freely, and what is left after it."""

    duration: timedelta
    after: str = ""
    """What the provider still takes: `template`, `human_agent`, or nothing."""
    human_agent: timedelta | None = None
    """For how long people may answer, on a connection whose setting of that name is `yes`."""


class DoorKind(Frozen):
    """What holds at the doors whose addresses begin alike, and not at the channel's others."""

    prefix: str
    label: str
    """How a customer is answered there."""
    window: Window | None = None
    is_text_only: bool = True


class Takes(Frozen):
    """Files that a provider takes as what they are."""

    kinds: frozenset[MediaKind]
    mimes: frozenset[str] = frozenset()
    """Their types, of which `image/*` means all images; any where none is named."""
    max_size: int

    def fits(self, kind: MediaKind, mime: str, size: int) -> bool:
        """Tell whether a file of this type and size is taken as this kind."""
        is_named = not self.mimes or not self.mimes.isdisjoint({mime, f"{mime.partition('/')[0]}/*"})
        return kind in self.kinds and is_named and size <= self.max_size


class Needs(Frozen):
    """What a channel needs of AWS beside what all of them have."""

    crypto: bool = False
    """Whether it imports what the crypto layer holds."""
    send_actions: tuple[str, ...] = ()
    """The IAM actions of one service that `send` and `fetch` call."""
    renewal: bool = False
    """Whether its provider gives secrets anew, which are kept."""
    publisher: str = ""
    """The service that publishes to its topic."""
    event_source: str = ""
    """The source of events on the account's default bus."""


class Manifest(Frozen):
    """What a channel is and can do."""

    id: str
    label: str
    source: Source
    idempotency: Idempotency
    kind: Kind = Kind.CHAT
    """How much of an agent its conversations take."""
    max_body: int = 1_000_000
    """Bytes of a webhook's body that are accepted."""
    max_text: int | None = None
    """Characters in one outbound message; longer texts are split."""
    max_attachment: int = 10_000_000
    """Bytes of a file that is fetched."""
    sends: frozenset[str] = frozenset({"text"})
    """What is sent beside files."""
    takes: tuple[Takes, ...] = ()
    """The files that are sent; all others leave as links in the text."""
    max_together: int | None = None
    """Bytes of all files of one message."""
    receives: frozenset[str] = frozenset({"text"})
    settings: tuple[FieldSpec, ...] = ()
    secrets: tuple[FieldSpec, ...] = ()
    signing: str = ""
    """The secret field that proves requests."""
    acknowledgement: Response = Response()
    """What the provider wants to hear when its request was taken."""
    is_spoken: bool = False
    """Whether each request is answered with what a caller hears next; the folder's `ivr` says what."""
    falls_back: bool = False
    """Whether what cannot be delivered with a file leaves as a text that names its address."""
    is_routed: bool = False
    """Whether its answers need what an `InboundRoute` tells, beside the door."""
    window: Window | None = None
    door_kinds: tuple[DoorKind, ...] = ()
    rate: float | None = None
    """Messages a second that the provider takes from one connection."""
    door_rate: float | None = None
    """Messages a second that it takes for one place, such as a chat."""
    place_ends: str = ""
    """What ends the part of a door's address that names the place, where the address says more."""
    provider: str = ""
    """The setting that says which provider it is, where each connection may have its own."""
    media_hosts: tuple[str, ...] = ()
    """Where its media are fetched from; `*.` before a name stands for any part of it."""
    needs: Needs = Needs()
    invitation: str = ""
    """The address that lets a customer write here, by settings of a connection and the `{text}` that is written."""
    change_limits: dict[str, timedelta] = {}
    """For how long an `edit`, a `deletion` or a `reaction` of what was said is taken, where not for ever."""
    typing_is_reading: bool = False
    """Whether customers who see that somebody types see with it that they were read."""
    has_opt_out_words: bool = False
    """Whether a word such as STOP ends the writing to a customer, as the rules of SMS have it."""

    @property
    def can_send(self) -> frozenset[str]:
        """Return all that can be sent, by its name."""
        return self.sends | {kind.value for each in self.takes for kind in each.kinds}

    def paces(self, door: Door, settings: Mapping[str, str]) -> tuple[tuple[str, float | None], ...]:
        """Return what a message to a door has to wait for, each with its rate: its provider, connection and place."""
        place = door.address.partition(self.place_ends)[0] if self.place_ends else door.address
        return (
            (self.provider_of(settings), None),
            (door.connection, self.rate),
            *(((f"{door.connection}#{place}", self.door_rate),) if self.door_rate else ()),
        )

    def provider_of(self, settings: Mapping[str, str]) -> str:
        """Return the name by which a connection's provider is known to be well or not."""
        return f"{self.id}@{settings.get(self.provider, '')}"

    def kind_of(self, door: Door) -> DoorKind | None:
        """Return what sets a door apart from the channel's others."""
        return next((kind for kind in self.door_kinds if door.address.startswith(kind.prefix)), None)

    def window_at(self, door: Door, settings: Mapping[str, str]) -> Window | None:
        """Return the window of a door under its connection's settings."""
        kind = self.kind_of(door)
        window = kind.window if kind else self.window
        if window and window.human_agent and settings.get("human_agent") != "yes":
            return Window(duration=window.duration)
        return window
