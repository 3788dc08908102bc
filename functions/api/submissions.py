"""What visitors write into forms: it goes the way of every channel, and is set aside while the table is away."""

import re

from api import uploads
from api.bodies import FormSubmission
from api.call import Call
from channels.form import inbound
from transom import health, intake, raw
from transom.channel import Connection, Request
from transom.errors import InvalidError, NotFoundError, UnavailableError, UnreadableError
from transom.ids import new_code
from transom.log import logger

CHANNEL = "form"
_FORM = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")

log = logger("api")


def connect(call: Call, form: str) -> Connection:
    """Return the form's connection; a form needs no secret to be taken in."""
    if not _FORM.fullmatch(form):
        raise _unknown()
    spec = call.store.desk.connection(form)
    if spec.channel != CHANNEL or not spec.is_enabled:
        raise _unknown()
    return Connection(id=spec.id, channel=spec.channel, name=spec.name, settings=spec.settings)


def accept(call: Call, form: str, submission: FormSubmission, key: str | None) -> str | None:
    """Take a submission, and return its conversation's code, or None while it is only set aside."""
    request = Request(
        path=f"/v1/forms/{form}",
        headers={"idempotency-key": key} if key else {},
        body=submission.model_dump_json().encode(),
        received_at=call.now,
    )
    try:
        connection = connect(call, form)
        uploads.attachments(uploads.form_folder(form), submission.attachments)
        return _store(call, request, connection)
    except UnavailableError as error:
        log.warning("form_spooled", form=form, reason=error.message)
        raw.spool(raw.Kept.of(request, Connection(id=form, channel=CHANNEL)), call.now)
        return None


def _store(call: Call, request: Request, connection: Connection) -> str:
    try:
        events = inbound.parse(request, connection)
    except UnreadableError as error:
        raise InvalidError(error.message, fields=error.fields) from None
    filed = [intake.receive(call.store, event, connection=connection, now=call.now) for event in events]
    health.taken(call.store, call.now, connection.id, is_understood=True)
    # a machine that fell for the hidden field is told what a person would be told
    conversation_id = filed[0].conversation_id if filed and filed[0] else new_code()
    return f"{conversation_id[:4]}-{conversation_id[4:]}"


def _unknown() -> NotFoundError:
    return NotFoundError("There is no such form.")
