"""`desk.yaml`: what is wrong is told with its place, and what is right survives writing."""

import re
from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transom.errors import InvalidError
from transom.model import Desk
from transom_cli import deskfile
from transom_cli.demo import demo_desk

DESK = """\
brand: {name: Northwind, default_team: support}
calendars:
  - id: office
    time_zone: Europe/Oslo
    holidays: NO
    hours:
      mon: [08:30-16:00, 17:00-24:00]
policies:
  - {id: quick, calendar: office, first_response: PT30M, resolution: PT24H}
teams:
  - {id: support, name: Support, policy: quick}
users:
  - id: ana
    email: ana@northwind.example
    name: Ana
    role: agent
"""

LINE = """
connections:
  - id: line
    channel: twilio_voice
    name: Line
    menu:
      languages: {en-GB: {}}
      greeting: {en-GB: Hello}
      closed: {en-GB: Closed}
      options:
        - digit: "1"
          label: {en-GB: orders}
          options:
            - {digit: "1", label: {en-GB: a delivery}, team: support}
"""


def test_a_desk_is_read_as_it_is_written() -> None:
    """Show that Norway stays NO, half past eight stays a time, and durations are read."""
    desk = deskfile.parse(DESK)

    assert desk.calendars[0].holidays == "NO"
    assert desk.calendars[0].hours["mon"][0].start == time(8, 30)
    assert desk.policies[0].first_response == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("role: agent", "role: king", "desk.yaml:16:11 users.0.role", "is one of agent, lead, admin"),
        ("    name: Ana\n", "", "desk.yaml:13:5 users.0.name", "is missing"),
        ("    name: Ana\n", "    nam: Ana\n", "desk.yaml:15:10 users.0.nam", "is no setting"),
        ("Europe/Oslo", "Europe/Atlantis", "desk.yaml:4:16 calendars.0.time_zone", "is no time zone"),
        ("policy: quick", "policy: slow", "desk.yaml:11:42 teams.0.policy", "there is no policy 'slow'"),
        ("[08:30-16:00, 17:00-24:00]", "[]", "desk.yaml:7:7 calendars.0.hours", "no day has hours"),
        ("    name: Ana\n", "    name: Ana\n    name: Ben\n", "desk.yaml:16:5", "'name' is given twice"),
        ("  - {id: support,", "  - {id: [support,", "desk.yaml:11:48", "expected"),
        ("PT30M", "30", "desk.yaml:9:51 policies.0.first_response", "write one as in PT4H or 4h"),
        ("PT30M", "-PT30M", "desk.yaml:9:51 policies.0.first_response", "is more than no time"),
        ("PT30M", "PT0S", "desk.yaml:9:51 policies.0.first_response", "is more than no time"),
        ("PT30M", "P9999D", "desk.yaml:9:51 policies.0.first_response", "not open for long enough"),
        ("PT24H", "P2000D", "desk.yaml:9:70 policies.0.resolution", "not open for long enough"),
        (
            "holidays: NO",
            "holidays: XX",
            "desk.yaml:5:15 calendars.0.holidays",
            "no public holidays are known",
        ),
        ("08:30-16:00", "08:30-16:00Z", "desk.yaml:7:13 calendars.0.hours.mon.0", "write one as in 09:00-17:30"),
        ("name: Northwind", "name: North\x01wind", "desk.yaml:1:20", "the character U+0001"),
        ("default_team: support", "default_team: suport", "desk.yaml:1:40 brand.default_team", "is no team 'suport'"),
        ("brand: {", "brand: {language: xx, ", "desk.yaml:1:19 brand.language", "'xx' is no language"),
        ("brand:", "\tbrand:", "desk.yaml:1:1", "cannot start any token"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(old: str, new: str, place: str, message: str) -> None:
    """Show that errors of the text, of a field and between records name line, column and field."""
    assert old in DESK

    with pytest.raises(InvalidError) as wrong:
        deskfile.parse(DESK.replace(old, new))

    assert message in wrong.value.fields[place]


AUTOMATION = """\
automations:
  - id: noisy
    on: [message.received]
    when:
      all:
        - {field: state, operator: is, value: open}
    then:
      add_tags: [loud]
"""
CONNECTION = """\
connections:
  - id: bot
    channel: telegram
    name: Bot
    settings:
      token: "1234:secret"
"""


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("field: state", "field: stat", "desk.yaml:22:19 automations.0.when.all.0.test.field", "is one of"),
        ("value: open", "value: opne", "desk.yaml:22:11 automations.0.when.all.0.test", "'opne' is no state"),
        ("add_tags: [loud]", "team: nobody", "desk.yaml:24:13 automations.0.then.team", "there is no team 'nobody'"),
        ("add_tags: [loud]", 'note: "{{x}}"', "desk.yaml:24:13 automations.0.then.note", "no variable 'x'"),
    ],
)
def test_what_is_wrong_with_a_rule_is_told_with_its_place(old: str, new: str, place: str, message: str) -> None:
    """Show line, column and field of a wrong condition, name and variable."""
    with pytest.raises(InvalidError) as wrong:
        deskfile.parse(DESK + AUTOMATION.replace(old, new))

    assert message in wrong.value.fields[place]


