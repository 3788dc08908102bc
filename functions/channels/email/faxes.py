"""Faxes that a gateway brings as mails: known by their sender, answered by a mail that the gateway faxes."""

import re
from typing import NamedTuple

from transom.channel import Connection, InboundMessage, OutboundMessage, Sender
from transom.mail import Mail
from transom.model import Door

NUMBER = "{number}"
_DIALLED = r"(?P<number>\+?[0-9](?:[ ./-]?(?:[0-9]|\([0-9]{1,5}\))){3,24})"


class Fax(NamedTuple):
    """Who faxed: their number as the gateway writes it, and where an answer is mailed to."""

    number: str
    address: str

    @property
    def phone(self) -> str | None:
        """Return the number as it is dialled from anywhere, if it says its country."""
        return f"+{self.number.lstrip('+0')}" if self.number.startswith(("+", "00")) else None


def fax(mail: Mail, connection: Connection) -> Fax | None:
    """Return who faxed, if a mail is one of the connection's gateway."""
    settings = connection.settings
    sender = _found(settings.get("fax_from", ""), mail.from_addr)
    if sender is None:
        return None
    told = sender.groupdict().get("number") or _in_subject(settings.get("fax_subject", ""), mail.subject)
    number = re.sub(r"[^0-9+]", "", told)
    return Fax(number, settings.get("fax_to", NUMBER).replace(NUMBER, number.lstrip("+"))) if number else None


def received(message: InboundMessage, fax: Fax) -> InboundMessage:
    """Return a gateway's mail as what it is: a fax of its caller's, which goes on with what came from there before."""
    return message.model_copy(
        update={
            "door": Door(channel=message.door.channel, connection=message.door.connection, address=fax.address),
            "sender": Sender(address=fax.address, name=fax.number, phone=fax.phone),
            "subject": None,
            "is_mail": False,
            "participants": (),
            "forwarded": None,
            "is_machine": False,
        }
    )


def is_faxed(message: OutboundMessage, connection: Connection) -> bool:
    """Tell whether an answer is mailed to the gateway."""
    return _found(connection.settings.get("fax_to", ""), message.door.address) is not None


def faxable(message: OutboundMessage) -> OutboundMessage:
    """Return an answer as a gateway faxes it: nothing is quoted, and nobody reads along."""
    return message.model_copy(update={"quote": None, "copies": ()})


def _in_subject(pattern: str, subject: str) -> str:
    found = re.search(_regex(pattern), subject, re.IGNORECASE) if NUMBER in pattern else None
    return found["number"] if found else ""


def _found(pattern: str, address: str) -> re.Match[str] | None:
    return re.fullmatch(_regex(pattern), address, re.IGNORECASE) if pattern else None


def _regex(pattern: str) -> str:
    """Return a pattern of the settings as a regular expression: all but the number is meant literally."""
    return _DIALLED.join(re.escape(part) for part in pattern.split(NUMBER, 1))
