"""Forms: the one door that needs no token."""

from api import submissions, uploads
from api.bodies import FormSubmission, NewUpload
from api.call import Call
from api.endpoint import endpoint
from api.views import FormReceipt, UploadView


@endpoint("POST", "/v1/forms/{form}", role=None, status=202)
def submit_form(call: Call, form: str, body: FormSubmission, idempotency_key: str | None, origin: str) -> FormReceipt:
    """Take what a visitor wrote, and return the code that they may quote."""
    return FormReceipt(code=submissions.accept(call, form, body, idempotency_key, origin))


@endpoint("POST", "/v1/forms/{form}/uploads", role=None, status=201)
def create_form_upload(call: Call, form: str, body: NewUpload, origin: str) -> UploadView:
    """Return where a visitor posts one file, whose id the submission may then name."""
    submissions.connect(call, form, origin)
    return uploads.begin(uploads.form_folder(form), body, call.now)
