from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.core.desk import DESK, MONDAY, conversation
from transom.core.waiting import PromiseKind, promise

HOUR = timedelta(hours=1)
FRIDAY_EVENING = datetime(2026, 11, 20, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The waiting time for an answer is about 4 hours."),
        ("de", "Die Wartezeit auf eine Antwort beträgt etwa 4 Stunden."),
        ("pl", "Czas oczekiwania na odpowiedź to mniej więcej 4 godziny."),
        ("ru", "Время ожидания ответа — примерно 4 часа."),
        ("uk", "Час очікування відповіді — приблизно 4 години."),
    ],
)
def test_an_open_desk_states_the_waiting_time(language: str, told: str) -> None:
    """In office hours the policy's target is told in the customer's language, with the brand's name."""
    promised = promise(DESK, "care", conversation(language=language), MONDAY)
    assert promised.kind is PromiseKind.WAITING
    assert told in promised.text
    assert "Northwind" in promised.text
    assert (promised.until, promised.opens_at) == (MONDAY + 4 * HOUR, None)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "We open again on Monday, 23 November, at 09:00 (UTC+1)"),
        ("de", "Wir öffnen wieder am Montag, 23. November, um 09:00 Uhr (UTC+1)"),
        ("pl", "Otwieramy ponownie: poniedziałek, 23 listopada, godz. 09:00 (UTC+1)"),
        ("ru", "Мы снова откроемся: понедельник, 23 ноября, 09:00 (UTC+1)"),
        ("uk", "Ми знову відчинимося: понеділок, 23 листопада, 09:00 (UTC+1)"),
    ],
)
def test_a_closed_desk_states_when_it_opens(language: str, told: str) -> None:
    """At the weekend the next opening is told by the desk's own clock, and no waiting time."""
    promised = promise(DESK, "care", conversation(language=language), FRIDAY_EVENING)
    assert promised.kind is PromiseKind.OPENING
    assert told in promised.text
    assert promised.opens_at == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert promised.until == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_shortly_before_closing_the_day_of_the_answer_is_told() -> None:
    """Four working hours that begin at four in the afternoon are not over at eight in the evening."""
    promised = promise(DESK, "care", conversation(), MONDAY + 7 * HOUR)
    assert promised.kind is PromiseKind.UNTIL
    assert "by Tuesday, 17 November, at 12:00 (UTC+1)" in promised.text
    assert promised.until == MONDAY + 27 * HOUR


def test_each_team_has_its_own_promise() -> None:
    """The team that is asked for decides; else the conversation's, else the default one."""
    assert "about 1 hour." in promise(DESK, "refunds", conversation(), MONDAY).text
    assert "about 1 hour." in promise(DESK, None, conversation(team="refunds"), MONDAY).text
    assert "about 4 hours." in promise(DESK, None, conversation(), MONDAY).text


def test_summer_time_is_told_as_such() -> None:
    """The distance from UTC is that of the day that is told."""
    promised = promise(DESK, "care", conversation(), datetime(2026, 7, 4, tzinfo=UTC))
    assert "Monday, 6 July, at 09:00 (UTC+2)" in promised.text


@pytest.mark.parametrize(
    ("zone", "told"), [("Asia/Kolkata", "(UTC+5:30)"), ("America/New_York", "(UTC-5)"), ("UTC", "(UTC)")]
)
def test_the_desks_zone_is_named(zone: str, told: str) -> None:
    """Customers elsewhere can tell when that is for them, also east and west of round hours."""
    office = DESK.calendars[0].model_copy(update={"time_zone": zone})
    desk = DESK.model_copy(update={"calendars": (office, *DESK.calendars[1:])})
    assert told in promise(desk, "care", conversation(), datetime(2026, 11, 21, 12, tzinfo=UTC)).text


def test_the_brands_language_stands_in() -> None:
    """A customer whose language is unknown, or not spoken here, is answered in the brand's."""
    brand = DESK.brand.model_copy(update={"language": "pl"})
    desk = DESK.model_copy(update={"brand": brand})
    for language in (None, "it"):
        assert promise(desk, "care", conversation(language=language), MONDAY).text.startswith("Dzień dobry")


def test_nothing_that_the_sender_wrote_is_sent_on() -> None:
    """An automatic answer is no relay: a name that holds an advertisement does not reach a stranger's mailbox."""
    promised = promise(DESK, "care", conversation(contact_name="Visit spam.example", subject="Win!"), MONDAY)
    assert "spam" not in promised.text
    assert "Win" not in promised.text
