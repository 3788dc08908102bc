"""The desk's own participant in a chat: it joins at its first answer, and speaks by a connection token."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple, Protocol, TypedDict

from transom import clock
from transom.channel import Connection

MARGIN = timedelta(minutes=5)
"""How long before its end a connection token is left aside."""


class Credentials(TypedDict):
    """What a new participant is given."""

    ParticipantToken: str


class Created(TypedDict):
    """The answer to `CreateParticipant`."""

    ParticipantCredentials: Credentials


class ConnectionCredentials(TypedDict):
    """What a participant speaks by, and until when."""

    ConnectionToken: str
    Expiry: str


class Joined(TypedDict):
    """The answer to `CreateParticipantConnection`."""

    ConnectionCredentials: ConnectionCredentials


class Said(TypedDict):
    """The answer to `SendMessage`."""

    Id: str


class Linked(TypedDict):
    """The answer to `GetAttachment`."""

    Url: str


class Contacts(Protocol):
    """The part of the Connect client that lets the desk into a chat."""

    def create_participant(
        self,
        *,
        InstanceId: str,  # noqa: N803 - AWS's names
        ContactId: str,  # noqa: N803 - the same
        ClientToken: str,  # noqa: N803 - the same
        ParticipantDetails: dict[str, str],  # noqa: N803 - the same
    ) -> Created:
        """Add a participant to a chat."""


class Participants(Protocol):
    """The part of the participant service's client that speaks."""

    def create_participant_connection(self, *, Type: list[str], ParticipantToken: str) -> Joined:  # noqa: N803 - AWS's names
        """Give a participant what it speaks by."""

    def send_message(self, *, ContentType: str, Content: str, ClientToken: str, ConnectionToken: str) -> Said:  # noqa: N803 - the same
        """Say something; a second time under the same client token it is not said."""

    def get_attachment(self, *, AttachmentId: str, ConnectionToken: str) -> Linked:  # noqa: N803 - the same
        """Return where a file of the chat lies."""


class Token(NamedTuple):
    """A connection token and its end."""

    value: str
    until: datetime


_tokens: dict[tuple[str, str], Token] = {}


@cache
def contacts(region: str) -> Contacts:
    """Return the Connect client of a region."""
    import boto3  # noqa: PLC0415 - slow to load, and not needed by what comes in

    from transom.aws.clients import CONFIG  # noqa: PLC0415 - the same

    made: Contacts = boto3.client("connect", region_name=region or None, config=CONFIG)
    return made


@cache
def participants(region: str) -> Participants:
    """Return the participant service's client of a region."""
    import boto3  # noqa: PLC0415 - slow to load, and not needed by what comes in

    from transom.aws.clients import CONFIG  # noqa: PLC0415 - the same

    made: Participants = boto3.client("connectparticipant", region_name=region or None, config=CONFIG)
    return made


def token(connection: Connection, contact_id: str) -> str:
    """Return what the desk speaks by in a chat, joining it when it is not there yet."""
    key = (connection.id, contact_id)
    known = _tokens.get(key)
    if known is None or known.until <= clock.now():
        known = _tokens[key] = _join(connection, contact_id)
    return known.value


def forget(connection: Connection, contact_id: str) -> None:
    """Drop a token that is no longer taken."""
    _tokens.pop((connection.id, contact_id), None)


def _join(connection: Connection, contact_id: str) -> Token:
    region = connection.settings.get("region", "")
    created = contacts(region).create_participant(
        InstanceId=connection.settings.get("instance_id", ""),
        ContactId=contact_id,
        ClientToken=f"{connection.id}-{contact_id}",
        ParticipantDetails={
            "ParticipantRole": "CUSTOM_BOT",
            "DisplayName": connection.settings.get("display_name") or "Support",
        },
    )
    joined = participants(region).create_participant_connection(
        Type=["CONNECTION_CREDENTIALS"], ParticipantToken=created["ParticipantCredentials"]["ParticipantToken"]
    )
    credentials = joined["ConnectionCredentials"]
    return Token(credentials["ConnectionToken"], _until(credentials["Expiry"]) - MARGIN)


def _until(expiry: str) -> datetime:
    try:
        until = datetime.fromisoformat(expiry)
    except ValueError:
        return clock.now()
    return until if until.tzinfo else until.replace(tzinfo=UTC)
