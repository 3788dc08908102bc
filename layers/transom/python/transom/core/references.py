"""Whether everything that a configuration names by its id is there."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from transom.core.naming import Path, Problem, unknown
from transom.model import Desk


class _Name(NamedTuple):
    """Something that is named in a place."""

    path: Path
    kind: str
    id: str | None
    owner: str | None = None
    """Who names it, where nobody may name themselves."""


def missing(desk: Desk) -> Iterator[Problem]:
    """Yield the names of what is not there, each with its place."""
    known = {
        "calendar": [each.id for each in desk.calendars],
        "policy": [each.id for each in desk.policies],
        "team": [each.id for each in desk.teams],
        "skill": [each.id for each in desk.skills],
        "user": [each.id for each in desk.users],
    }
    named = chain(_by_policies(desk), _by_people(desk), _by_routing(desk), _by_departments(desk))
    for path, kind, name, owner in named:
        others = [each for each in known[kind] if each != owner]
        if name is not None and name not in others:
            yield path, unknown(kind if owner is None else f"other {kind}", name, others)


def _by_policies(desk: Desk) -> Iterator[_Name]:
    for number, policy in enumerate(desk.policies):
        yield _Name(("policies", number, "calendar"), "calendar", policy.calendar)
        for place, terms in enumerate(policy.terms):
            yield _Name(("policies", number, "terms", place, "calendar"), "calendar", terms.calendar)
    for number, team in enumerate(desk.teams):
        yield _Name(("teams", number, "policy"), "policy", team.policy)
        yield _Name(("teams", number, "backup"), "team", team.backup, team.id)


def _by_people(desk: Desk) -> Iterator[_Name]:
    for number, user in enumerate(desk.users):
        path: Path = ("users", number)
        yield from (_Name((*path, "teams", place), "team", each) for place, each in enumerate(user.teams))
        yield from (_Name((*path, "skills", place), "skill", each) for place, each in enumerate(user.skills))
        for place, absence in enumerate(user.absences):
            yield _Name((*path, "absences", place, "substitute"), "user", absence.substitute, user.id)


def _by_routing(desk: Desk) -> Iterator[_Name]:
    yield _Name(("brand", "default_team"), "team", desk.brand.default_team)
    for number, connection in enumerate(desk.connections):
        yield _Name(("connections", number, "team"), "team", connection.team)
    for number, rule in enumerate(desk.rules):
        path: Path = ("rules", number, "then")
        yield _Name((*path, "team"), "team", rule.then.team)
        yield from (_Name((*path, "skills", place), "skill", each) for place, each in enumerate(rule.then.skills))


def _by_departments(desk: Desk) -> Iterator[_Name]:
    for number, department in enumerate(desk.departments):
        path: Path = ("departments", number)
        yield _Name((*path, "calendar"), "calendar", department.calendar)
        yield _Name((*path, "owner"), "user", department.owner)
        yield _Name((*path, "backup"), "user", department.backup, department.owner)
