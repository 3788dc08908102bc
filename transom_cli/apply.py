"""`transom apply`: make a desk what its file says."""

import json
import sys
from collections.abc import Iterator, Sequence
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from transom.model import Actor, ActorKind
from transom.retiring import check_states
from transom.store import Change, Turn
from transom_cli import deskfile, target

_SIGNS = {
    Turn.ADDED: ("+", typer.colors.GREEN),
    Turn.CHANGED: ("~", typer.colors.YELLOW),
    Turn.REMOVED: ("-", typer.colors.RED),
}


def apply(
    file: Annotated[Path, typer.Argument(help="The file that states the desk.")] = Path("desk.yaml"),
    only_plan: Annotated[bool, typer.Option("--plan", help="Show what would change, and change nothing.")] = False,  # noqa: FBT002
    is_agreed: Annotated[bool, typer.Option("--yes", help="Do not ask before changing.")] = False,  # noqa: FBT002
    stack: target.StackOption = "",
) -> None:
    """Make a desk what its file says: shows the plan, then asks, then applies it."""
    desk = deskfile.read(file)
    store = target.find(stack).store
    check_states(store, desk)
    records = store.desk
    planned = records.plan(desk)
    typer.echo(described(planned))
    if only_plan or not planned:
        return
    # without a terminal there is nobody to ask: a pipeline has looked at --plan before
    if not is_agreed and sys.stdin.isatty():
        typer.confirm("Apply this?", abort=True)
    records.apply(desk, Actor(kind=ActorKind.SYSTEM, id="apply", name=getuser()))
    typer.echo(f"Applied {len(planned)} changes.")


def plan(
    file: Annotated[Path, typer.Argument(help="The file that states the desk.")] = Path("desk.yaml"),
    stack: target.StackOption = "",
) -> None:
    """Show what applying a file would change, and change nothing."""
    desk = deskfile.read(file)
    store = target.find(stack).store
    check_states(store, desk)
    typer.echo(described(store.desk.plan(desk)))


def described(plan: Sequence[Change]) -> str:
    """Return the plan for reading: a line for each record, and below it what changes of it."""
    told = "\n".join(line for change in plan for line in (_line(change), *_fields(change)))
    return told or "The desk is what the file says; there is nothing to change."


def _line(change: Change) -> str:
    sign, color = _SIGNS[change.turn]
    kind, _, name = change.record.partition("#")
    return typer.style(f"{sign} {kind} {name.rpartition('#')[2]}".rstrip(), fg=color)


def _fields(change: Change) -> Iterator[str]:
    """Yield the fields of a changed record that differ, from what to what."""
    if not (isinstance(change.before, dict) and isinstance(change.after, dict)):
        return
    for name in dict.fromkeys((*change.before, *change.after)):
        before, after = (json.dumps(each.get(name), ensure_ascii=False) for each in (change.before, change.after))
        if before != after:
            yield f"    {name}: {before} → {after}"
