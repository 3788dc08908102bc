"""The user pool's people: created with their role, and in the local stack with a password."""

import secrets
import string
from collections.abc import Iterable, Mapping

from botocore.exceptions import ClientError

from transom.model import User
from transom_cli import target
from transom_cli.local import LocalUser


def invite(pool: str, user: User, *, by_mail: bool) -> None:
    """Create a user with their role; one who is there already keeps the password."""
    cognito = target.cognito()
    attributes = {"email": user.email, "email_verified": "true", "name": user.name, "custom:user_id": user.id}
    with target.asking(f"adding {user.email} to the user pool"):
        try:
            cognito.admin_create_user(
                UserPoolId=pool,
                Username=user.email,
                UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
                **({"DesiredDeliveryMediums": ["EMAIL"]} if by_mail else {"MessageAction": "SUPPRESS"}),
            )
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") != "UsernameExistsException":
                raise
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=user.email, GroupName=user.role)


def let_in(pool: str, users: Iterable[User], known: Mapping[str, str]) -> tuple[LocalUser, ...]:
    """Give everybody an account whose password is known here; one known before stays the same."""
    return tuple(_let_in(pool, user, known.get(user.email)) for user in users)


def _let_in(pool: str, user: User, known: str | None) -> LocalUser:
    password = known or _password()
    invite(pool, user, by_mail=False)
    with target.asking(f"the password of {user.email}"):
        target.cognito().admin_set_user_password(
            UserPoolId=pool, Username=user.email, Password=password, Permanent=True
        )
    return LocalUser(email=user.email, password=password, role=user.role)


def _password() -> str:
    letters = "".join(secrets.choice(string.ascii_letters) for _ in range(16))
    return f"{letters}-Aa{secrets.randbelow(10)}"  # every kind of character that the pool's policy may ask for
