"""What visitors write into forms: it goes the way of every channel, and is set aside while the table is away."""

import re
from datetime import timedelta

from api import uploads
from api.bodies import FormSubmission
from api.call import Call
from channels.form import doubts, inbound
from transom import health, intake, raw
from transom.channel import Connection, InboundEvent, InboundMessage, Request
from transom.errors import ForbiddenError, InvalidError, NotFoundError, UnavailableError, UnreadableError
from transom.ids import new_code
from transom.log import logger

CHANNEL = "form"
REPEATED = timedelta(days=1)
"""Within which the same message is taken once."""
_FORM = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")

log = logger("api")


def connect(call: Call, form: str, origin: str) -> Connection:
    """Return the form's connection, if it may be sent from this site; a form needs no secret to be taken in."""
    if not _FORM.fullmatch(form):
        raise _unknown()
    spec = call.store.desk.connection(form)
    if spec.channel != CHANNEL or not spec.is_enabled:
        raise _unknown()
    sites = {each.strip().rstrip("/").lower() for each in spec.settings.get("origins", "").split(",")} - {""}
    if sites and origin.lower() not in sites:
        raise ForbiddenError("This form is not to be sent from here.")
    return Connection(id=spec.id, channel=spec.channel, name=spec.name, settings=spec.settings)


def accept(call: Call, form: str, submission: FormSubmission, key: str | None, origin: str) -> str | None:
    """Take a submission, and return its conversation's code, or None while it is only set aside."""
    request = Request(
        path=f"/v1/forms/{form}",
        headers={"idempotency-key": key} if key else {},
        body=submission.model_dump_json().encode(),
        received_at=call.now,
    )
    try:
        connection = connect(call, form, origin)
        uploads.attachments(uploads.form_folder(form), submission.attachments)
        return _store(call, request, connection, submission)
    except UnavailableError as error:
        log.warning("form_spooled", form=form, reason=error.message)
        raw.spool(raw.Kept.of(request, Connection(id=form, channel=CHANNEL)), call.now)
        return None


def _store(call: Call, request: Request, connection: Connection, submission: FormSubmission) -> str:
    try:
        events = inbound.parse(request, connection)
    except UnreadableError as error:
        raise InvalidError(error.message, fields=error.fields) from None
    if events and not _is_known(call, events[0]) and (doubt := _doubt(call, connection, submission)):
        raw.quarantine_request(call.store, raw.Kept.of(request, connection), doubt, call.now)
        health.taken(call.store, call.now, connection.id, is_understood=False)
        return _code(new_code())
    filed = [intake.receive(call.store, event, connection=connection, now=call.now) for event in events]
    health.taken(call.store, call.now, connection.id, is_understood=True)
    # a machine that fell for the hidden field is told what a person would be told
    return _code(filed[0].conversation_id if filed and filed[0] else new_code())


def _code(conversation_id: str) -> str:
    return f"{conversation_id[:4]}-{conversation_id[4:]}"


def _is_known(call: Call, event: InboundEvent) -> bool:
    """Tell whether this very submission was taken before, under its key."""
    if not isinstance(event, InboundMessage):
        return False
    return bool(call.store.references.find(CHANNEL, event.door.connection, [event.provider_message_id]))


def _doubt(call: Call, connection: Connection, submission: FormSubmission) -> str | None:
    """Return why a submission looks like a machine's, if it does."""
    written = doubts.Written(form=connection.id, email=submission.email, message=submission.message)
    if doubt := doubts.links(written):
        return doubt
    if connection.settings.get("stamp") == "required" and (doubt := doubts.stamp(written, submission.stamp, call.now)):
        return doubt
    is_first = call.store.repeats.is_first(doubts.key(written), call.now, REPEATED)
    return None if is_first else "the same message came before"


def _unknown() -> NotFoundError:
    return NotFoundError("There is no such form.")
