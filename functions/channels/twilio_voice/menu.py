"""A line's menu, and what somebody chooses there."""

from transom.channel import Connection
from transom.core.language import detect
from transom.model.menu import LineLanguage, LineMenu, LineOption

BARE = LineMenu(
    languages={"en-US": LineLanguage()},
    greeting={"en-US": "Welcome."},
    closed={"en-US": "We are closed at the moment."},
)
"""What callers of a line hear that has no menu of its own, before the voicemail."""


def menu_of(connection: Connection) -> LineMenu:
    """Return a connection's menu."""
    return connection.menu or BARE


def tag_of(menu: LineMenu, tag: str) -> str:
    """Return this tag if the line speaks it, else its first."""
    return tag if tag in menu.languages else next(iter(menu.languages))


def tag_of_text(menu: LineMenu, text: str) -> str:
    """Return under which tag a text is read out."""
    return menu.speaks(detect(text, [tag.partition("-")[0] for tag in menu.languages])) or next(iter(menu.languages))


def chosen(menu: LineMenu, path: str, digits: str, speech: str) -> LineOption | None:
    """Return what a caller pressed or named among the choices at the end of a way."""
    options = menu.options_at(path)
    if digits:
        return next((option for option in options if option.digit == digits), None)
    return next((option for option in options if speech and option.is_said(speech)), None)
