"""The count of mail, without any mail."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from transom.core.mail_count import EXAMPLES, HOUR, PATIENCE, count, hour_of, hours
from transom.model.mail import MailFate

NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)
NOW = NINE + timedelta(hours=3)


def test_what_came_in_is_what_it_became() -> None:
    """Each fate is counted by itself, and what has none is missing, by name."""
    fates = {"a": MailFate.MESSAGE, "b": MailFate.MACHINE, "c": MailFate.QUARANTINED, "d": MailFate.DUPLICATE}
    told = count(NINE, ["b", "a", "e", "d", "c"], fates, NOW)
    assert (told.received, told.messages, told.machine, told.quarantined, told.duplicates) == (5, 1, 1, 1, 1)
    assert (told.missing, told.examples) == (1, ("e",))


def test_what_is_no_longer_kept_is_not_counted() -> None:
    """A fate whose mail was removed since is nobody's loss."""
    assert count(NINE, [], {"a": MailFate.MESSAGE}, NOW).received == 0


@given(st.dictionaries(st.text(), st.none() | st.sampled_from(MailFate), max_size=60))
def test_nothing_falls_between_the_fates(mails: dict[str, MailFate | None]) -> None:
    """Whatever came and became of it, the parts make the whole, and only a few are named."""
    told = count(NINE, mails, {key: fate for key, fate in mails.items() if fate}, NOW)
    assert told.received == len(mails)
    assert told.received == told.messages + told.machine + told.quarantined + told.duplicates + told.missing
    assert len(told.examples) == min(told.missing, EXAMPLES)


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)))  # noqa: DTZ001 - hypothesis adds the zone
def test_only_hours_are_counted_whose_mail_had_time(now: datetime) -> None:
    """Two days of whole hours, and none in which a mail may still be on its way."""
    counted = hours(now)
    assert len(counted) == 48
    assert counted == sorted(counted)
    assert now - 2 * HOUR - PATIENCE < counted[-1] <= now - HOUR - PATIENCE
    assert all(hour_of(hour) == hour for hour in counted)
