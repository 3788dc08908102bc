"""Whether a configuration suits what is around it: the channels that there are, and the days to come."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain

from transom.channel import Manifest
from transom.core.calendars import Calendar
from transom.core.naming import Path, Problem, absent, tests
from transom.errors import InvalidError
from transom.model import ConnectionSpec, Desk, Fact, Policy, Presentation, Target

type Manifests = Mapping[str, Manifest]


def misfits(desk: Desk, manifests: Manifests, now: datetime) -> Iterator[Problem]:
    """Yield what no channel knows, and what would never come to an end, each with its place."""
    for number, connection in enumerate(desk.connections):
        yield from _in_connection(("connections", number), connection, manifests)
    for path, names in _channels_named(desk):
        yield from absent(path, names, "channel", manifests)
    for number, automation in enumerate(desk.automations):
        for path, test in tests(("automations", number, "when"), automation.when):
            if test.field is Fact.CHANNEL:
                yield from absent((*path, "value"), test.values, "channel", manifests, is_list=False)
    calendars = dict[str, Calendar]()
    for number, spec in enumerate(desk.calendars):
        try:
            calendars[spec.id] = Calendar(spec)
        except InvalidError as error:
            yield ("calendars", number, "holidays"), error.message
    yield from _endless(desk, calendars, now)


def _in_connection(path: Path, connection: ConnectionSpec, manifests: Manifests) -> Iterator[Problem]:
    manifest = manifests.get(connection.channel)
    if manifest is None:
        yield from absent((*path, "channel"), [connection.channel], "channel", manifests, is_list=False)
        return
    known, secret = ({field.name for field in fields} for fields in (manifest.settings, manifest.secrets))
    if connection.menu and not manifest.is_spoken:
        yield (*path, "menu"), f"is for telephone lines; {manifest.label} is none"
    hand_over = f"`transom connect {manifest.id}`"
    for name in connection.settings:
        place = (*path, "settings", name)
        if name in secret:
            yield place, f"is a secret; keep it out of the file, and give it with {hand_over}"
        elif name not in known:
            has = ", ".join(sorted(known)) or "none"
            yield place, f"is no setting of {manifest.label}, which has: {has}; secrets are given with {hand_over}"


def _channels_named(desk: Desk) -> Iterator[tuple[Path, Iterable[str]]]:
    for number, rule in enumerate(desk.rules):
        yield ("rules", number, "when", "channels"), rule.when.channels
    for number, skill in enumerate(desk.skills):
        yield ("skills", number, "channels"), skill.channels
    for number, policy in enumerate(desk.policies):
        for place, terms in enumerate(policy.terms):
            yield ("policies", number, "terms", place, "when", "channels"), terms.when.channels
    brands: list[tuple[Path, Presentation]] = [(("brand",), desk.brand)]
    brands += [(("brands", number), each) for number, each in enumerate(desk.brands)]
    for path, brand in brands:
        if brand.quiet_hours:
            yield (*path, "quiet_hours", "but"), brand.quiet_hours.but


def _endless(desk: Desk, calendars: Mapping[str, Calendar], now: datetime) -> Iterator[Problem]:
    """Find lengths of open time that never pass, since the calendar is not open for so long."""
    departments = (
        (("departments", number, "answer_within"), each.calendar, each.answer_within)
        for number, each in enumerate(desk.departments)
    )
    policies = chain.from_iterable(_limits(("policies", number), each) for number, each in enumerate(desk.policies))
    for path, name, limit in chain(policies, departments):
        try:
            if calendar := calendars.get(name):
                calendar.add(now, limit)
        except InvalidError as error:
            yield path, error.message


def _limits(path: Path, policy: Policy) -> Iterator[tuple[Path, str, timedelta]]:
    """Yield each limit of a policy and of its special terms, with its calendar."""
    for target in Target:
        if usual := policy.targets.limit(target):
            yield (*path, target.value), policy.calendar, usual
        for place, terms in enumerate(policy.terms):
            own = terms.limit(target)
            if limit := own or (usual if terms.calendar else None):
                where = target.value if own else "calendar"
                yield (*path, "terms", place, where), terms.calendar or policy.calendar, limit
