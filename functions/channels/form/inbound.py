"""What a visitor wrote into a form on the company's site."""

import mimetypes
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from transom.channel import Connection, InboundEvent, InboundMessage, Request, Response, Sender, header
from transom.errors import UnreadableError
from transom.model import Attachment, Door, MediaKind, Strict
from transom.model.base import Email, Slug

UPLOADS = "uploads/forms/"

type Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
type Answer = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
type UploadId = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}-[\w. -]{1,100}$")]


class Submission(Strict):
    """A form's fields."""

    name: Line
    email: Email
    subject: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    message: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100_000)]
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    attachments: Annotated[tuple[UploadId, ...], Field(max_length=10)] = ()
    fields: Annotated[dict[Slug, Answer], Field(max_length=20)] = {}
    """What the form asks beside the message."""
    website: str = ""
    """Hidden from people: only machines fill it in."""
    stamp: str = ""
    """Proof of work, which the API looks at."""


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: a form asks no question."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Let all pass: anybody may write to the company; the API limits how much."""


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the message in a submission; one whose hidden field is filled in tells nothing."""
    try:
        form = Submission.model_validate_json(request.body)
    except ValidationError as error:
        places = {".".join(str(part) for part in item["loc"]): item["msg"] for item in error.errors()}
        raise UnreadableError("the submission is not valid", fields=places) from None
    if form.website:
        return []
    address = form.email.lower()
    return [
        InboundMessage(
            provider_message_id=_key(request),
            door=Door(channel=connection.channel, connection=connection.id, address=address),
            sender=Sender(address=address, name=form.name, email=address, language=form.language),
            text="\n".join((form.message, *_told(form.fields))),
            fields=form.fields,
            subject=form.subject,
            is_mail=True,
            attachments=tuple(_attachment(upload, connection) for upload in form.attachments),
            occurred_at=request.received_at,
        )
    ]


def _key(request: Request) -> str:
    """Return the visitor's idempotency key; without one, each submission is another."""
    stated = header(request.headers, "idempotency-key")
    return stated[:200] or sha256(f"{request.received_at.isoformat()} ".encode() + request.body).hexdigest()


def _told(fields: Mapping[str, str]) -> Iterator[str]:
    """Yield, below the message, what the form's own fields say, for those who read it."""
    if fields:
        yield ""
    yield from (f"{name}: {answer}" for name, answer in fields.items())


def _attachment(upload: str, connection: Connection) -> Attachment:
    ulid, _, name = upload.partition("-")
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Attachment(
        id=ulid,
        kind=MediaKind.of(mime),
        name=name,
        mime=mime,
        key=f"{UPLOADS}{connection.id}/{upload}",
    )
