"""Twilio's callbacks: the fields that the desk reads, whichever way they come."""

from collections.abc import Iterator
from typing import Annotated, Self
from urllib.parse import parse_qsl

from pydantic import Field, ValidationError

from transom.channel import Request
from transom.model import Referral
from transom.model.base import Frozen
from transom.provider.reading import unreadable

type Id = Annotated[str, Field(min_length=1)]

MAX_MEDIA = 10


class Media(Frozen):
    """A file of a message, and where Twilio keeps it."""

    url: str
    mime: str = "application/octet-stream"


class Callback(Frozen):
    """A message, or what became of one of ours."""

    sid: Id = Field(alias="MessageSid")
    sender: str = Field(default="", alias="From")
    """Missing where a messaging service tells what became of a message."""
    recipient: str = Field(default="", alias="To")
    body: str = Field(default="", alias="Body")
    status: str = Field(default="", alias="MessageStatus")
    error: str = Field(default="", alias="ErrorCode")
    error_text: str = Field(default="", alias="ErrorMessage")
    opt_out: str = Field(default="", alias="OptOutType")
    name: str = Field(default="", alias="ProfileName")
    username: str = Field(default="", alias="ProfileUsername")
    kind: str = Field(default="", alias="MessageType")
    button: str = Field(default="", alias="ButtonText")
    answered: str = Field(default="", alias="OriginalRepliedMessageSid")
    latitude: str = Field(default="", alias="Latitude")
    longitude: str = Field(default="", alias="Longitude")
    label: str = Field(default="", alias="Label")
    address: str = Field(default="", alias="Address")
    ad_kind: str = Field(default="", alias="ReferralSourceType")
    ad_title: str = Field(default="", alias="ReferralHeadline")
    ad_url: str = Field(default="", alias="ReferralSourceUrl")
    ad_id: str = Field(default="", alias="ReferralSourceId")
    ad_click: str = Field(default="", alias="ReferralCtwaClid")
    reference: str = ""
    """Our own, from the address that a message's fate is told to."""
    media: tuple[Media, ...] = ()

    @property
    def referral(self) -> Referral | None:
        """Return the ad or the post that led a customer of WhatsApp's here."""
        if not self.ad_id:
            return None
        return Referral(
            source=self.ad_kind, title=self.ad_title, url=self.ad_url, reference=self.ad_click or self.ad_id
        )

    @classmethod
    def of(cls, request: Request) -> Self:
        """Read a callback, posted as a form or asked for with GET; raises `UnreadableError`."""
        given = dict(fields(request))
        query = dict(pairs(request.query))
        try:
            return cls.model_validate({**given, "reference": query.get("reference", ""), "media": [*_media(given)]})
        except ValidationError as error:
            raise unreadable(error, "callback of Twilio") from None


def fields(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a callback; a GET has them in its query."""
    return pairs(request.query if request.method == "GET" else request.body.decode(errors="replace"))


def pairs(form: str) -> list[tuple[str, str]]:
    """Return the fields of a form, the empty ones too."""
    return parse_qsl(form, keep_blank_values=True)


def _media(given: dict[str, str]) -> Iterator[dict[str, str]]:
    for index in range(MAX_MEDIA):
        if url := given.get(f"MediaUrl{index}"):
            yield {"url": url, "mime": given.get(f"MediaContentType{index}") or "application/octet-stream"}
