"""`transom rules`: try rules before they act."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from transom.archive import recent
from transom.core.replay import WouldDo, replay
from transom_cli import deskfile, target

app = typer.Typer(help="Try rules before they act.", no_args_is_help=True)

MOST = typer.Option(min=1, max=100, help="How many conversations to look at, the latest first.")


@app.callback()
def _start() -> None:
    """Begin; there is nothing to prepare."""


@app.command("dry-run")
def dry_run(
    file: Annotated[Path, typer.Argument(help="The file that states the desk.")] = Path("desk.yaml"),
    conversations: Annotated[int, MOST] = 25,
    stack: target.StackOption = "",
) -> None:
    """Show what a file's rules would have done to what happened of late; nothing is changed."""
    desk = deskfile.read(file)
    archive = recent(target.find(stack).store, desk, conversations)
    found = [would for begun, entries in archive for would in replay(begun, entries, desk)]
    for would in found:
        typer.echo(described(would))
    typer.echo(f"{len(found)} times a rule's time would have come, in {len(archive)} conversations.")


def described(would: WouldDo) -> str:
    """Return what a rule would have done, for reading."""
    entry, verdict = would.entry, would.verdict
    why = f" because {', '.join(verdict.reasons)}" if verdict.reasons else ""
    head = f"{entry.at:%Y-%m-%d %H:%M} {entry.conversation_id} {entry.name}: {verdict.rule}{why}"
    told = [f"  ! {verdict.refusal}"] if verdict.refusal else []
    for written in verdict.entries:
        told += [f"  + {written.name} {written.text}"] if written.text else []
        told += [f"  ~ {name}: {_change(change)}" for name, change in written.data.items() if isinstance(change, dict)]
    return "\n".join([head, *told])


def _change(change: Mapping[str, object]) -> str:
    return f"{change.get('from')} → {change.get('to')}"
