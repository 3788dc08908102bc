"""What the VK channel is and can do."""

from datetime import timedelta

from transom.channel import DoorKind, FieldSpec, Idempotency, Manifest, Response, Source, Takes
from transom.model import MediaKind

BASE_URL = "https://api.vk.com"
VERSION = "5.199"

MANIFEST = Manifest(
    id="vk",
    label="VK",
    source=Source.WEBHOOK,
    idempotency=Idempotency.KEY,
    max_text=4096,
    max_attachment=100_000_000,
    sends=frozenset({"text", "location", "typing", "read", "edit", "deletion", "reaction"}),
    takes=(
        Takes(
            kinds=frozenset({MediaKind.IMAGE}),
            mimes=frozenset({"image/gif", "image/jpeg", "image/png"}),
            max_size=50_000_000,
        ),
        Takes(kinds=frozenset({MediaKind.VOICE}), mimes=frozenset({"audio/mpeg", "audio/ogg"}), max_size=200_000_000),
        Takes(kinds=frozenset({MediaKind.FILE}), max_size=200_000_000),
    ),
    door_kinds=(DoorKind(prefix="wall", label="in public, beneath the post"),),
    change_limits={"edit": timedelta(hours=24), "deletion": timedelta(hours=24)},
    receives=frozenset(
        {
            "text",
            "image",
            "video",
            "audio",
            "voice",
            "sticker",
            "file",
            "location",
            "edit",
            "reaction",
            "typing",
            "echo",
            "read",
        }
    ),
    signing="callback_secret",
    acknowledgement=Response(body="ok"),
    settings=(
        FieldSpec(
            name="confirmation",
            label="Confirmation string",
            help="What the page `Callback API` says that the server must return.",
        ),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for tests.",
            default=BASE_URL,
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="callback_secret",
            label="Secret key",
            help="The field of the same name on the page `Callback API`: up to 50 characters, chosen by you.",
        ),
        FieldSpec(
            name="access_token",
            label="Community token",
            help="On the page `API usage`, with the rights to messages, photos, files and the wall.",
        ),
    ),
    rate=20,
    media_hosts=(
        "vk.com",
        "vk.ru",
        "*.vk.com",
        "*.vk.ru",
        "*.userapi.com",
        "*.vkuser.net",
        "*.vkuserdocs.ru",
        "*.vkuseraudio.net",
        "*.vkuservideo.net",
    ),
)
