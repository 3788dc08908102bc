"""Departments: whom agents can ask, what each owes, and who held a conversation how long."""

from datetime import timedelta

from api.bodies import PageQuery
from api.call import Call
from api.endpoint import endpoint
from api.request_views import (
    DepartmentList,
    DepartmentView,
    HoldingView,
    LedgerView,
    RequestHoldingView,
    RequestPage,
)
from api.routes.requests import request_view
from transom.core import departments, handovers
from transom.core.ledger import ledger
from transom.errors import NotFoundError
from transom.model import Department

_SECOND = timedelta(seconds=1)


@endpoint("GET", "/v1/departments")
def list_departments(call: Call) -> DepartmentList:
    """List the departments."""
    return DepartmentList(items=tuple(map(_department, call.desk.departments)))


@endpoint("GET", "/v1/departments/{department_id}/requests")
def list_department_requests(call: Call, department_id: str, query: PageQuery) -> RequestPage:
    """List what a department owes, the most urgent first."""
    if departments.find(call.desk, department_id) is None:
        raise NotFoundError(f"There is no department {department_id}.")
    page = call.store.requests.page(department_id, query.limit, query.cursor)
    known = call.store.conversations.many([each for each, _ in page.items])
    found = {(each.id, request.id): (each, request) for each in known for request in each.requests}
    return RequestPage(
        items=tuple(request_view(*found[key], call.now) for key in page.items if key in found), next=page.next
    )


@endpoint("GET", "/v1/conversations/{conversation_id}/ledger")
def get_ledger(call: Call, conversation_id: str) -> LedgerView:
    """Tell who held a conversation how long: its agents and teams, the customer, and departments."""
    conversation = call.store.conversations.get(conversation_id)
    entries = call.store.timeline.entries(conversation_id)
    found = ledger(entries, call.desk, conversation.created_at, call.now)
    return LedgerView(
        start=found.start,
        end=found.end,
        holders=tuple(
            HoldingView(
                kind=each.holder.kind,
                id=each.holder.id,
                calendar_seconds=each.calendar / _SECOND,
                business_seconds=each.business / _SECOND,
            )
            for each in found.holders
        ),
        requests=tuple(
            RequestHoldingView(
                request=each.request,
                department=each.department,
                calendar_seconds=each.calendar / _SECOND,
                business_seconds=each.business / _SECOND,
            )
            for each in found.requests
        ),
        handovers=conversation.handovers.count,
        handovers_after_answer=conversation.handovers.after_answer,
        handed_over_often=handovers.is_often(conversation),
    )


def _department(department: Department) -> DepartmentView:
    shown = department.model_dump(exclude={"answer_within", "warn_at"})
    return DepartmentView.model_validate(shown | {"answer_within_seconds": department.answer_within // _SECOND})
