"""`transom users`: who may sign in."""

import re
from typing import Annotated

import typer
from pydantic import ValidationError

from transom.core import wording
from transom.core.soundness import check
from transom.errors import ConflictError, InvalidError
from transom.model import Desk, Role, User
from transom_cli import people, target

app = typer.Typer(no_args_is_help=True, help="Who works at the desk.")


@app.callback()
def users() -> None:
    """Who works at the desk."""


@app.command()
def add(
    email: Annotated[str, typer.Argument(help="The address that they sign in with.")],
    name: Annotated[str, typer.Option(help="Their name, as colleagues and customers see it.")],
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.AGENT,
    team: Annotated[list[str] | None, typer.Option(help="A team's id; may be repeated.")] = None,
    stack: target.StackOption = "",
) -> None:
    """Let someone work at the desk; the user pool sends them a first password by mail."""
    desk = target.find(stack)
    records = desk.store.desk
    before = records.load()
    try:
        user = User(id=user_id(email, before), email=email, name=name, role=role, teams=tuple(team or ()))
    except ValidationError as error:
        raise InvalidError(f"{email} cannot be added.", fields=wording.fields(error.errors())) from error
    records.apply(with_user(before, user))
    people.invite(desk.outputs["UserPoolId"], user, by_mail=True)
    typer.echo(f"{user.name} can sign in as {user.email}; write the user {user.id!r} into desk.yaml to keep it there.")


def user_id(email: str, desk: Desk) -> str:
    """Return the id that is made of an address; an address already known keeps its id."""
    made = re.sub(r"[^a-z0-9]+", "-", email.partition("@")[0].lower()).strip("-")
    for user in desk.users:
        if user.email.lower() == email.lower():
            return user.id
        if user.id == made:
            raise ConflictError(f"The id {made!r} is taken by {user.email}; write the user into desk.yaml instead.")
    return made


def with_user(desk: Desk, user: User) -> Desk:
    """Return the desk with the user added or replaced; a team that does not exist is refused."""
    others = tuple(each for each in desk.users if each.id != user.id)
    return check(desk.model_copy(update={"users": (*others, user)}))
