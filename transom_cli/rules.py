"""`transom rules`: try rules before they act."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from transom import clock
from transom.archive import Past, Scope, past, rehearsed
from transom.core.comparing import Comparison, Difference, Effect, Total, Turn
from transom.errors import InvalidError
from transom.model import Frozen
from transom_cli import deskfile, target

app = typer.Typer(help="Try rules before they act.", no_args_is_help=True)

MOST_REQUESTS = 10_000
_DAYS = re.compile(r"(\d{1,4})d")
_SIGNS = {
    Turn.ADDED: ("+", typer.colors.GREEN),
    Turn.GONE: ("-", typer.colors.RED),
    Turn.CHANGED: ("~", typer.colors.YELLOW),
    Turn.STOPPED: ("!", typer.colors.MAGENTA),
}


class Report(Frozen):
    """What a dry run found."""

    conversations: int
    entries: int
    since: datetime
    cut: str | None
    comparison: Comparison


@app.callback()
def _start() -> None:
    """Begin; there is nothing to prepare."""


@app.command("dry-run")
def dry_run(
    file: Annotated[Path, typer.Argument(help="The file that states the desk.")] = Path("desk.yaml"),
    since: Annotated[str, typer.Option(help="From when on: a day such as 2026-11-01, or the last days as 7d.")] = "30d",
    limit: Annotated[int, typer.Option(min=1, max=5_000, help="How many conversations, the latest first.")] = 200,
    is_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,  # noqa: FBT002
    stack: target.StackOption = "",
) -> None:
    """Show what a file's rules would change of what happened, as against the live rules; nothing is changed."""
    desk = deskfile.read(file)
    scope = Scope(began(since, clock.now()), clock.now(), limit, MOST_REQUESTS)
    store = target.find(stack).store
    live = store.desk.load()
    found = past(store, live, scope)
    compared = rehearsed(found, live, desk, scope)
    if is_json:
        typer.echo(_report(found, compared, scope).model_dump_json(indent=2))
    else:
        typer.echo("\n".join(described(found, compared)))


def began(text: str, now: datetime) -> datetime:
    """Return the moment from which on the past is looked at."""
    if days := _DAYS.fullmatch(text):
        return now - timedelta(days=int(days[1]))
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        reason = "write a day such as 2026-11-01, or the last days as 7d"
        raise InvalidError(f"{text!r} is no moment.", fields={"--since": reason}) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def described(found: Past, compared: Comparison) -> Iterator[str]:
    """Yield what would change, for reading: each difference, the totals of each rule, and what was looked at."""
    for difference in compared.differences:
        yield from _difference(difference)
    if not compared.differences:
        yield "The file's rules would have done what the live ones did."
    yield from map(_total, compared.totals)
    yield f"{len(found.lived)} conversations with {found.entries} entries were looked at."
    if found.cut:
        yield found.cut


def _report(found: Past, compared: Comparison, scope: Scope) -> Report:
    return Report(
        conversations=len(found.lived),
        entries=found.entries,
        since=scope.since,
        cut=found.cut,
        comparison=compared,
    )


def _difference(difference: Difference) -> Iterator[str]:
    sign, color = _SIGNS[difference.turn]
    why = f" because {', '.join(difference.reasons)}" if difference.reasons else ""
    head = f"{sign} {difference.at:%Y-%m-%d %H:%M} {difference.conversation} {difference.because_of}: {difference.rule}"
    yield typer.style(head + why, fg=color)
    yield from (f"    - {_effect(effect)}" for effect in difference.live)
    yield from (f"    + {_effect(effect)}" for effect in difference.proposed)
    if difference.refusal:
        yield f"    ! {difference.refusal}"


def _effect(effect: Effect) -> str:
    if effect.field in {"note", "reply", "notify"}:
        return f"{effect.field}: {effect.after}"
    return f"{effect.field}: {_shown(effect.before)} → {_shown(effect.after)}"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def _total(total: Total) -> str:
    counts = f"{total.live} times → {total.proposed} times"
    turns = ", ".join(f"{getattr(total, turn)} {turn}" for turn in Turn if getattr(total, turn))
    return f"{total.rule}: {counts}" + (f" ({turns}; {total.conversations} conversations)" if turns else "")
