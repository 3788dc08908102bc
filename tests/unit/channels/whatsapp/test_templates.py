"""The templates of a business account, and how one is sent."""

import httpx
import pytest
from pydantic import JsonValue

from channels.whatsapp.contents import chosen
from channels.whatsapp.outbound import send
from channels.whatsapp.templates import approved
from tests.unit.channels.whatsapp.test_outbound import CONNECTION, PHOTO, answer, taken
from transom.channel import Accepted, Approved, ApprovedButton, Template
from transom.errors import InvalidError, UnavailableError
from transom.http import new_client
from transom.model import MediaKind
from transom.testing.fakes import Outbox

KNOWN = CONNECTION.model_copy(update={"settings": {**CONNECTION.settings, "waba_id": "1029"}})
ORDER = Template(name="order_sent", language="en", body={"2": "Mon\nday", "1": "Ana"}, buttons={"1": "x-77"})


def listed(name: str = "a", status: str = "APPROVED", category: str = "UTILITY", **header: JsonValue) -> JsonValue:
    """Return a template as Meta tells it."""
    components: list[JsonValue] = [
        {"type": "HEADER", **({"format": "TEXT", "text": "Order {{1}}"} | header)},
        {"type": "BODY", "text": "Dear {{1}}"},
        {"type": "FOOTER", "text": "Northwind"},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Track", "url": "https://a.example/{{1}}"}]},
    ]
    return {"name": name, "language": "en", "status": status, "category": category, "components": components, "id": "1"}


def account(*pages: JsonValue) -> Outbox:
    """Return a business account that tells its templates, page by page."""
    rest = list(pages)
    return Outbox(lambda _: httpx.Response(200, json=rest.pop(0)))


def test_approved_templates_are_listed_page_by_page() -> None:
    """With the token, of the account that the connection names."""
    outbox = account(
        {"data": [listed("a")], "paging": {"cursors": {"after": "A1"}, "next": "https://graph.test/next"}},
        {"data": [listed("b", format="IMAGE", text="")], "paging": {"cursors": {"after": "B1"}}},
    )
    first, second = approved(KNOWN, new_client(outbox.transport()))
    assert first == Approved(
        name="a",
        language="en",
        header="Order {{1}}",
        body="Dear {{1}}",
        footer="Northwind",
        buttons=(ApprovedButton(text="Track", url="https://a.example/{{1}}"),),
    )
    assert (second.name, second.header_kind) == ("b", MediaKind.IMAGE)
    assert outbox.requests[0].url.path.endswith("/1029/message_templates")
    assert outbox.requests[0].headers["authorization"].startswith("Bearer ")
    assert outbox.requests[1].url.params["after"] == "A1"


@pytest.mark.parametrize(
    "template",
    [
        listed(status="PENDING"),
        listed(category="AUTHENTICATION"),
        listed(format="LOCATION"),
        {"name": "a", "language": "en", "status": "APPROVED", "components": [{"type": "CAROUSEL"}]},
        {"name": 1},
    ],
)
def test_what_an_agent_cannot_send_is_not_listed(template: JsonValue) -> None:
    """Nor what Meta tells in a way that is not known."""
    outbox = account({"data": [template]})
    assert approved(KNOWN, new_client(outbox.transport())) == ()


def test_without_an_account_the_setting_is_named() -> None:
    """An administrator can mend it."""
    with pytest.raises(InvalidError) as caught:
        approved(CONNECTION, new_client(account().transport()))
    assert "settings.waba_id" in caught.value.fields


def test_a_refusal_to_list_is_told() -> None:
    """It may pass."""
    outbox = Outbox(lambda _: httpx.Response(400, json={"error": {"message": "no"}}))
    with pytest.raises(UnavailableError):
        approved(KNOWN, new_client(outbox.transport()))


def test_a_chosen_template_is_sent_whether_the_window_is_open_or_not() -> None:
    """Its variables are in their order, each in one line."""
    outbox = Outbox(taken)
    receipt = send(answer("Dear Ana", template=ORDER, is_in_window=False), CONNECTION, new_client(outbox.transport()))
    assert isinstance(receipt, Accepted)
    [body] = outbox.bodies
    assert body["template"] == {
        "name": "order_sent",
        "language": {"code": "en"},
        "components": [
            {"type": "body", "parameters": [{"type": "text", "text": "Ana"}, {"type": "text", "text": "Mon day"}]},
            {"type": "button", "parameters": [{"type": "text", "text": "x-77"}], "sub_type": "url", "index": "1"},
        ],
    }


def test_a_file_stands_in_the_header() -> None:
    """By the id that it was uploaded under."""
    body = chosen(answer("", PHOTO), Template(name="a", language="en", header={}), ["77"])
    assert body["template"] == {
        "name": "a",
        "language": {"code": "en"},
        "components": [{"type": "header", "parameters": [{"type": "image", "image": {"id": "77"}}]}],
    }


def test_named_variables_are_sent_by_their_names() -> None:
    """Meta knows both ways."""
    body = chosen(answer(), Template(name="a", language="en", header={"shop": "N"}, body={"name": "Ana"}), [])
    assert isinstance(body["template"], dict)
    assert body["template"]["components"] == [
        {"type": "header", "parameters": [{"type": "text", "text": "N", "parameter_name": "shop"}]},
        {"type": "body", "parameters": [{"type": "text", "text": "Ana", "parameter_name": "name"}]},
    ]
