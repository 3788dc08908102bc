"""What visitors write into forms: it goes the way of every channel, and is set aside while the table is away."""

from api import uploads
from api.bodies import FormSubmission
from api.call import Call
from transom.errors import NotFoundError
from transom.model import ConnectionSpec

CHANNEL = "form"


def connection(call: Call, form: str) -> ConnectionSpec:
    """Return the form's connection."""
    for each in call.desk.connections:
        if each.id == form and each.channel == CHANNEL and each.is_enabled:
            return each
    raise NotFoundError("There is no such form.")


def accept(call: Call, form: str, submission: FormSubmission) -> str | None:
    """Take a submission, and return its conversation's code, or None while it is only set aside."""
    connection(call, form)
    uploads.attachments(uploads.form_folder(form), submission.attachments)
    return None
