"""A visitor's web form: uploads first, then the submission, as the page's script does it."""

import httpx
from ulid import ULID

from transom.channel import OutboundFile
from transom.model import Frozen
from transom_cli.local import Local
from transom_cli.send.customer import Customer


class Submission(Frozen):
    """What a visitor writes into a form."""

    customer: Customer
    subject: str = ""
    text: str
    files: tuple[OutboundFile, ...] = ()
    language: str | None = None
    key: str = ""
    """The idempotency key of a submission that may be sent again; without it there is a new one."""


class _Upload(Frozen):
    id: str
    url: str
    fields: dict[str, str]


class _Taken(Frozen):
    code: str | None = None


def send(submission: Submission, *, form: str, local: Local, http: httpx.Client) -> str | None:
    """Fill in the form and return the code that the visitor is shown, if the desk could give one at once."""
    address = f"{local.api}/forms/{form}"
    body = {
        "name": submission.customer.name,
        "email": submission.customer.email,
        "subject": submission.subject,
        "message": submission.text,
        "language": submission.language,
        "attachments": [_upload(file, address, http) for file in submission.files],
    }
    answer = http.post(address, json=body, headers={"Idempotency-Key": submission.key or str(ULID())})
    return _Taken.model_validate_json(answer.content).code


def _upload(file: OutboundFile, address: str, http: httpx.Client) -> str:
    wanted = {"name": file.name, "mime": file.mime, "size": len(file.content)}
    upload = _Upload.model_validate_json(http.post(f"{address}/uploads", json=wanted).content)
    http.post(upload.url, data=upload.fields, files={"file": (file.name, file.content, file.mime)})
    return upload.id
