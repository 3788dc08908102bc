"""How tense a conversation is: what its customer says and how, how long they wait, and why that is thought."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache

from transom.core.grievances import GRIEVANCES, Mood
from transom.core.lexicon import Found, Lexicon
from transom.core.words import words
from transom.model import Clock, Conversation, Radar, Reason, Sign, Tension

POINTS = {
    Sign.LEGAL: 40,
    Sign.PUBLIC: 35,
    Sign.INSULT: 30,
    Sign.LEAVING: 20,
    Sign.ASKED_BEFORE: 25,
    Sign.MOOD: 25,
    Sign.REFUND: 15,
    Sign.UNANSWERED: 20,
    Sign.CLOCK: 20,
    Sign.URGENCY: 15,
    Sign.SHOUTING: 15,
    Sign.RETURNED: 15,
}
"""What a sign is worth at most."""
MOST_READ = 3_000
"""Characters of the beginning and of the end of a long text that are read."""
_FULL_MOOD = 4.0
"""How many bad words more than good ones make the mood as bad as can be."""
_INTENSIFIED = 1.5
_REACH = 2
"""How many words back a negation turns a word, or an intensifier strengthens it."""
_FULL_WAIT = 3
_FEWEST_CAPITALS = 12
MIXED_IN = "en"
"""Read beside the text's own language: people mix it in."""
_MOST_SHOWN = 5


def heard(before: Tension | None, text: str, language: str | None, radar: Radar, now: datetime) -> Tension:
    """Return how tense a conversation is after a message of its customer's; what was said before counts half."""
    waiting = before.waiting + 1 if before else 1
    reasons = [*_said(text, language, radar), *_unanswered(waiting, radar)]
    earlier = before.eased().reasons if before else ()
    kept = [reason for reason in earlier if reason.sign not in {each.sign for each in reasons}]
    play = before.play if before else None
    return Tension(reasons=tuple(reasons + kept), waiting=waiting, at=now, play=play)


def watched(conversation: Conversation, radar: Radar, now: datetime) -> Conversation:
    """Return the conversation with what its clocks say of its tension."""
    tension = conversation.tension
    if tension is None or not radar.is_on:
        return conversation
    share = max((_used(clock, now) for clock in conversation.clocks), default=0.0)
    worth = int(_worth(Sign.CLOCK, radar) * share)
    others = tuple(reason for reason in tension.reasons if reason.sign is not Sign.CLOCK)
    clock = (Reason(sign=Sign.CLOCK, points=worth),) if worth else ()
    return conversation.model_copy(update={"tension": tension.model_copy(update={"reasons": (*others, *clock)})})


def returned(tension: Tension, radar: Radar) -> Tension:
    """Return the tension of a customer who is back after their matter was solved, or with another one so soon."""
    if any(reason.sign is Sign.RETURNED for reason in tension.reasons):
        return tension
    reason = Reason(sign=Sign.RETURNED, points=_worth(Sign.RETURNED, radar))
    return tension.model_copy(update={"reasons": (*tension.reasons, reason)}) if reason.points else tension


def _said(text: str, language: str | None, radar: Radar) -> Iterator[Reason]:
    read = _read(text, radar)
    spoken = (language or "").partition("-")[0]
    found = [list(_lexicon(name).found_in(read)) for name in dict.fromkeys((spoken, MIXED_IN)) if name in GRIEVANCES]
    for sign in Sign:
        yield from _reason(sign, 1.0, (each.said for part in found for each in part if each.meaning is sign), radar)
    moods = [each for part in found for each in _moods(part)]
    share = min(1.0, sum(bad for bad, _ in moods) / _FULL_MOOD)
    yield from _reason(Sign.MOOD, share, (said for bad, said in moods if bad > 0), radar)
    yield from _own(read, spoken, radar)
    if _shouts(text):
        yield from _worthy(Reason(sign=Sign.SHOUTING, points=_worth(Sign.SHOUTING, radar)))


def _read(text: str, radar: Radar) -> list[str]:
    """Return the words of a text without what the desk ignores."""
    is_long = len(text) > 2 * MOST_READ
    read = words(f"{text[:MOST_READ]} {text[-MOST_READ:]}" if is_long else text)
    ignored = Lexicon({Sign.OWN: "|".join(radar.ignored)}).found_in(read)
    left_out = {at for each in ignored for at in range(each.at, each.at + each.said.count(" ") + 1)}
    return [word for at, word in enumerate(read) if at not in left_out]


def _reason(sign: Sign, share: float, said: Iterable[str], radar: Radar) -> Iterable[Reason]:
    found = tuple(dict.fromkeys(said))[:_MOST_SHOWN]
    return _worthy(Reason(sign=sign, points=int(_worth(sign, radar) * share), words=found)) if found else ()


def _own(read: Sequence[str], spoken: str, radar: Radar) -> Iterator[Reason]:
    for phrase in radar.phrases:
        if not phrase.languages or spoken in phrase.languages:
            found = tuple(dict.fromkeys(each.said for each in Lexicon({Sign.OWN: phrase.words}).found_in(read)))
            if found:
                yield Reason(sign=Sign.OWN, points=phrase.points, words=found[:_MOST_SHOWN])


def _moods(found: Sequence[Found[Sign | Mood]]) -> Iterator[tuple[float, str]]:
    """Yield how bad each word of a mood is, negative if it is good, as it is turned and strengthened."""
    turning, stronger = ({each.at for each in found if each.meaning is mood} for mood in (Mood.TURNS, Mood.STRENGTHENS))
    for each in found:
        mood = (each.meaning is Mood.BAD) - (each.meaning is Mood.GOOD)
        near = range(each.at - _REACH, each.at)
        turned = mood if turning.isdisjoint(near) else -mood
        yield turned * (1 if stronger.isdisjoint(near) else _INTENSIFIED), each.said


def _unanswered(waiting: int, radar: Radar) -> Iterator[Reason]:
    share = min(waiting - 1, _FULL_WAIT) / _FULL_WAIT
    yield from _worthy(Reason(sign=Sign.UNANSWERED, points=int(_worth(Sign.UNANSWERED, radar) * share)))


def _used(clock: Clock, now: datetime) -> float:
    """Return how near a running clock is to its end: nothing at half of its time, all of it once it is missed."""
    if clock.stopped_at or clock.due_at is None:
        return 0.0
    whole = (clock.due_at - clock.started_at).total_seconds()
    share = (now - clock.started_at).total_seconds() / whole if whole > 0 else 1.0
    return min(1.0, max(0.0, 2 * share - 1))


def _shouts(text: str) -> bool:
    """Tell whether most of a text is in capitals, or it ends in many exclamation marks."""
    letters = [char for char in text if char.isalpha() and char.lower() != char.upper()]
    capitals = sum(char.isupper() for char in letters)
    is_loud = len(letters) >= _FEWEST_CAPITALS and capitals > 0.7 * len(letters)
    return is_loud or re.search(r"[!?\uff01\uff1f]{3,}", text) is not None


def _worth(sign: Sign, radar: Radar) -> int:
    return radar.points.get(sign, POINTS.get(sign, 0))


def _worthy(reason: Reason) -> Iterable[Reason]:
    return (reason,) if reason.points > 0 else ()


@cache
def _lexicon(language: str) -> Lexicon[Sign | Mood]:
    return Lexicon(GRIEVANCES[language])
