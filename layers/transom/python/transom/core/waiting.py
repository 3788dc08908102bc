"""What a customer may be told about the waiting time: nothing that the desk does not mean to keep."""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from transom.core.estimates import Estimate
from transom.core.templates import Language
from transom.core.terms import Terms
from transom.core.voice import language_of, said
from transom.model import Conversation, Desk, Frozen, Instant, Target


class PromiseKind(StrEnum):
    """What is stated: how long it takes, by when it is done, or when the desk opens."""

    WAITING = "waiting"
    UNTIL = "until"
    OPENING = "opening"


class Promise(Frozen):
    """What the automatic answer states; kept if the first response comes by `until`."""

    kind: PromiseKind
    until: Instant
    opens_at: Instant | None = None
    text: str


def promise(
    desk: Desk, team: str | None, conversation: Conversation, now: datetime, estimate: Estimate | None = None
) -> Promise:
    """Return the automatic answer: the waiting time as it is estimated, or else by the team's policy.

    While the desk is closed it tells when that opens.
    """
    terms = Terms.of(desk, team or conversation.team, conversation)
    language = language_of(conversation, desk)
    length = estimate.high if estimate else terms.limit(Target.FIRST_RESPONSE) or terms.policy.first_response
    until = terms.calendar.add(now, length)
    opens_at = None if terms.calendar.is_open(now) else terms.calendar.next_opening(now)
    if opens_at:
        kind, told = PromiseKind.OPENING, language.opening
    elif until - now == length:
        kind, told = PromiseKind.WAITING, language.waiting
    else:
        kind, told = PromiseKind.UNTIL, language.until
    wait = _wait(language, estimate, length) | {"wait_moment": moment_told(opens_at or until, terms.zone, language)}
    if kind is PromiseKind.WAITING and wait["wait_low"] != wait["wait_high"]:
        told = language.between
    text = said((language.thanks, told, language.closing), conversation, desk, **wait)
    return Promise(kind=kind, until=until, opens_at=opens_at, text=text)


def _wait(language: Language, estimate: Estimate | None, length: timedelta) -> dict[str, str]:
    high = language.duration(length)
    low = language.duration(estimate.low) if estimate else high
    return {"wait_duration": high, "wait_low": low, "wait_high": high}


def moment_told(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return a moment in a language, with the distance of its zone from UTC."""
    local = at.astimezone(zone)
    return f"{language.date_and_time(local)} ({_offset(local)})"


def _offset(local: datetime) -> str:
    """Return the distance from UTC as in `UTC+1` or `UTC+5:30`, which every language reads."""
    minutes = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "-"
    return "UTC" + (f"{sign}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")
