"""What a department is written: the question, by when to answer it, and nothing of the customer unless meant."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from transom.core.templates import spoken
from transom.core.waiting import moment_told
from transom.model import Conversation, Department, Desk, Entry, EntryName, Frozen, Request

_SUBJECT = 80


class Letter(Frozen):
    """The words of a mail to a department."""

    subject: str
    text: str


class _Words(NamedTuple):
    asked: str
    late: str
    handed: str
    cancelled: str
    until: str
    answer: str
    customer: str


_WORDS = {
    "en": _Words(
        asked="{name} asks {department}:",
        late="This is overdue, and yours from now on:",
        handed="This is yours from now on:",
        cancelled="No answer is needed any more:",
        until="Please answer by {moment}.",
        answer="Answer to this mail; the customer does not see it.",
        customer="Customer: {customer}",
    ),
    "pl": _Words(
        asked="{name} pyta dział {department}:",
        late="Ten termin minął, a sprawa jest teraz po Twojej stronie:",
        handed="Ta sprawa jest teraz po Twojej stronie:",
        cancelled="Odpowiedź nie jest już potrzebna:",
        until="Prosimy o odpowiedź do {moment}.",
        answer="Wystarczy odpowiedzieć na tę wiadomość; klient jej nie zobaczy.",
        customer="Klient: {customer}",
    ),
    "ru": _Words(
        asked="{name} спрашивает отдел {department}:",
        late="Срок истёк, теперь вопрос за вами:",
        handed="Теперь этот вопрос за вами:",
        cancelled="Ответ больше не нужен:",
        until="Пожалуйста, ответьте до {moment}.",
        answer="Ответьте на это письмо; клиент ответа не увидит.",
        customer="Клиент: {customer}",
    ),
}


def letter(told: Entry, request: Request, conversation: Conversation, desk: Desk, question: str) -> Letter:
    """Return the mail that an entry about a request is; `question` is the whole of what was asked first."""
    words = _WORDS.get(desk.brand.language.partition("-")[0], _WORDS["en"])
    department = next((each for each in desk.departments if each.id == request.department), None)
    name = department.name if department else request.department
    lead = {
        EntryName.REQUEST_REASSIGNED: words.handed,
        EntryName.REQUEST_BREACHED: words.late,
        EntryName.REQUEST_CANCELLED: words.cancelled,
    }.get(told.name, words.asked.format(name=told.actor.name, department=name))
    said = told.text if told.name is EntryName.REQUEST_ASKED and told.text else question
    parts = [lead, said.strip()]
    if told.name is EntryName.REQUEST_CANCELLED:
        parts += [told.text] if told.text else []
    else:
        parts.append(f"{words.until.format(moment=_due(request, department, desk))}\n{words.answer}")
    if request.shows_customer:
        customer = f"{conversation.contact_name} <{conversation.door.address}>".strip()
        parts.append(words.customer.format(customer=customer))
    return Letter(subject=_subject(name, question), text="\n\n".join(parts))


def _subject(department: str, question: str) -> str:
    line = " ".join(question.split())
    return f"{department}: {line if len(line) <= _SUBJECT else f'{line[: _SUBJECT - 1]}…'}"


def _due(request: Request, department: Department | None, desk: Desk) -> str:
    calendar = department.calendar if department else request.clock.calendar
    zone = next((each.zone for each in desk.calendars if each.id == calendar), ZoneInfo("UTC"))
    return moment_told(request.clock.due_at, zone, spoken(desk.brand.language))
