# ruff: noqa: RUF001 - Chinese and Japanese have brackets of their own
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transom.core.templates import LANGUAGES, spoken

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (1, ["1 minute", "1 Minute", "1 minuta", "1 минута", "1 хвилина"]),
        (2, ["2 minutes", "2 Minuten", "2 minuty", "2 минуты", "2 хвилини"]),
        (5, ["5 minutes", "5 Minuten", "5 minut", "5 минут", "5 хвилин"]),
        (60, ["1 hour", "1 Stunde", "1 godzina", "1 час", "1 година"]),
        (120, ["2 hours", "2 Stunden", "2 godziny", "2 часа", "2 години"]),
        (12 * 60, ["12 hours", "12 Stunden", "12 godzin", "12 часов", "12 годин"]),
        (21 * 60, ["21 hours", "21 Stunden", "21 godzin", "21 час", "21 година"]),
        (22 * 60, ["22 hours", "22 Stunden", "22 godziny", "22 часа", "22 години"]),
        (11 * 1440, ["11 days", "11 Tage", "11 dni", "11 дней", "11 днів"]),
        (3 * 1440, ["3 days", "3 Tage", "3 dni", "3 дня", "3 дні"]),
        (21 * 1440, ["21 days", "21 Tage", "21 dni", "21 день", "21 день"]),
        (112 * 1440, ["112 days", "112 Tage", "112 dni", "112 дней", "112 днів"]),
    ],
)
def test_a_number_takes_the_right_form_of_its_unit(minutes: int, expected: list[str]) -> None:
    """Each language counts by its own grammar."""
    told = [LANGUAGES[tag].duration(minutes * MINUTE) for tag in ("en", "de", "pl", "ru", "uk")]
    assert told == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (1, ["1 minute", "1 minuto", "1 minuto", "1 分钟", "1 分"]),
        (5, ["5 minutes", "5 minutos", "5 minutos", "5 分钟", "5 分"]),
        (60, ["1 heure", "1 hora", "1 hora", "1 小时", "1 時間"]),
        (120, ["2 heures", "2 horas", "2 horas", "2 小时", "2 時間"]),
        (3 * 1440, ["3 jours", "3 días", "3 dias", "3 天", "3 日"]),
    ],
)
def test_languages_of_two_forms_and_of_one(minutes: int, expected: list[str]) -> None:
    """The Romance languages tell one from many; Chinese and Japanese do not."""
    assert [LANGUAGES[tag].duration(minutes * MINUTE) for tag in ("fr", "es", "pt", "zh", "ja")] == expected


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "1 minute"),
        (90, "2 minutes"),
        (660, "15 minutes"),
        (1800, "30 minutes"),
        (3301, "1 hour"),
        (5400, "2 hours"),
        (7200, "2 hours"),
        (7201, "3 hours"),
        (86400, "24 hours"),
        (47 * 3600, "47 hours"),
        (48 * 3600, "2 days"),
        (49 * 3600, "3 days"),
    ],
)
def test_a_length_is_said_as_people_say_it(seconds: int, told: str) -> None:
    """Nobody counts 7200 seconds, and a promise is never rounded down."""
    assert LANGUAGES["en"].duration(timedelta(seconds=seconds)) == told


@given(st.integers(1, 90 * 86400), st.sampled_from(sorted(LANGUAGES)))
def test_a_length_is_never_shortened(seconds: int, tag: str) -> None:
    """The number and unit that are told cover the length, and the next smaller number would not by far."""
    language, length = LANGUAGES[tag], timedelta(seconds=seconds)
    count, unit = language.duration(length).split()
    units = {**dict.fromkeys(language.minutes, MINUTE), **dict.fromkeys(language.hours, 60 * MINUTE)}
    size = units.get(unit, 1440 * MINUTE)
    assert int(count) * size >= length
    assert (int(count) - 1) * size < length + 5 * MINUTE


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en", "Monday, 23 November, at 09:00"),
        ("de", "Montag, 23. November, um 09:00 Uhr"),
        ("pl", "poniedziałek, 23 listopada, godz. 09:00"),
        ("ru", "понедельник, 23 ноября, 09:00"),
        ("uk", "понеділок, 23 листопада, 09:00"),
        ("fr", "lundi 23 novembre à 09:00"),
        ("es", "lunes, 23 de noviembre, 09:00 h"),
        ("pt", "segunda-feira, 23 de novembro, às 09:00"),
        ("zh", "11月23日（星期一）09:00"),
        ("ja", "11月23日（月曜日）09:00"),
    ],
)
def test_a_moment_is_told_in_the_languages_own_way(tag: str, told: str) -> None:
    """Weekday, day, month in its right case, and the time by 24 hours."""
    assert LANGUAGES[tag].date_and_time(datetime(2026, 11, 23, 9, tzinfo=UTC)) == told


@pytest.mark.parametrize("tag", sorted(LANGUAGES))
def test_every_language_is_complete(tag: str) -> None:
    """Seven weekdays, twelve months, and a form of each unit for each plural."""
    language = LANGUAGES[tag]
    assert (len(set(language.weekdays)), len(set(language.months))) == (7, 12)
    forms = {language.plural(count) for count in range(200)}
    assert {len(language.minutes), len(language.hours), len(language.days)} == {len(forms)}
    assert all(asdict(language).values())


@pytest.mark.parametrize(
    ("wishes", "tag"),
    [
        (["pl"], "pl"),
        (["de-AT"], "de"),
        (["IT_it", "uk"], "uk"),
        (["PT_br"], "pt"),
        ([None, "ru"], "ru"),
        (["it"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_the_desk_speaks(wishes: list[str | None], tag: str) -> None:
    """The customer's language if the desk speaks it, else the brand's, else English."""
    assert spoken(*wishes) is LANGUAGES[tag]
