# ruff: noqa: RUF001 - Cyrillic has letters that look like Latin ones
"""The desk's own sentences, in each language that it speaks: data, and the few rules for numbers and dates."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

type Plural = Callable[[int], int]
type Forms = tuple[str, ...]

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_FIVE_MINUTES = 5 * _MINUTE
_EXACT_UP_TO = 10 * _MINUTE
_HOURS_UP_TO = 2 * _DAY


def _two_forms(count: int) -> int:
    return 0 if count == 1 else 1


def _is_few(count: int) -> bool:
    return count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}


def _polish(count: int) -> int:
    if count == 1:
        return 0
    return 1 if _is_few(count) else 2


def _east_slavic(count: int) -> int:
    if count % 10 == 1 and count % 100 != 11:  # noqa: PLR2004 - the grammar's own numbers
        return 0
    return 1 if _is_few(count) else 2


def _ceil(length: timedelta, unit: timedelta) -> timedelta:
    return -(-length // unit) * unit


@dataclass(frozen=True)
class Language:
    """One language: its sentences, and its forms of units, weekdays and months."""

    thanks: str
    waiting: str
    until: str
    opening: str
    moment: str
    plural: Plural
    minutes: Forms
    hours: Forms
    days: Forms
    weekdays: Forms
    months: Forms

    def duration(self, length: timedelta) -> str:
        """Return a length as people say it, rounded up: a promise is not shortened."""
        rounded = max(_MINUTE, _ceil(length, _MINUTE if length <= _EXACT_UP_TO else _FIVE_MINUTES))
        if rounded < _HOUR:
            return self._counted(rounded // _MINUTE, self.minutes)
        if rounded < _HOURS_UP_TO:
            return self._counted(_ceil(rounded, _HOUR) // _HOUR, self.hours)
        return self._counted(_ceil(rounded, _DAY) // _DAY, self.days)

    def date_and_time(self, at: datetime) -> str:
        """Return a moment in its own time zone, which is named."""
        return self.moment.format(
            weekday=self.weekdays[at.weekday()], day=at.day, month=self.months[at.month - 1], time=f"{at:%H:%M}"
        )

    def _counted(self, count: int, forms: Forms) -> str:
        return f"{count} {forms[self.plural(count)]}"


ENGLISH = Language(
    thanks="Hello,\n\nthank you for writing to {brand}. We have received your message.",
    waiting="The waiting time for an answer is about {duration}.",
    until="You will have our answer by {moment}.",
    opening="We are closed at the moment. We open again on {moment}, and will attend to your message then.",
    moment="{weekday}, {day} {month}, at {time}",
    plural=_two_forms,
    minutes=("minute", "minutes"),
    hours=("hour", "hours"),
    days=("day", "days"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)

GERMAN = Language(
    thanks="Guten Tag,\n\nvielen Dank für Ihre Nachricht an {brand}. Sie ist bei uns eingegangen.",
    waiting="Die Wartezeit auf eine Antwort beträgt etwa {duration}.",
    until="Sie erhalten unsere Antwort spätestens am {moment}.",
    opening="Wir haben gerade geschlossen. Wir öffnen wieder am {moment}, und kümmern uns dann um Ihre Nachricht.",
    moment="{weekday}, {day}. {month}, um {time} Uhr",
    plural=_two_forms,
    minutes=("Minute", "Minuten"),
    hours=("Stunde", "Stunden"),
    days=("Tag", "Tage"),
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
)

POLISH = Language(
    thanks="Dzień dobry,\n\ndziękujemy za wiadomość do {brand}. Otrzymaliśmy ją.",
    waiting="Czas oczekiwania na odpowiedź to mniej więcej {duration}.",
    until="Odpowiemy najpóźniej: {moment}.",
    opening="Teraz mamy zamknięte. Otwieramy ponownie: {moment} – wtedy zajmiemy się Państwa wiadomością.",
    moment="{weekday}, {day} {month}, godz. {time}",
    plural=_polish,
    minutes=("minuta", "minuty", "minut"),
    hours=("godzina", "godziny", "godzin"),
    days=("dzień", "dni", "dni"),
    weekdays=("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"),
    months=(
        *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
        *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
    ),
)

RUSSIAN = Language(
    thanks="Здравствуйте!\n\nСпасибо, что написали в {brand}. Мы получили ваше сообщение.",
    waiting="Время ожидания ответа — примерно {duration}.",
    until="Мы ответим не позднее этого времени: {moment}.",
    opening="Сейчас мы закрыты. Мы снова откроемся: {moment} — и тогда займёмся вашим сообщением.",
    moment="{weekday}, {day} {month}, {time}",
    plural=_east_slavic,
    minutes=("минута", "минуты", "минут"),
    hours=("час", "часа", "часов"),
    days=("день", "дня", "дней"),
    weekdays=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    months=(
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
)

UKRAINIAN = Language(
    thanks="Вітаємо!\n\nДякуємо, що написали до {brand}. Ми отримали ваше повідомлення.",
    waiting="Час очікування відповіді — приблизно {duration}.",
    until="Ми відповімо не пізніше цього часу: {moment}.",
    opening="Зараз ми зачинені. Ми знову відчинимося: {moment} — і тоді візьмемося за ваше повідомлення.",
    moment="{weekday}, {day} {month}, {time}",
    plural=_east_slavic,
    minutes=("хвилина", "хвилини", "хвилин"),
    hours=("година", "години", "годин"),
    days=("день", "дні", "днів"),
    weekdays=("понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"),
    months=(
        *("січня", "лютого", "березня", "квітня", "травня", "червня"),
        *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
    ),
)

LANGUAGES = {"en": ENGLISH, "de": GERMAN, "pl": POLISH, "ru": RUSSIAN, "uk": UKRAINIAN}


def spoken(*wishes: str | None) -> Language:
    """Return the first wished language that the desk speaks, or English; `de-AT` is German."""
    tags = (wish.replace("_", "-").partition("-")[0].lower() for wish in wishes if wish)
    return next((LANGUAGES[tag] for tag in tags if tag in LANGUAGES), ENGLISH)
