"""How tense a conversation is: what its customer says and how, how long they wait, and why that is thought."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache

from transom.core.calendars import Calendar
from transom.core.grievances import EVERYDAY, GRIEVANCES, Mood
from transom.core.lexicon import Found, Lexicon
from transom.core.words import words
from transom.model import Clock, Conversation, Desk, Radar, Reason, Sentiment, Sign, Tension

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
_CYRILLIC = re.compile(r"[\u0400-\u04ff]{2}")
_TENSE = frozenset({*Sign, Mood.BAD})


def heard(before: Tension | None, text: str, language: str | None, radar: Radar, now: datetime) -> Tension:
    """Return how tense a conversation is after a message of its customer's; what was said before counts half."""
    waiting = before.waiting + 1 if before else 1
    read, spoken = _read(text, radar), _spoken(text, language)
    found = _found(read, spoken)
    reasons = [*_said(text, read, spoken, found, radar), *_unanswered(waiting, radar)]
    earlier = before.eased().reasons if before else ()
    kept = [reason for reason in earlier if reason.sign not in {each.sign for each in reasons}]
    play = before.play if before else None
    sentiment = _sentiment(found)
    return Tension(reasons=tuple(reasons + kept), waiting=waiting, sentiment=sentiment, at=now, play=play)


def watched(conversation: Conversation, desk: Desk, now: datetime) -> Conversation:
    """Return the conversation with what its clocks say of its tension."""
    tension, radar = conversation.tension, desk.radar
    if tension is None or not radar.is_on:
        return conversation
    share = max((_used(clock, desk, now) for clock in conversation.clocks), default=0.0)
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


def _sentiment(found: Sequence[Sequence[Found[Sign | Mood]]]) -> Sentiment:
    """Return the sentiment of a text by what was found in it: any sign of a conflict weighs as a bad word does."""
    bad = sum(bad for part in found for bad, _ in _moods(part))
    bad += sum(isinstance(each.meaning, Sign) for part in found for each in part)
    if bad == 0:
        return Sentiment.NEUTRAL
    return Sentiment.NEGATIVE if bad > 0 else Sentiment.POSITIVE


def _said(
    text: str, read: Sequence[str], spoken: str, found: Sequence[Sequence[Found[Sign | Mood]]], radar: Radar
) -> Iterator[Reason]:
    for sign in Sign:
        yield from _reason(sign, 1.0, (each.said for part in found for each in part if each.meaning is sign), radar)
    moods = [each for part in found for each in _moods(part)]
    share = min(1.0, sum(bad for bad, _ in moods) / _FULL_MOOD)
    yield from _reason(Sign.MOOD, share, (said for bad, said in moods if bad > 0), radar)
    yield from _own(read, spoken, radar)
    if _shouts(text):
        yield from _worthy(Reason(sign=Sign.SHOUTING, points=_worth(Sign.SHOUTING, radar)))


def _spoken(text: str, language: str | None) -> str:
    """Return the language whose words a text is read by: Russian for what is Cyrillic and nobody can tell."""
    spoken = (language or "").partition("-")[0].lower()
    return "ru" if not spoken and _CYRILLIC.search(text) else spoken


def _found(read: Sequence[str], spoken: str) -> list[list[Found[Sign | Mood]]]:
    """Return what is found in a text in its own language and in the one mixed in; an everyday word alone is nothing."""
    languages = [name for name in dict.fromkeys((spoken, MIXED_IN)) if name in GRIEVANCES]
    found = [list(_lexicon(name).found_in(read)) for name in languages]
    tense = {each.said for part in found for each in part if each.meaning in _TENSE}
    everyday = {each.said for name in languages for each in _everyday(name).found_in(read)}
    if len(tense) > 1 or not tense <= everyday:
        return found
    return [[each for each in part if each.meaning not in _TENSE] for part in found]


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


def _used(clock: Clock, desk: Desk, now: datetime) -> float:
    """Return how near a clock is to its end: nothing at half of its time, all of it once it is missed.

    Only time in which its calendar is open counts, and none while it is paused.
    """
    calendar = next((each for each in desk.calendars if each.id == clock.calendar), None)
    if clock.stopped_at or calendar is None or not clock.limit:
        return 0.0
    left = Calendar(calendar).between(clock.paused_at or now, clock.due_at)
    return min(1.0, max(0.0, 1 - 2 * left / clock.limit))


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
def _everyday(language: str) -> Lexicon[None]:
    return Lexicon({None: EVERYDAY[language]})


@cache
def _lexicon(language: str) -> Lexicon[Sign | Mood]:
    return Lexicon(GRIEVANCES[language])
