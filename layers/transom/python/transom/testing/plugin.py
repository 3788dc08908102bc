"""The pytest plugin: `desk` is a desk of your own; override `desk_spec` to configure it, `outbox` to be the provider.

    def test_the_desk_answers(desk):
        desk.hook("telegram", "demo-telegram", update, headers={...})
        desk.settle()
        assert desk.outbox.requests

Nothing is imported until a test asks for a desk, so that the plugin costs other tests nothing.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from transom.model import Desk
    from transom.testing.desk import DeskUnderTest
    from transom.testing.fakes import Outbox


@pytest.fixture
def desk_spec() -> "Desk":
    """The configuration of the desk under test: one team that is always open, and one agent."""
    from transom.testing.samples import one_team  # noqa: PLC0415 - see above

    return one_team()


@pytest.fixture
def outbox() -> "Outbox":
    """The providers' side: records every request, and answers what `outbox.answer` returns."""
    from transom.testing.fakes import Outbox  # noqa: PLC0415 - see above

    return Outbox()


@pytest.fixture
def desk(desk_spec: "Desk", outbox: "Outbox", monkeypatch: pytest.MonkeyPatch) -> "Iterator[DeskUnderTest]":
    """A desk with its table, bus, queues, bucket and secrets on moto, its clock standing until it is moved."""
    pytest.importorskip("moto", reason="install transom[testing]")
    from transom.testing.cloud import cloud  # noqa: PLC0415 - see above
    from transom.testing.desk import DeskUnderTest  # noqa: PLC0415 - see above

    with cloud(monkeypatch) as resources:
        under_test = DeskUnderTest(resources, desk_spec, outbox, monkeypatch)
        yield under_test
        under_test.close()
