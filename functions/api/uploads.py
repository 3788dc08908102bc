"""Files that wait to be attached: each caller has a folder, and an upload's id is its name in there."""

import re
from collections.abc import Iterable
from datetime import datetime

from api.bodies import NewAttachment, NewUpload
from api.views import UploadView
from transom.aws import blobs
from transom.bodies import UPLOADS
from transom.errors import InvalidError, NotFoundError
from transom.ids import new_ulid
from transom.model import Attachment, MediaKind

MAX_NAME = 100
_ID = re.compile(r"(?P<ulid>[0-9A-HJKMNP-TV-Z]{26})-(?P<name>[\w. -]{1,100})")
_UNSAFE = re.compile(r"[^\w. -]")


def agent_folder(user_id: str) -> str:
    """Return where an agent's uploads wait."""
    return f"{UPLOADS}agents/{user_id}/"


def form_folder(form: str) -> str:
    """Return where the uploads of a form's visitors wait."""
    return f"{UPLOADS}forms/{form}/"


def begin(folder: str, wanted: NewUpload, now: datetime) -> UploadView:
    """Return where to post one file of the size and type that was told."""
    upload_id = f"{new_ulid(now)}-{_UNSAFE.sub('_', wanted.name)[-MAX_NAME:]}"
    form = blobs.upload_form(folder + upload_id, wanted.mime, wanted.size)
    return UploadView(id=upload_id, url=form.url, fields=form.fields)


def attachments(folder: str, uploaded: Iterable[str | NewAttachment]) -> tuple[Attachment, ...]:
    """Return what was uploaded into the folder; an id that is of no use is named in the error."""
    wanted = (NewAttachment(id=each) if isinstance(each, str) else each for each in uploaded)
    return tuple(_attachment(folder, each, number) for number, each in enumerate(wanted))


def _attachment(folder: str, wanted: NewAttachment, number: int) -> Attachment:
    upload_id = wanted.id
    match = _ID.fullmatch(upload_id)
    if match is None:
        raise _unknown(number)
    try:
        stored = blobs.stat(folder + upload_id)
    except NotFoundError:
        raise _unknown(number) from None
    return Attachment(
        id=match["ulid"],
        kind=wanted.kind or MediaKind.of(stored.mime),
        name=match["name"],
        mime=stored.mime,
        size=stored.size,
        key=folder + upload_id,
    )


def _unknown(number: int) -> InvalidError:
    return InvalidError("An attachment is not there.", fields={f"attachments.{number}": "nothing was uploaded as this"})
