"""How tense a conversation is."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import DESK, MONDAY, conversation
from tests.unit.core.grievance_sentences import CALM, TENSE
from transom.core import tension
from transom.core.grievances import GRIEVANCES
from transom.core.tension import POINTS
from transom.model import Clock, Conversation, Radar, Reason, Sign, Target, Tension

HOUR = timedelta(hours=1)
TENSE_FROM = 20


def heard(text: str, language: str | None = "en", before: Tension | None = None, **radar: object) -> Tension:
    """Return the tension after a message."""
    return tension.heard(before, text, language, Radar.model_validate(radar), MONDAY)


def signs(of: Tension) -> dict[Sign, int]:
    """Return what was found, and what it counts."""
    return {reason.sign: reason.points for reason in of.reasons}


@pytest.mark.parametrize("language", sorted(TENSE))
def test_conflicts_are_told_from_calm_messages(language: str) -> None:
    """Of the sample's messages every conflict is found, and no calm one is taken for a conflict."""
    assert [text for text in TENSE[language] if heard(text, language).score < TENSE_FROM] == []
    assert [text for text in CALM[language] if heard(text, language).score >= TENSE_FROM] == []


def test_every_language_lists_every_sign() -> None:
    """A language that lacked a list would be deaf to it."""
    for language, listed in GRIEVANCES.items():
        assert len(listed) == len(GRIEVANCES["en"]), language
        assert all(listed.values()), language


def test_the_words_that_were_found_are_the_reason() -> None:
    """An agent sees what made the conversation tense, as the customer wrote it."""
    (reason,) = heard("My Lawyers will write to you.").reasons
    assert reason == Reason(sign=Sign.LEGAL, points=40, words=("lawyers",))


def test_a_negation_turns_the_mood() -> None:
    """Bad words that are denied are good ones, and good ones bad."""
    assert Sign.MOOD not in signs(heard("It was not bad, not wrong."))
    assert signs(heard("It is not good, not helpful."))[Sign.MOOD] > 0


def test_thanks_outweigh_a_bad_word() -> None:
    """Who thanks for help with something broken is not angry."""
    assert heard("Thank you, great help with my broken lamp!").score == 0


def test_an_intensifier_makes_it_worse() -> None:
    """What is very bad is worse than what is bad."""
    assert signs(heard("very bad"))[Sign.MOOD] > signs(heard("bad"))[Sign.MOOD]


@pytest.mark.parametrize("text", ["WHERE IS MY ORDER", "Where is it???", "\uff1f\uff1f\uff1f"])
def test_shouting_is_heard(text: str) -> None:
    """In capitals, or by many marks."""
    assert signs(heard(text, None)) == {Sign.SHOUTING: POINTS[Sign.SHOUTING]}


def test_short_capitals_and_scripts_without_case_are_no_shouting() -> None:
    """An order's number shouts as little as Chinese does."""
    assert heard("DHL 10428 PL", None).score == 0
    assert heard("\u6211\u7684\u8ba2\u5355\u5728\u54ea\u91cc\uff0c\u8bf7\u544a\u8bc9\u6211", "zh").score == 0


def test_who_writes_again_without_an_answer_waits_tensely() -> None:
    """Each message that nobody answered adds to it, up to what it is worth."""
    known: Tension | None = None
    found = []
    for _ in range(6):
        known = heard("Any news?", before=known)
        found.append(known.score)
    assert found == [0, 6, 13, 20, 20, 20]


def test_what_was_said_before_counts_half() -> None:
    """A threat is not forgotten with the next message, and fades."""
    threat = heard("I will call my lawyer.")
    after = heard("Hello?", before=threat)
    assert signs(after) == {Sign.LEGAL: 20, Sign.UNANSWERED: 6}


def test_an_answer_eases() -> None:
    """Half of what was said is left, and nobody waits any more."""
    eased = heard("Hello?", before=heard("I will call my lawyer.")).eased()
    assert (signs(eased), eased.waiting) == ({Sign.LEGAL: 10}, 0)


def test_a_desk_has_its_own_phrases_and_points() -> None:
    """They count in the languages that they are meant for; what a desk ignores is not read; zero is no reason."""
    phrase = {"words": "gas smell*", "points": 90, "languages": ["en"]}
    assert signs(heard("It is a gas smelling thing", phrases=[phrase])) == {Sign.OWN: 90}
    assert heard("It is a gas smelling thing", "de", phrases=[phrase]).score == 0
    assert heard("How do I install Fraud Shield?", ignored=["fraud shield"]).score == 0
    assert heard("This is fraud", ignored=["fraud shield"]).score == POINTS[Sign.LEGAL]
    assert heard("My lawyer says so", points={"legal": 0}).reasons == ()


