"""Pictures and videos at messages and posts, and where each is fetched."""

import re
from collections.abc import Iterable

from channels.x.activity import DirectMedia, Media, Post, Variant
from transom.model import Attachment, MediaKind

RESOURCE = re.compile(r"[A-Za-z0-9_.-]{1,50}")
PNG = "png"


def of_message(message_id: str, media: DirectMedia) -> tuple[Attachment, ...]:
    """Return the picture or video in a direct message; a picture is fetched by its ids."""
    resource = media.media_url_https.rpartition("/")[2]
    if media.type != "photo":
        return _attachments(((media.type, _best(media.video_info.variants)),))
    if not (media.id_str.isdecimal() and RESOURCE.fullmatch(resource)):
        return ()
    return _attachments(((media.type, f"{message_id}/{media.id_str}/{resource}"),))


def of_post(post: Post, included: Iterable[Media]) -> tuple[Attachment, ...]:
    """Return the pictures and videos at a post; they are fetched by their addresses."""
    known = {media.media_key: media for media in included}
    found = [known[key] for key in post.attachments.media_keys if key in known]
    return _attachments((media.type, media.url or _best(media.variants)) for media in found)


def _best(variants: Iterable[Variant]) -> str:
    films = [variant for variant in variants if variant.content_type == "video/mp4"]
    return max(films, key=lambda film: film.bitrate).url if films else ""


def _attachments(found: Iterable[tuple[str, str]]) -> tuple[Attachment, ...]:
    return tuple(_attachment(str(index), kind, place) for index, (kind, place) in enumerate(found) if place)


def _attachment(attachment_id: str, kind: str, place: str) -> Attachment:
    if kind != "photo":
        name, mime, what = "video.mp4", "video/mp4", MediaKind.VIDEO
    elif place.endswith(f".{PNG}"):
        name, mime, what = "photo.png", "image/png", MediaKind.IMAGE
    else:
        name, mime, what = "photo.jpg", "image/jpeg", MediaKind.IMAGE
    return Attachment(id=attachment_id, kind=what, name=name, mime=mime, provider_media_id=place)
