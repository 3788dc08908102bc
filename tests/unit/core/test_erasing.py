from tests.unit.core.desk import received
from transom.core import erasing


def test_an_erased_message_says_nothing_of_whom_it_came_from() -> None:
    """Neither what was written, nor any token or id by which the provider knows it."""
    before = received().model_copy(update={"read_token": "token", "provider_message_id": "7", "references": ("6",)})
    after = erasing.entry(before)
    assert (after.text, after.door, after.actor.id, after.actor.name) == (None, None, "", "")
    assert (after.read_token, after.provider_message_id, after.references) == (None, None, ())
