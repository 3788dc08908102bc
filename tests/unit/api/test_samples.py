"""The samples under `events/api/`, which `sam local invoke` and integrators use."""

import pytest

from api.app import handler
from tests.samples import EVENTS, hook_event

STATUSES = {"answer": 202, "assign": 200, "list-conversations": 200, "read-timeline": 200, "submit-form": 202}


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(("case", "status"), STATUSES.items())
def test_a_sample_is_answered(case: str, status: int) -> None:
    """Each sample is a whole event: the function takes it as it stands."""
    assert handler(hook_event(f"api/{case}"), None)["statusCode"] == status


def test_every_sample_is_tried() -> None:
    """No sample lies about unused."""
    assert {path.stem for path in (EVENTS / "api").glob("*.json")} == STATUSES.keys()