def test_a_clock_that_runs_out_adds_to_it() -> None:
    """Nothing at half of its time, all once it is missed, nothing while it is stopped."""
    clock = Clock(
        target=Target.FIRST_RESPONSE,
        policy="usual",
        calendar="office",
        started_at=MONDAY,
        due_at=MONDAY + 2 * HOUR,
        limit=2 * HOUR,
    )
    before = conversation(clocks=(clock,), tension=Tension(at=MONDAY))
    assert [_watched(before, minutes) for minutes in (60, 90, 120, 600)] == [0, 10, 20, 20]
    stopped = before.model_copy(update={"clocks": (clock.model_copy(update={"stopped_at": MONDAY}),)})
    assert _watched(stopped, 540) == 0


def _watched(before: Conversation, minutes: int) -> int:
    after = tension.watched(before, DESK, MONDAY + timedelta(minutes=minutes))
    return after.tension.score if after.tension else -1


def test_a_clock_counts_the_time_that_is_open() -> None:
    """Neither a pause nor the night brings it nearer to its end."""
    clock = Clock(
        target=Target.RESOLUTION,
        policy="usual",
        calendar="office",
        started_at=MONDAY,
        due_at=MONDAY + timedelta(days=1, hours=8),
        limit=16 * HOUR,
    )
    over_night = conversation(clocks=(clock,), tension=Tension(at=MONDAY))
    assert [_watched(over_night, 60 * hours) for hours in (8, 20, 24, 28)] == [0, 0, 0, 10]
    paused = clock.model_copy(update={"paused_at": MONDAY + HOUR})
    assert _watched(over_night.model_copy(update={"clocks": (paused,)}), 60 * 28) == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A police badge toy, please", "en"),
        ("Do you have rubbish bags?", "en"),
        ("Das Gericht war lecker, danke!", "de"),
        ("Czy sądzicie, że dojdzie jutro?", "pl"),
    ],
)
def test_an_everyday_word_means_nothing_alone(text: str, language: str) -> None:
    """Toys, bags and dishes are no conflict."""
    assert heard(text, language).score == 0


def test_an_everyday_word_counts_in_company() -> None:
    """Beside anything else that is tense it is what it says."""
    assert signs(heard("I will go to the police, this is fraud"))[Sign.LEGAL] == POINTS[Sign.LEGAL]
    assert signs(heard("Terrible. I will call the police!"))[Sign.LEGAL] == POINTS[Sign.LEGAL]


@pytest.mark.parametrize("language", [None, "RU", "ru-RU"])
def test_cyrillic_is_read_as_russian_unless_it_is_known(language: str | None) -> None:
    """Short texts whose language nobody can tell are not overlooked, nor are tags in capitals."""
    assert signs(heard("Мой юрист вам напишет", language)) == {Sign.LEGAL: POINTS[Sign.LEGAL]}


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("Where is my order?", "neutral"),
        ("Thank you, that was great", "positive"),
        ("This is not good", "negative"),
        ("My lawyer will write, thanks", "neutral"),
        ("I will never order again, you are liars, thanks", "negative"),
    ],
)
def test_the_sentiment_is_that_of_the_last_message(text: str, sentiment: str) -> None:
    """Good and bad words are weighed, and signs of a conflict are bad ones."""
    assert heard(text, before=heard("Awful, terrible!")).sentiment == sentiment
    assert heard(text).eased().sentiment == sentiment


def test_the_end_of_a_long_text_is_read() -> None:
    """The threat often stands in the last line."""
    assert heard("and so on " * 5_000 + "\nMy lawyer will write.").score == POINTS[Sign.LEGAL]


@given(st.text(max_size=400), st.sampled_from([None, "zh", *sorted(GRIEVANCES)]))
def test_a_threat_counts_whatever_stands_before_it(text: str, language: str | None) -> None:
    """Any text is read, the score stays within its bounds, and kind words do not buy a threat off."""
    assert 0 <= heard(text, language, before=heard(text, language)).score <= 100
    assert heard(f"{text}\nMy lawyer will write.", language).score >= POINTS[Sign.LEGAL]


def test_a_customer_who_is_back_counts_once() -> None:
    """However often it is found."""
    once = tension.returned(heard("Hello"), Radar())
    assert signs(once) == {Sign.RETURNED: 15}
    assert tension.returned(once, Radar()) == once
