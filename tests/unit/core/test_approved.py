"""Templates that a provider has approved."""

import pytest

from transom.channel import Approved, ApprovedButton, Template
from transom.core.approved import faults, filled, variables
from transom.model import MediaKind

ORDER = Approved(
    name="order_sent",
    language="en",
    header="Order {{1}}",
    body="Dear {{1}}, it comes on {{2}}.",
    footer="Northwind",
    buttons=(
        ApprovedButton(text="Stop"),
        ApprovedButton(text="Track", url="https://shop.example.com/t/{{1}}"),
        ApprovedButton(text="Shop", url="https://shop.example.com"),
    ),
)
NAMED = Approved(name="hello", language="pl", body="Dzień dobry, {{ name }}! {{name}}?")
WHOLE = Template(
    name="order_sent", language="en", header={"1": "77"}, body={"1": "Ana", "2": " Monday\n"}, buttons={"1": "x-77"}
)


def test_the_variables_of_each_part_are_found() -> None:
    """Numbered or named, each once; a button has one at the end of its address."""
    told = variables(ORDER)
    assert (told.header, told.body, told.buttons) == (("1",), ("1", "2"), ("1",))
    assert variables(NAMED).body == ("name",)


def test_a_filled_template_reads_as_the_customer_reads_it() -> None:
    """In one line each, as providers take variables."""
    assert filled(ORDER, WHOLE) == (
        "Order 77\n\nDear Ana, it comes on Monday.\n\nNorthwind\n\n"
        "Track: https://shop.example.com/t/x-77\n\nShop: https://shop.example.com"
    )
    assert filled(NAMED, Template(name="hello", language="pl", body={"name": "Ana"})) == "Dzień dobry, Ana! Ana?"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"body": {"1": "Ana"}}, {"template.body.2": "is missing"}),
        ({"body": {"1": "Ana", "2": "  "}}, {"template.body.2": "is missing"}),
        ({"header": {}}, {"template.header.1": "is missing"}),
        ({"buttons": {}}, {"template.buttons.1": "is missing"}),
        ({"body": {"1": "a", "2": "b", "3": "c"}}, {"template.body.3": "is no variable of the template"}),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, object], fault: dict[str, str]) -> None:
    """Each variable has its field."""
    assert faults(ORDER, WHOLE, []) == {}
    assert faults(ORDER, WHOLE.model_copy(update=change), []) == fault


@pytest.mark.parametrize(
    ("header", "files", "is_fit"),
    [
        (None, [], True),
        (None, [MediaKind.IMAGE], False),
        (MediaKind.IMAGE, [MediaKind.IMAGE], True),
        (MediaKind.IMAGE, [MediaKind.FILE], False),
        (MediaKind.IMAGE, [], False),
        (MediaKind.FILE, [MediaKind.IMAGE], True),
        (MediaKind.VIDEO, [MediaKind.VIDEO, MediaKind.VIDEO], False),
    ],
)
def test_a_template_may_want_a_file(*, header: MediaKind | None, files: list[MediaKind], is_fit: bool) -> None:
    """One, of its kind, and else none; any file is a document."""
    approved = Approved(name="a", language="en", body="x", header_kind=header)
    assert (faults(approved, Template(name="a", language="en"), files) == {}) is is_fit
