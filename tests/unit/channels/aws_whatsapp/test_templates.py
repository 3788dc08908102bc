"""The templates of a business account that is linked to AWS."""

import json
from collections.abc import Mapping

import pytest
from botocore.exceptions import ClientError

from channels.aws_whatsapp import outbound, templates
from tests.unit.channels.aws_whatsapp.test_outbound import CONNECTION, FakeSocial
from tests.unit.channels.whatsapp.test_outbound import answer
from tests.unit.channels.whatsapp.test_templates import ORDER, listed
from transom.channel import Accepted
from transom.errors import InvalidError, UnavailableError
from transom.http import new_client

KNOWN = CONNECTION.model_copy(update={"settings": {**CONNECTION.settings, "waba_id": "waba-1"}})


class FakeAccount(FakeSocial):
    """Stands for an account of three templates on two pages; one of them waits for its approval."""

    def list_whatsapp_message_templates(self, **fields: object) -> Mapping[str, object]:
        """List some."""
        self.calls.append(fields)
        if "nextToken" in fields:
            return {"templates": [{"metaTemplateId": "3", "templateStatus": "APPROVED"}]}
        known = [("1", "APPROVED"), ("2", "PENDING")]
        page = [{"metaTemplateId": number, "templateStatus": status} for number, status in known]
        return {"templates": page, "nextToken": "more"}

    def get_whatsapp_message_template(self, **fields: object) -> Mapping[str, str]:
        """Tell one."""
        return {"template": json.dumps(listed(f"t{fields['metaTemplateId']}"))}


def test_approved_templates_are_asked_for_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all pages, those that are approved."""
    account = FakeAccount()
    monkeypatch.setattr(templates, "client", lambda _: account)
    assert [each.name for each in templates.approved(KNOWN, new_client())] == ["t1", "t3"]
    assert account.calls[0]["id"] == "waba-1"


def test_what_aws_refuses_to_tell_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a missing setting is named."""

    class Refusing(FakeAccount):
        def list_whatsapp_message_templates(self, **_: object) -> Mapping[str, object]:
            raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "List")

    monkeypatch.setattr(templates, "client", lambda _: Refusing())
    with pytest.raises(UnavailableError):
        templates.approved(KNOWN, new_client())
    with pytest.raises(InvalidError):
        templates.approved(CONNECTION, new_client())


def test_a_chosen_template_is_sent_as_for_the_cloud_api(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the window is open or not."""
    service = FakeSocial()
    monkeypatch.setattr(outbound, "client", lambda _: service)
    chosen = answer("Dear Ana").model_copy(update={"template": ORDER, "is_in_window": False})
    assert isinstance(outbound.send(chosen, CONNECTION, new_client()), Accepted)
    assert service.body()["type"] == "template"
