"""Whether what conditions and terms name is there: teams, tiers, brands, and the desk's own fields."""

from collections.abc import Iterable, Iterator

from transom.core.templates import LANGUAGES
from transom.model import Category, Desk, Fact, Group, Presentation, State, Test
from transom.model.condition import FactType

type Path = tuple[int | str, ...]
type Problem = tuple[Path, str]

_TYPES = {
    "text": FactType.TEXT,
    "number": FactType.NUMBER,
    "date": FactType.MOMENT,
    "choice": FactType.NAME,
    "flag": FactType.FLAG,
}


def in_conditions(path: Path, group: Group, desk: Desk) -> Iterator[Problem]:
    """Yield what conditions name and the desk does not have, each with its place."""
    for place, test in tests(path, group):
        yield from _in_test(place, test, desk)


def tests(path: Path, group: Group) -> Iterator[tuple[Path, Test]]:
    """Yield each question of a group and of those within it, with its place."""
    for place, part in group.parts:
        inner = (*path, *place)
        yield from tests(inner, part) if isinstance(part, Group) else [(inner, part)]


def in_voices(desk: Desk) -> Iterator[Problem]:
    """Yield the languages in which a brand has words of its own and the desk cannot tell times."""
    brands: tuple[tuple[Path, Presentation], ...] = (
        (("brand",), desk.brand),
        *((("brands", number), each) for number, each in enumerate(desk.brands)),
    )
    for path, brand in brands:
        for tag in brand.voice.keys() - LANGUAGES.keys():
            yield (*path, "voice", tag), f"the desk does not speak {tag!r}, only {', '.join(sorted(LANGUAGES))}"


def in_terms(desk: Desk) -> Iterator[Problem]:
    """Yield the tiers, brands and connections that policies and connections name and the desk does not have."""
    connections = [each.id for each in desk.connections]
    for number, policy in enumerate(desk.policies):
        for place, terms in enumerate(policy.terms):
            path = ("policies", number, "terms", place, "when")
            yield from absent((*path, "tiers"), terms.when.tiers, "tier", desk.brand.tiers)
            yield from absent((*path, "brands"), terms.when.brands, "brand", desk.brand_ids)
            yield from absent((*path, "connections"), terms.when.connections, "connection", connections)
    states = [*State, *Category, *(each.id for each in desk.states)]
    for number, policy in enumerate(desk.policies):
        yield from absent(("policies", number, "pauses"), policy.pauses, "state or category of states", states)
    for number, brand in enumerate(desk.brands):
        if brand.id == desk.brand.id:
            yield ("brands", number, "id"), f"the desk's first brand is called {brand.id!r} already"
    for number, connection in enumerate(desk.connections):
        if connection.brand and connection.brand not in desk.brand_ids:
            yield ("connections", number, "brand"), unknown("brand", connection.brand, desk.brand_ids)


def _in_test(path: Path, test: Test, desk: Desk) -> Iterator[Problem]:
    if test.field is Fact.CONTACT_FIELD:
        yield from _in_own_field(path, test, desk)
        return
    known: dict[Fact, Iterable[str]] = {
        Fact.TEAM: [team.id for team in desk.teams],
        Fact.ASSIGNEE: [user.id for user in desk.users],
        Fact.CONNECTION: [connection.id for connection in desk.connections],
        Fact.BRAND: desk.brand_ids,
        Fact.TIER: desk.brand.tiers,
        Fact.WORKSPACE_STATE: [state.id for state in desk.states],
        Fact.SKILLS: [skill.id for skill in desk.skills],
    }
    if test.field in known:
        missing = [value for value in test.values if value not in known[test.field]]
        yield from (((*path, "value"), f"there is no {_word(test.field)} {value!r}") for value in missing)


def _in_own_field(path: Path, test: Test, desk: Desk) -> Iterator[Problem]:
    field = next((each for each in desk.contact_fields if each.id == test.name), None)
    if field is None:
        yield (*path, "name"), f"there is no contact field {test.name!r}"
    elif problem := test.misfit(_TYPES[field.type]):
        yield (*path, "operator"), f"{problem} (the contact field {field.id} is a {field.type})"
    elif field.choices:
        yield from absent((*path, "value"), test.values, f"choice of {field.id}", field.choices)


def absent(
    path: Path, wanted: Iterable[str], kind: str, known: Iterable[str], *, is_list: bool = True
) -> Iterator[Problem]:
    """Yield the names that are not known; of a list, each with its place in it."""
    for place, value in enumerate(wanted):
        if value not in known:
            yield ((*path, place) if is_list else path), unknown(kind, value, known)


def unknown(kind: str, value: str, known: Iterable[str]) -> str:
    """Return what is told of a name that is not known."""
    return f"there is no {kind} {value!r}; there are: {', '.join(known) or 'none'}"


def _word(fact: Fact) -> str:
    return "skill" if fact is Fact.SKILLS else fact.value
