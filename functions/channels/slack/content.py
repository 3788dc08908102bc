"""What a message holds: its writer, its words, its files."""

import re
from collections.abc import Iterator

from channels.slack.blocks import words
from channels.slack.mrkdwn import plain
from channels.slack.payloads import File, Profile, Written
from transom.channel import Sender
from transom.model import Attachment, MediaKind
from transom.provider.reading import right, unsupported

AWAY = frozenset({"tombstone", "hidden_by_limit"})
"""Files that Slack no longer shows."""
_MENTION = re.compile(r" ?<@([0-9A-Za-z]+)(?:\|[^<>]*)?>")
_KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


def sender(written: Written) -> Sender:
    """Return who wrote, as far as Slack tells it with the message."""
    profile: Profile = written.user_profile
    address = written.user or written.bot_id or "unknown"
    name = profile.display_name or profile.real_name or written.username or ""
    is_member = written.user is not None
    return Sender(address=address, name=name, avatar=profile.image_72, has_profile=is_member, is_verified=is_member)


def text(written: Written, bots: frozenset[str]) -> str:
    """Return the words of a message, without the call of the bot, and those that it shares from elsewhere."""
    # who writes nothing but the bot's name still calls for somebody
    blocks = tuple(right(written.blocks))
    said = plain(_MENTION.sub(lambda call: "" if call[1] in bots else call[0], written.text), blocks)
    quoted = [plain(item.text or item.fallback or "") for item in written.attachments]
    outside = [f"{file.title or file.name}: {file.url_private}" for file in written.files if file.mode == "external"]
    gone = [unsupported("file") for file in written.files if file.mode in AWAY]
    return "\n".join(line for line in (said or plain(written.text) or words(blocks), *quoted, *outside, *gone) if line)


def attachments(files: tuple[File, ...]) -> Iterator[Attachment]:
    """Yield the files that Slack keeps; its own address of each is what it is fetched by."""
    for index, file in enumerate(files):
        if file.mode == "external" or file.mode in AWAY:
            continue
        yield Attachment(
            id=str(index),
            kind=_kind(file),
            name=(file.name or file.title or file.id).replace("/", "_").replace("\\", "_"),
            mime=file.mimetype or "application/octet-stream",
            size=file.size,
            provider_media_id=file.url_private_download or file.url_private or file.id,
        )


def _kind(file: File) -> MediaKind:
    if file.subtype == "slack_audio":
        return MediaKind.VOICE
    return _KINDS.get(file.mimetype.partition("/")[0], MediaKind.FILE)
