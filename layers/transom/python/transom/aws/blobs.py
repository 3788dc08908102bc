"""The data bucket: bodies, media, mail, uploads, and what waits to be understood."""

from collections.abc import Iterator
from datetime import datetime
from io import SEEK_END
from typing import IO, TYPE_CHECKING, NamedTuple

from pydantic import Field

from transom.aws import clients
from transom.model.base import Frozen, Instant
from transom.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import HeadObjectOutputTypeDef

LINK_SECONDS = 900


class Stored(Frozen):
    """What the bucket knows of an object without reading it."""

    size: int
    mime: str


class Blob(Frozen):
    """An object with its bytes."""

    key: str
    content: bytes = Field(repr=False)
    stored_at: Instant


class Listed(NamedTuple):
    """An object's name, and since when it is there."""

    key: str
    stored_at: datetime


class UploadForm(Frozen):
    """Where and with which fields a browser posts a file."""

    url: str
    fields: dict[str, str]


def put(key: str, content: bytes, mime: str = "application/octet-stream") -> None:
    """Store bytes under a key."""
    with clients.answered("the bucket"):
        clients.client("s3").put_object(Bucket=_bucket(), Key=key, Body=content, ContentType=mime)


def put_file(key: str, body: IO[bytes], mime: str) -> int:
    """Store a file under a key, some of it at a time, and return its size; the file is closed."""
    size = body.seek(0, SEEK_END)
    body.seek(0)
    with clients.answered("the bucket"), body:
        clients.client("s3").upload_fileobj(body, _bucket(), key, ExtraArgs={"ContentType": mime})
    return size


def get(key: str) -> bytes:
    """Return the bytes under a key; `NotFoundError` when there are none."""
    return read(key).content


def chunks(key: str) -> Iterator[bytes]:
    """Yield the bytes under a key, some at a time; `NotFoundError` when there are none."""
    with clients.answered(key):
        yield from clients.client("s3").get_object(Bucket=_bucket(), Key=key)["Body"].iter_chunks()


def read(key: str) -> Blob:
    """Return what is under a key, and since when; `NotFoundError` when there is nothing."""
    with clients.answered(key):
        found = clients.client("s3").get_object(Bucket=_bucket(), Key=key)
        return Blob(key=key, content=found["Body"].read(), stored_at=found["LastModified"])


def stat(key: str) -> Stored:
    """Return the size and type of what is under a key; `NotFoundError` when there is nothing."""
    with clients.answered(key):
        head: HeadObjectOutputTypeDef = clients.client("s3").head_object(Bucket=_bucket(), Key=key)
    return Stored(size=head["ContentLength"], mime=head["ContentType"])


def copy(source: str, target: str) -> None:
    """Store an object under another key too; `NotFoundError` when there is no such object."""
    with clients.answered(source):
        clients.client("s3").copy_object(Bucket=_bucket(), Key=target, CopySource={"Bucket": _bucket(), "Key": source})


def remove(key: str) -> None:
    """Remove an object; it is no error when it is gone already."""
    with clients.answered("the bucket"):
        clients.client("s3").delete_object(Bucket=_bucket(), Key=key)


def listed(prefix: str) -> Iterator[Listed]:
    """Yield what is under a prefix, a thousand objects a request, in the order of their keys."""
    with clients.answered("the bucket"):
        for page in clients.client("s3").get_paginator("list_objects_v2").paginate(Bucket=_bucket(), Prefix=prefix):
            for item in page.get("Contents", []):
                yield Listed(item["Key"], item["LastModified"])


def link(key: str, name: str) -> str:
    """Return a short-lived address that downloads the object under a file name."""
    disposition = f'attachment; filename="{name.encode("ascii", "replace").decode().replace('"', "'")}"'
    return clients.client("s3").generate_presigned_url(
        "get_object",
        Params={"Bucket": _bucket(), "Key": key, "ResponseContentDisposition": disposition},
        ExpiresIn=LINK_SECONDS,
    )


def upload_form(key: str, mime: str, max_size: int) -> UploadForm:
    """Return the form by which a browser may post one file of this type and size."""
    answer = clients.client("s3").generate_presigned_post(
        Bucket=_bucket(),
        Key=key,
        Fields={"Content-Type": mime},
        Conditions=[{"Content-Type": mime}, ["content-length-range", 1, max_size]],
        ExpiresIn=LINK_SECONDS,
    )
    return UploadForm(url=answer["url"], fields=answer["fields"])


def _bucket() -> str:
    return settings().require("bucket")
