"""The HTTP API's event (payload format 2.0), as the contract's request and response."""

from base64 import b64decode
from datetime import datetime
from typing import TypedDict

from pydantic import Field

from transom.channel import Request, Response
from transom.model import Frozen


class Http(Frozen):
    """How the request was made."""

    method: str
    path: str


class RequestContext(Frozen):
    """What the gateway adds."""

    http: Http


class HookEvent(Frozen):
    """One request as API Gateway hands it to a function."""

    query: str = Field(default="", alias="rawQueryString")
    headers: dict[str, str] = {}
    context: RequestContext = Field(alias="requestContext")
    parameters: dict[str, str] = Field(default={}, alias="pathParameters")
    body: str = ""
    is_encoded: bool = Field(default=False, alias="isBase64Encoded")

    @property
    def connection(self) -> str:
        """Return the connection that the address names."""
        return self.parameters.get("connection", "")

    def request(self, received_at: datetime) -> Request:
        """Return the request as it came, its body as bytes."""
        http = self.context.http
        return Request(
            method=http.method,
            path=http.path,
            query=self.query,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=b64decode(self.body) if self.is_encoded else self.body.encode(),
            received_at=received_at,
        )


class Answer(TypedDict):
    """What the gateway expects of a function."""

    statusCode: int
    headers: dict[str, str]
    body: str


def answer(response: Response) -> Answer:
    """Return a response in the gateway's form."""
    return {"statusCode": response.status, "headers": response.headers, "body": response.body}
