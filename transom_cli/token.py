"""`transom token`: sign in, and print what the API takes."""

from typing import Annotated

import typer

from transom.errors import UnauthenticError
from transom_cli import target
from transom_cli.local import load_local


def token(
    email: Annotated[str, typer.Argument(help="Who signs in.")],
    stack: target.StackOption = "",
) -> None:
    """Print an id token for the API, and nothing else."""
    desk = target.find(stack)
    typer.echo(_signed_in(desk.outputs["UserPoolClientId"], email, _password(email, stack)))


def _password(email: str, stack: str) -> str:
    kept = {} if stack else {user.email: user.password for user in load_local().users}
    return kept.get(email) or str(typer.prompt("Password", hide_input=True, err=True))


def _signed_in(client_id: str, email: str, password: str) -> str:
    with target.asking(f"signing in as {email}"):
        answer = target.cognito().initiate_auth(
            ClientId=client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
    if "AuthenticationResult" not in answer:
        raise UnauthenticError(f"Sign in to the console first: the user pool wants {answer['ChallengeName']}.")
    return answer["AuthenticationResult"]["IdToken"]
