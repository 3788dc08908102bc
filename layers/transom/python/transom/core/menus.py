"""Whether the menus of telephone lines are whole: every text in every language, every key once, every end somewhere."""

from collections.abc import Iterator, Mapping, Sequence

from transom.core.naming import Path, Problem
from transom.model import Desk
from transom.model.menu import LineMenu, LineOption, Spoken


def incomplete(desk: Desk) -> Iterator[Problem]:
    """Yield what is missing in the menus, or given twice, each with its place."""
    for place, connection in enumerate(desk.connections):
        if connection.menu:
            yield from missing(connection.menu, desk, ("connections", place, "menu"))


def missing(menu: LineMenu, desk: Desk, path: Path = ("menu",)) -> Iterator[Problem]:
    """Yield what is missing in a menu, or given twice, each with its place."""
    yield from _texts(path, {"greeting": menu.greeting, "closed": menu.closed}, menu)
    yield from _languages((*path, "languages"), menu)
    yield from _options((*path, "options"), menu.options, menu, {team.id for team in desk.teams})


def _languages(path: Path, menu: LineMenu) -> Iterator[Problem]:
    digits = [language.digit for language in menu.languages.values()]
    for number, (tag, language) in enumerate(menu.languages.items()):
        if len(digits) > 1 and language.digit is None:
            yield (*path, tag), "needs a digit, since the line speaks several languages"
        elif language.digit in digits[:number]:
            yield (*path, tag, "digit"), f"{language.digit!r} chooses another language already"


def _options(path: Path, options: Sequence[LineOption], menu: LineMenu, teams: set[str]) -> Iterator[Problem]:
    taken = list(menu.spare)
    for place, option in enumerate(options):
        here = (*path, place)
        if option.digit in taken:
            yield (*here, "digit"), f"{option.digit!r} means something else here already"
        taken.append(option.digit)
        if option.team is not None and option.team not in teams:
            yield (*here, "team"), f"there is no team {option.team!r}"
        if option.team is None and not option.options:
            yield here, "leads nowhere: give it a team or options"
        greeting = {"greeting": option.greeting} if option.greeting else {}
        yield from _texts(here, {"label": option.label, **greeting}, menu)
        yield from _options((*here, "options"), option.options, menu, teams)


def _texts(path: Path, texts: Mapping[str, Spoken], menu: LineMenu) -> Iterator[Problem]:
    for name, said in texts.items():
        if unsaid := [tag for tag in menu.languages if tag not in said]:
            yield (*path, name), f"is not said in {', '.join(unsaid)}"
