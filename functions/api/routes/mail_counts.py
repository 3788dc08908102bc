"""The count of mail: what came in each hour, and what became of it."""

from api.bodies import PageQuery
from api.call import Call
from api.door_views import MailCountPage
from api.endpoint import endpoint
from api.present import mail_count
from transom.model import Role


@endpoint("GET", "/v1/mail-counts", role=Role.LEAD)
def list_mail_counts(call: Call, query: PageQuery) -> MailCountPage:
    """List the hours in which mail came, the newest first; what is missing is named."""
    page = call.store.mails.counts(limit=query.limit, cursor=query.cursor)
    return MailCountPage(items=tuple(mail_count(each) for each in page.items), next=page.next)
