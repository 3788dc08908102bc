"""Files that customers read by a link."""

from api.call import Call
from api.endpoint import endpoint
from api.views import FileLink
from transom.aws import blobs
from transom.errors import NotFoundError


@endpoint("GET", "/v1/files/{secret}", role=None, status=302)
def read_file(call: Call, secret: str) -> FileLink:
    """Lead to a file that a customer was sent a link to, for a month unless it is erased before."""
    linked = call.store.links.find(secret, call.now)
    if linked is None:
        raise NotFoundError("This link is over, or was never one.")
    blobs.stat(linked.key)
    return FileLink(location=blobs.link(linked.key, linked.name))
