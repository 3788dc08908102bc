"""Uploads: files that an agent is about to attach."""

from api import uploads
from api.bodies import NewUpload
from api.call import Call
from api.endpoint import endpoint
from api.views import UploadView


@endpoint("POST", "/v1/uploads", status=201)
def create_upload(call: Call, body: NewUpload) -> UploadView:
    """Return where to post one file, whose id a message may then name."""
    return uploads.begin(uploads.agent_folder(call.user.id), body, call.now)