def test_a_rule_in_a_circle_is_told_with_its_place() -> None:
    """Show that rules that lead to themselves are refused where they stand."""
    circle = AUTOMATION.replace("message.received", "note.added").replace("add_tags: [loud]", "note: Noted.")
    with pytest.raises(InvalidError) as wrong:
        deskfile.parse(DESK + circle)

    assert "circle" in wrong.value.fields["desk.yaml:18:5 automations.0"]


def test_a_secret_does_not_belong_into_the_file() -> None:
    """Show that a channel's secret among its settings is refused, and not repeated in the message."""
    with pytest.raises(InvalidError) as wrong:
        deskfile.parse(DESK + CONNECTION)

    assert list(wrong.value.fields) == ["desk.yaml:22:14 connections.0.settings.token"]
    assert "1234" not in str(wrong.value.fields)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("support}\n", "nobody}\n", "desk.yaml:30:62 connections.0.menu.options.0.options.0.team", "there is no team"),
        ('{digit: "1"', '{digit: "12"', "desk.yaml:30:23 connections.0.menu.options.0.options.0.digit", "written as"),
        ("{en-GB: Hello}", "{}", "desk.yaml:24:17 connections.0.menu.greeting", "is not said in en-GB"),
        ("twilio_voice", "telegram", "desk.yaml:23:7 connections.0.menu", "is for telephone lines"),
    ],
)
def test_a_wrong_menu_is_told_with_its_place(old: str, new: str, place: str, message: str) -> None:
    """Show that an error is found however deep in the tree it stands."""
    assert deskfile.parse(DESK + LINE).connections[0].menu
    with pytest.raises(InvalidError) as wrong:
        deskfile.parse(DESK + LINE.replace(old, new))

    assert message in wrong.value.fields[place]


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Names that are not there do not hide each other."""
    with pytest.raises(InvalidError) as wrong:
        deskfile.parse(DESK.replace("default_team: support", "default_team: x").replace("policy: quick", "policy: y"))

    assert len(wrong.value.fields) == 2


@pytest.mark.parametrize("place", ["holidays: no", "holidays: NO"])
def test_a_country_may_be_written_in_small_letters(place: str) -> None:
    """Its holidays are the same."""
    assert deskfile.parse(DESK.replace("holidays: NO", place)).calendars[0].holidays == "NO"


@pytest.mark.parametrize(
    ("part", "again", "field"),
    [
        ("calendars", "{id: office, hours: {tue: [09:00-17:00]}}", "id"),
        ("policies", "{id: quick, calendar: office, first_response: 1h, resolution: 1d}", "id"),
        ("teams", "{id: support, name: Two, policy: quick}", "id"),
        ("users", "{id: ana, email: two@northwind.example, name: Two}", "id"),
        ("users", "{id: two, email: Ana@northwind.example, name: Two}", "email"),
        ("rules", "{id: one, then: {priority: high}}", "id"),
        ("skills", "{id: one}", "id"),
        ("contact_fields", "{id: one, name: One}", "id"),
        ("connections", "{id: one, channel: telegram, name: One}", "id"),
    ],
)
def test_what_is_given_twice_is_refused(part: str, again: str, field: str) -> None:
    """Ids of every kind, and the addresses of users; the later one is told."""
    text = re.sub(f"(?m)^{part}:\n", f"{part}:\n  - {again}\n", DESK)
    text = text if f"\n{part}:" in DESK else f"{DESK}{part}:\n  - {again}\n  - {again}\n"
    with pytest.raises(InvalidError) as wrong:
        deskfile.parse(text)

    (place,) = wrong.value.fields
    assert place.endswith(f"{part}.1.{field}")


@pytest.mark.parametrize(
    ("more", "place", "message"),
    [
        ("connections:\n  - {id: a, channel: nosuch, name: A}\n", "connections.0.channel", "no channel 'nosuch'"),
        (CONNECTION.replace("token", "bot_token"), "connections.0.settings.bot_token", "is no setting of Telegram"),
        (
            "rules:\n  - {id: r, when: {channels: [nosuch]}, then: {tags: [a]}}\n",
            "rules.0.when.channels.0",
            "no channel",
        ),
        ("rules:\n  - {id: r, when: {languages: [klingon]}, then: {tags: [a]}}\n", "languages.0", "is no language"),
        ("skills:\n  - {id: s, channels: [nosuch]}\n", "skills.0.channels.0", "there is no channel 'nosuch'"),
        (AUTOMATION.replace("state", "channel"), "automations.0.when.all.0.value", "there is no channel 'open'"),
        (AUTOMATION.replace("state", "language"), "automations.0.when.all.0.test", "'open' is no language"),
    ],
)
def test_names_that_nobody_knows_are_refused(more: str, place: str, message: str) -> None:
    """Channels, what they can be told, and languages."""
    with pytest.raises(InvalidError) as wrong:
        deskfile.parse(DESK + more)

    ((where, reason),) = wrong.value.fields.items()
    assert where.endswith(place)
    assert message in reason
    assert "1234" not in reason


@pytest.mark.parametrize("terms", ["channels: [nosuch]", "connections: [nosuch]"])
def test_terms_are_for_what_there_is(terms: str) -> None:
    """A channel or a connection that is not there has none."""
    special = f"PT24H, terms: [{{when: {{{terms}}}, first_response: 1h}}]"
    with pytest.raises(InvalidError) as wrong:
        deskfile.parse(DESK.replace("PT24H", special))

    (place,) = wrong.value.fields
    assert f"terms.0.when.{terms.partition(':')[0]}.0" in place


@pytest.mark.parametrize("text", ["", "[" * 3000, "# nothing\n", "- a list\n", "!!python/object:os.system {}\n"])
def test_what_is_no_desk_is_refused(text: str) -> None:
    """Show that empty files, other documents and foreign tags end in our error."""
    with pytest.raises(InvalidError):
        deskfile.parse(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Show that no text whatever ends in another error than ours."""
    with pytest.raises(InvalidError):
        deskfile.parse(text)


@settings(deadline=None, max_examples=30)
@given(
    st.sampled_from(["NO", "null", "true", "08:30", "1e3", "~", "# no comment", "a: b", "Ł\u2028", " x "]),
    st.sampled_from(["yes", "12", "null", "0x1F", "'quoted'", "- dash"]),
)
def test_a_desk_survives_writing_and_reading(name: str, setting: str) -> None:
    """Show that values which YAML would take for something else come back as they were."""
    data = deskfile.parse(DESK).model_dump()
    data["teams"][0]["name"] = name
    data["connections"] = [{"id": "bot", "channel": "telegram", "name": name, "settings": {"username": setting}}]
    changed = Desk.model_validate(data)

    assert deskfile.parse(deskfile.write(changed)) == changed


def test_the_demo_desk_talks_to_the_outbox() -> None:
    """Show that the demo's bot is pointed at the stand-in for Telegram."""
    settings = {each.id: each.settings for each in demo_desk("http://outbox.test").connections}

    assert settings["demo-telegram"]["base_url"] == "http://outbox.test/telegram"
