"""What the caller was notified of."""

from api.bodies import PageQuery
from api.call import Call
from api.endpoint import endpoint
from api.notice_views import NoticePage, NoticeView, ReadNotices, Unread
from transom.store.page import MAX_LIMIT


@endpoint("GET", "/v1/me/notifications")
def list_notifications(call: Call, query: PageQuery) -> NoticePage:
    """List what the caller and their teams were notified of in the last thirty days, the newest first."""
    read = call.store.notices.read(call.user.id)
    page = call.store.notices.page(call.user.id, call.user.teams, query.limit, query.cursor)
    items = tuple(NoticeView(**each.model_dump(), is_read=read.covers(each)) for each in page.items)
    return NoticePage(items=items, next=page.next, unread=_unread(call))


@endpoint("POST", "/v1/me/notifications/read")
def read_notifications(call: Call, body: ReadNotices) -> Unread:
    """Mark notifications as read: some by their ids, or all up to one."""
    call.store.notices.mark_read(call.user.id, call.now, ids=body.ids, until=body.until or "")
    return Unread(unread=_unread(call))


def _unread(call: Call) -> int:
    read = call.store.notices.read(call.user.id)
    newest = call.store.notices.page(call.user.id, call.user.teams, MAX_LIMIT).items
    return sum(not read.covers(each) for each in newest)
