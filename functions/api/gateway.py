"""What API Gateway hands over: a typed reading of its event."""

import base64
import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from transom.errors import InvalidError, PreconditionRequiredError, TooLargeError
from transom.model import Frozen, Role

MAX_BODY = 1_000_000
KEY = re.compile(r"[\x21-\x7e]{1,128}")
ETAG = re.compile(r'"([0-9]{1,15})"')


def _listed(groups: object) -> object:
    # API Gateway writes a token's list as text, with or without brackets
    return re.findall(r"[\w-]+", groups) if isinstance(groups, str) else groups


class Claims(Frozen):
    """What a verified token says."""

    email: str = ""
    user_id: str = Field(default="", alias="custom:user_id")
    groups: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(default=(), alias="cognito:groups")

    @property
    def role(self) -> Role | None:
        """Return the highest role among the groups."""
        return max((role for role in Role if role in self.groups), key=list(Role).index, default=None)

    def names(self, user_id: str, email: str) -> bool:
        """Tell whether the token is this user's; a token without our id is known by its address."""
        return self.user_id == user_id if self.user_id else self.email.lower() == email.lower()


class Authorizer(Frozen):
    """What the authorizer found."""

    claims: Claims | None = None


class Context(Frozen):
    """What the gateway knows of the request."""

    request_id: str = Field(default="", alias="requestId")
    authorizer: Authorizer | None = None


class GatewayEvent(Frozen):
    """A request as the gateway's proxy integration tells it."""

    headers: dict[str, str] | None = None
    query: dict[str, list[str]] | None = Field(default=None, alias="multiValueQueryStringParameters")
    body: str | None = None
    is_base64: bool = Field(default=False, alias="isBase64Encoded")
    context: Context = Field(default=Context(), alias="requestContext")

    @property
    def claims(self) -> Claims | None:
        """Return what the token says, if there was one."""
        return self.context.authorizer.claims if self.context.authorizer else None

    @property
    def parameters(self) -> dict[str, str]:
        """Return the query; of a name that was given twice, the last value."""
        return {name: values[-1] for name, values in (self.query or {}).items() if values}

    def header(self, name: str) -> str | None:
        """Return a header's value, whatever the case of its name."""
        return {key.lower(): value for key, value in (self.headers or {}).items()}.get(name.lower())

    def content(self) -> bytes:
        """Return the body's bytes."""
        body = (self.body or "").encode()
        content = base64.b64decode(body) if self.is_base64 else body
        if len(content) > MAX_BODY:
            raise TooLargeError(f"a body holds at most {MAX_BODY} bytes")
        return content

    def told(self, path: Mapping[str, str]) -> list[str]:
        """Return what the request says, by which one is told from another: its path, its body, and what it is for."""
        return [*path.values(), self.header("If-Match") or "", self.content().decode(errors="replace")]

    def version(self) -> int:
        """Return the version that `If-Match` names; a tag that was never ours is version 0, which nothing has."""
        tag = self.header("If-Match")
        if tag is None:
            raise PreconditionRequiredError("send the ETag that you read as If-Match")
        match = ETAG.fullmatch(tag.strip())
        return int(match[1]) if match else 0

    def idempotency_key(self) -> str | None:
        """Return the key that names this attempt, if the caller gave one."""
        key = self.header("Idempotency-Key")
        if key is not None and not KEY.fullmatch(key):
            fields = {"Idempotency-Key": "1 to 128 visible ASCII characters"}
            raise InvalidError("the idempotency key is not usable", fields=fields)
        return key
