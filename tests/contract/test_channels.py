"""What every channel promises, checked for every folder under `functions/channels/`."""

import inspect
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import channels
from tests.mutations import mutated
from tests.samples import sample_connection, samples
from transom.channel import (
    InboundConsent,
    InboundDeletion,
    InboundDelivery,
    InboundDeparture,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundMove,
    InboundPart,
    InboundReaction,
    InboundRoute,
    InboundTyping,
    InboundUnreadable,
    InboundWatermark,
    OutboundFile,
    OutboundMessage,
    Source,
)
from transom.core.fitting import fitted
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Door, MediaKind

CHANNELS = channels.ids()
FOLDERS = Path(channels.__file__).parent
KNOWN_EVENTS = (
    InboundMessage,
    InboundEdit,
    InboundDeletion,
    InboundReaction,
    InboundDelivery,
    InboundDeparture,
    InboundEcho,
    InboundWatermark,
    InboundConsent,
    InboundMove,
    InboundTyping,
    InboundPart,
    InboundRoute,
    InboundUnreadable,
)


def cases() -> list[tuple[str, str]]:
    """Return every sample of every channel."""
    return [(channel, name) for channel in CHANNELS for name in samples(channel)]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_is_a_whole_folder(channel: str) -> None:
    """Manifest, way in, way out, README and sample events."""
    for name in ("__init__.py", "channel.py", "inbound.py", "outbound.py", "README.md"):
        assert (FOLDERS / channel / name).is_file()
    assert samples(channel)
    if channels.manifest(channel).source is Source.POLL:
        assert (FOLDERS / channel / "polling.py").is_file()


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_manifest_is_complete(channel: str) -> None:
    """It is named like its folder, says what it carries, and explains every field."""
    manifest = channels.manifest(channel)
    assert manifest.id == channel
    assert manifest.label
    assert manifest.can_send & manifest.receives
    fields = (*manifest.settings, *manifest.secrets)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", field.name) and field.label and field.help for field in fields)
    assert len({field.name for field in fields}) == len(fields)
    if manifest.source is Source.WEBHOOK:
        assert manifest.signing in {field.name for field in manifest.secrets}


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_functions_have_the_contract_s_form(channel: str) -> None:
    """They can be called by position and by name."""
    inbound, outbound = channels.inbound(channel), channels.outbound(channel)
    for function in (inbound.handshake, inbound.verify, inbound.parse):
        assert list(inspect.signature(function).parameters) == ["request", "connection"]
    assert list(inspect.signature(outbound.send).parameters) == ["message", "connection", "http"]
    if hasattr(outbound, "fetch"):
        assert list(inspect.signature(outbound.fetch).parameters) == ["attachment", "connection", "http"]
    signals = channels.signals(channel) if (FOLDERS / channel / "signals.py").is_file() else None
    for word, name in {"typing": "typing", "read": "seen"}.items():
        shown = getattr(signals, name, None)
        assert (shown is not None) == (word in channels.manifest(channel).sends)
        if shown:
            assert list(inspect.signature(shown).parameters) == ["attention", "connection", "http"]
    changes = {"edit", "deletion", "reaction"} & channels.manifest(channel).sends
    assert (FOLDERS / channel / "changes.py").is_file() == bool(changes)
    assert channels.manifest(channel).change_limits.keys() <= changes
    if changes:
        change = channels.changes(channel).change
        assert list(inspect.signature(change).parameters) == ["change", "connection", "http"]
    if channels.has_profiles(channel):
        profile = channels.profiles(channel).profile
        assert list(inspect.signature(profile).parameters) == ["person", "door", "connection", "http"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_that_names_senders_to_ask_about_can_ask(channel: str) -> None:
    """Its samples name some where it has `profiles`, and none where it has not."""
    told = [event for request in _readable(channel) for event in request if isinstance(event, InboundMessage)]
    assert any(event.sender.has_profile for event in told) == channels.has_profiles(channel)


def _readable(channel: str) -> Iterator[list[InboundEvent]]:
    for case, request in samples(channel).items():
        if not case.startswith(("forged", "unreadable")):
            yield channels.inbound(channel).parse(request, sample_connection(channel))


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_readme_says_how_to_set_the_channel_up(channel: str) -> None:
    """Step by step, with every setting and secret by its name, and what is odd about it."""
    text = (FOLDERS / channel / "README.md").read_text()
    assert "\n## Set-up\n" in text
    assert "\n## Quirks\n" in text
    manifest = channels.manifest(channel)
    assert all(field.name in text for field in (*manifest.settings, *manifest.secrets))


@pytest.mark.parametrize(("channel", "case"), [pair for pair in cases() if not pair[1].startswith("forged")])
def test_a_sample_parses_or_says_that_it_cannot(channel: str, case: str) -> None:
    """Samples named `unreadable…` are for quarantine; of all others each event stands at a door of its connection."""
    inbound, known = channels.inbound(channel), sample_connection(channel)
    request = samples(channel)[case]
    if case.startswith("unreadable"):
        with pytest.raises(UnreadableError):
            inbound.parse(request, known)
        return
    events = inbound.parse(request, known)
    assert case != "text" or [event.kind for event in events if event.kind != "route"] == ["message"]
    for event in events:
        assert isinstance(event, KNOWN_EVENTS)
        if event.door:
            assert (event.door.channel, event.door.connection) == (channel, "sample")


@pytest.mark.parametrize(
    ("channel", "case"), [pair for pair in cases() if channels.manifest(pair[0]).source is Source.WEBHOOK]
)
def test_a_sample_verifies_by_its_secret_alone(channel: str, case: str) -> None:
    """Not by a changed one, not by none; samples named `forged…` never."""
    inbound, known, request = channels.inbound(channel), sample_connection(channel), samples(channel)[case]
    if case.startswith("forged"):
        with pytest.raises(UnauthenticError):
            inbound.verify(request, known)
        return
    inbound.verify(request, known)
    changed = {name: value + "x" for name, value in known.secret.items()}
    inbound.verify(request, known.model_copy(update={"secret": changed, "previous_secret": known.secret}))
    for secret in (changed, {}):
        with pytest.raises(UnauthenticError):
            inbound.verify(request, known.model_copy(update={"secret": secret}))


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_file_is_refused_by_no_channel(channel: str) -> None:
    """It leaves as what the manifest says, or as a link; only what is read aloud has neither."""
    manifest = channels.manifest(channel)
    files = [
        OutboundFile(name=f"file.{mime}", mime=mime, content=bytes(size), kind=MediaKind.of(mime), key=mime)
        for mime in ("image/png", "video/mp4", "audio/mpeg", "application/pdf")
        for size in (10, 200_000_000)
    ]
    door = Door(channel=channel, connection="sample", address="1")
    message = OutboundMessage(
        id="m", conversation_id="ABCD1234", door=door, text="x", files=tuple(files), queued_at=datetime.now(UTC)
    )
    left = fitted(message, manifest, lambda file: f"https://desk.example.com/{file.key}")
    linked = left.text.count("https://desk.example.com/")
    assert len(left.files) + (0 if manifest.is_spoken else linked) == len(files)


@pytest.mark.parametrize("channel", CHANNELS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_mutated_sample_gives_events_or_is_unreadable(channel: str, data: st.DataObject) -> None:
    """No other error leaves `parse`, and what it gives can be stored; proving and greeting refuse in one way."""
    request = data.draw(st.sampled_from(list(samples(channel).values())).flatmap(mutated))
    inbound, known = channels.inbound(channel), sample_connection(channel)
    for prove in (inbound.handshake, inbound.verify):
        with suppress(UnauthenticError):
            prove(request, known)
    try:
        events = inbound.parse(request, known)
    except UnreadableError:
        return
    for event in events:
        event.model_dump_json(exclude={"contents"}).encode()
