"""The SMS API's webhooks: parameters in the query, in a form, or in JSON, as the account's settings have it."""

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import parse_qsl

from pydantic import Field, RootModel, StrictInt, StrictStr, ValidationError

from transom.channel import Request, header
from transom.errors import UnreadableError
from transom.model.base import Frozen
from transom.provider.reading import read, unreadable

type Id = Annotated[str, Field(min_length=1)]
type Place = Annotated[int, Field(ge=1, le=255)]


class Parameters(RootModel[dict[str, StrictStr | StrictInt]]):
    """Parameters as JSON."""


class Sms(Frozen):
    """A message, a part of one, or a receipt for one of ours."""

    id: Id = Field(alias="messageId")
    number: Id = Field(alias="msisdn")
    at: str = Field(default="", alias="message-timestamp")
    kind: str = Field(default="text", alias="type")
    text: str = ""
    series: str = Field(default="", alias="concat-ref")
    total: Place = Field(default=1, alias="concat-total")
    position: Place = Field(default=1, alias="concat-part")
    status: str = ""
    error: str = Field(default="", alias="err-code")
    reference: str = Field(default="", alias="client-ref")

    @property
    def occurred_at(self) -> datetime:
        """Return when Vonage began to tell it, which it states in UTC; raises `UnreadableError`."""
        try:
            return datetime.fromisoformat(self.at).replace(tzinfo=UTC)
        except ValueError:
            raise UnreadableError("the message states no time") from None


def parameters(request: Request) -> dict[str, str]:
    """Return all parameters of a request; raises `UnreadableError`."""
    given = dict(parse_qsl(request.query, keep_blank_values=True))
    if not request.body:
        return given
    if header(request.headers, "content-type").startswith("application/json"):
        posted = read(Parameters, request.body, "webhook of the SMS API").root
        return given | {name: str(value) for name, value in posted.items()}
    return given | dict(parse_qsl(request.body.decode(errors="replace"), keep_blank_values=True))


def sms(request: Request) -> Sms:
    """Return what a webhook tells; raises `UnreadableError`."""
    try:
        return Sms.model_validate(parameters(request))
    except ValidationError as error:
        raise unreadable(error, "webhook of the SMS API") from None
