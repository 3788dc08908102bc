"""VK's API as a community sees it: every answer is a 200, and a refusal is a number in its body."""

from collections.abc import Callable, Mapping
from typing import Self

import httpx
from pydantic import BaseModel, JsonValue, ValidationError

from channels.vk.channel import BASE_URL, VERSION
from transom.channel import Connection, OutboundFile, OutcomeLost, Refused, RetryAfter
from transom.errors import TooLargeError
from transom.model import Frozen, MediaKind
from transom.provider.calls import RETRY_SECONDS, refusal

LATER = {1: RETRY_SECONDS, 6: 1.0, 9: 60.0, 10: RETRY_SECONDS, 29: 3600.0}
"""Refusals that pass, by their numbers: an unknown or inner error, too many calls, too many alike, the day's limit."""
LIMITS = frozenset({6, 29})
"""Those that concern the whole community."""


class UnsentError(Exception):
    """What had to be done before the message could be sent failed: the message is not out."""

    def __init__(self, receipt: RetryAfter | Refused) -> None:
        super().__init__(receipt.reason)
        self.receipt = receipt


class Fault(Frozen):
    """Why VK refuses."""

    error_code: int
    error_msg: str = ""

    @property
    def receipt(self) -> RetryAfter | Refused:
        """Return what it means for the message."""
        told = f"VK refuses: {self.error_msg or self.error_code}"
        seconds = LATER.get(self.error_code)
        return (
            Refused(reason=told)
            if seconds is None
            else RetryAfter(seconds=seconds, reason=told, is_limit=self.error_code in LIMITS)
        )


class Reply(Frozen):
    """The body of an answer: what was asked for, or a fault."""

    response: JsonValue = None
    error: Fault | None = None

    @classmethod
    def of(cls, response: httpx.Response) -> Self | None:
        """Read an answer; None for one that is not of the API."""
        try:
            return cls.model_validate_json(response.content)
        except ValidationError:
            return None


class Place(Frozen):
    """Where a file is to be uploaded."""

    upload_url: str


class UploadedPhoto(Frozen):
    """What a photo is saved by."""

    server: int
    photo: str
    hash: str


class UploadedFile(Frozen):
    """What a file is saved by."""

    file: str


class Saved(Frozen):
    """What a message refers to an uploaded file by."""

    id: int
    owner_id: int


class SavedDoc(Frozen):
    """A saved file, in its envelope."""

    doc: Saved | None = None
    audio_message: Saved | None = None


class Api:
    """The methods of the API, called as a community."""

    def __init__(self, connection: Connection, http: httpx.Client) -> None:
        self._base = (connection.settings.get("base_url") or BASE_URL).rstrip("/")
        self._common = {"access_token": connection.secret.get("access_token", ""), "v": VERSION}
        self._http = http

    def call(self, method: str, fields: Mapping[str, str]) -> httpx.Response:
        """Call a method; the token goes into the body, and so into no log of addresses."""
        return self._http.post(f"{self._base}/method/{method}", data={**fields, **self._common})

    def upload(self, file: OutboundFile, peer: str) -> str:
        """Upload a file for a conversation; returns the name by which a message carries it."""
        return self._upload_photo(file, peer) if file.kind is MediaKind.IMAGE else self._upload_doc(file, peer)

    def _upload_photo(self, file: OutboundFile, peer: str) -> str:
        place = self._ask("photos.getMessagesUploadServer", {"peer_id": peer}, Place)
        photo = self._post(place.upload_url, "photo", file, UploadedPhoto)
        fields = {"server": str(photo.server), "photo": photo.photo, "hash": photo.hash}
        saved = self._ask("photos.saveMessagesPhoto", fields, Saved)
        return f"photo{saved.owner_id}_{saved.id}"

    def _upload_doc(self, file: OutboundFile, peer: str) -> str:
        kind = "audio_message" if file.kind is MediaKind.VOICE else "doc"
        place = self._ask("docs.getMessagesUploadServer", {"peer_id": peer, "type": kind}, Place)
        uploaded = self._post(place.upload_url, "file", file, UploadedFile)
        found = self._ask("docs.save", {"file": uploaded.file, "title": file.name}, SavedDoc)
        saved = found.doc or found.audio_message
        if saved is None:
            raise UnsentError(Refused(reason=f"VK does not take the file {file.name}"))
        return f"doc{saved.owner_id}_{saved.id}"

    def _ask[Model: BaseModel](self, method: str, fields: Mapping[str, str], model: type[Model]) -> Model:
        reply = Reply.of(_answered(lambda: self.call(method, fields)))
        if reply and reply.error:
            raise UnsentError(reply.error.receipt)
        found = reply.response if reply else None
        return _read(model, found[0] if isinstance(found, list) and found else found)

    def _post[Model: BaseModel](self, url: str, field: str, file: OutboundFile, model: type[Model]) -> Model:
        parts = {field: (file.name, file.content, file.mime)}
        response = _answered(lambda: self._http.post(url, files=parts))
        try:
            return model.model_validate_json(response.content)
        except ValidationError:
            raise UnsentError(Refused(reason=f"VK does not take the file {file.name}")) from None


def _answered(request: Callable[[], httpx.Response]) -> httpx.Response:
    try:
        response = request()
    except (httpx.HTTPError, httpx.InvalidURL, TooLargeError) as error:
        raise UnsentError(RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)) from None
    if response.is_success:
        return response
    told = refusal(response)
    # nobody saw an upload: one whose outcome is unknown is simply done again
    if isinstance(told, OutcomeLost):
        told = RetryAfter(seconds=RETRY_SECONDS, reason=told.reason, is_failure=told.is_failure)
    raise UnsentError(told)


def _read[Model: BaseModel](model: type[Model], found: JsonValue) -> Model:
    try:
        return model.model_validate(found)
    except ValidationError:
        raise UnsentError(RetryAfter(seconds=RETRY_SECONDS, reason="an answer of VK is unreadable")) from None
