"""The configuration, record by record, and who changed it."""

from api import configuring
from api.automation_views import AuditPage, AuditView, NewSetting, SettingChanged, SettingPage, SettingView
from api.bodies import PageQuery
from api.call import Call
from api.endpoint import endpoint
from transom.model import Role


@endpoint("GET", "/v1/settings/{part}", role=Role.ADMIN)
def list_settings(call: Call, part: str, query: PageQuery) -> SettingPage:
    """List the records of one part of the configuration, such as `automations`, in their order."""
    version = call.store.desk.version()
    page = configuring.page(call.desk, part, query.limit, query.cursor)
    items = tuple(SettingView(id=record_id, record=record) for record_id, record in page.items)
    return SettingPage(items=items, next=page.next, version=version)


@endpoint("PUT", "/v1/settings/{part}/{record_id}", role=Role.ADMIN, is_replayed=True)
def put_setting(call: Call, part: str, record_id: str, version: int, body: NewSetting) -> SettingChanged:
    """Add a record, or put it in the place of the one that has its id; `If-Match` names the configuration's version."""
    after = configuring.with_record(call.desk, part, record_id, body.record, body.place)
    return configuring.apply(call, after, version)


@endpoint("DELETE", "/v1/settings/{part}/{record_id}", role=Role.ADMIN, is_replayed=True)
def remove_setting(call: Call, part: str, record_id: str, version: int) -> SettingChanged:
    """Remove a record that no other one names."""
    return configuring.apply(call, configuring.without_record(call.desk, part, record_id), version)


@endpoint("GET", "/v1/audit", role=Role.ADMIN)
def list_audit(call: Call, query: PageQuery) -> AuditPage:
    """List who changed what of the configuration, the newest first."""
    page = call.store.desk.history(query.limit, query.cursor)
    items = tuple(AuditView.model_validate(each, from_attributes=True) for each in page.items)
    return AuditPage(items=items, next=page.next)
