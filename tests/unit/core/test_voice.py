"""Brands that speak to their customers in words of their own."""

import pytest
from pydantic import ValidationError

from tests.unit.core.desk import DESK, DOOR, MONDAY, conversation
from transom.core.promises import judge
from transom.core.soundness import check
from transom.core.waiting import promise
from transom.errors import InvalidError
from transom.model import Brand, Desk, Promised, Voice

VOICE = {
    "thanks": "Hi, thanks for writing to {{brand.name}}!",
    "opening": "Back at the desk on {{wait.moment}}.",
    "waiting": "Give us {{wait.duration}}.",
    "slipped": "Sorry, {{conversation.code}} takes longer.",
    "closing": "Your crew",
}


def speaking(**brands: object) -> Desk:
    """Return the desk whose first brand has a voice in English, and what else is given."""
    desk = DESK.model_dump(mode="json")
    return check(Desk.model_validate(desk | {"brand": {**desk["brand"], "voice": {"en": VOICE}}} | brands))


def test_a_brand_says_it_in_its_own_words() -> None:
    """The beginning, the waiting time and the end are the brand's, with their variables filled in."""
    told = promise(speaking(), "refunds", conversation(language="en"), MONDAY)
    assert told.text == "Hi, thanks for writing to Northwind!\n\nGive us 1 hour.\n\nYour crew"


def test_another_language_is_spoken_as_usual() -> None:
    """Who has words for English alone answers a Pole in the desk's Polish."""
    told = promise(speaking(), "refunds", conversation(language="pl"), MONDAY)
    assert told.text.startswith("Dzień dobry,")
    assert told.text.endswith("Northwind")


def test_what_a_voice_leaves_out_is_said_as_usual() -> None:
    """The sentence of a deadline is the desk's; what stands around it is the brand's."""
    late = MONDAY.replace(hour=15, minute=30)
    told = promise(speaking(), "care", conversation(language="en"), late)
    assert "You will have our answer by" in told.text
    assert told.text.endswith("Your crew")


def test_a_slipped_promise_is_told_in_the_brands_words() -> None:
    """The update is from the same voice as the answer."""
    waiting = conversation(language="en", promise=Promised(until=MONDAY, made_at=MONDAY))
    _, (_, update) = judge(waiting, speaking(), MONDAY, str)
    assert update.text == f"Sorry, {waiting.code} takes longer.\n\nYour crew"


def test_another_brand_presents_itself() -> None:
    """A connection's customers know that connection's brand: its name, its language and its voice."""
    shop = {"id": DOOR.connection, "channel": "telegram", "name": "Shop", "brand": "southwind"}
    southwind = {"id": "southwind", "name": "Southwind", "language": "de"}
    desk = speaking(brands=[southwind], connections=[shop])
    told = promise(desk, "refunds", conversation(language=None), MONDAY)
    assert told.text.startswith("Guten Tag,\n\nvielen Dank für Ihre Nachricht an Southwind.")
    assert told.text.endswith("\n\nSouthwind")


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("waiting", "Soon.", r"has to state \{\{wait.duration\}\}"),
        ("between", "From {{wait.low}} on", r"has to state \{\{wait.high\}\}"),
        ("opening", "We open {{moment}}", "there is no variable 'moment'"),
        ("thanks", "Thanks, {{wait.duration}}", "there is no variable 'wait.duration'"),
        ("thanks", "Hello {{contact.first_name}}", "there is no variable 'contact.first_name'"),
        ("closing", " ", "pattern"),
    ],
)
def test_a_sentence_states_what_it_is_for(field: str, text: str, reason: str) -> None:
    """A waiting time that is not told, and a variable that is unknown or that a stranger fills, are refused."""
    with pytest.raises(ValidationError, match=reason):
        Voice.model_validate({field: text})


def test_a_language_that_the_desk_cannot_tell_times_in_is_refused() -> None:
    """With its place; nothing of it is kept."""
    brand = Brand.model_validate({**DESK.brand.model_dump(mode="json"), "voice": {"it": {"closing": "Ciao"}}})
    with pytest.raises(InvalidError) as refused:
        check(DESK.model_copy(update={"brand": brand}))
    assert "brand.voice.it" in refused.value.fields
