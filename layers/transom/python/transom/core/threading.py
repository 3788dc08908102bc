"""Which conversation a message belongs to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from transom.core.mailboxes import company
from transom.model import Conversation, Frozen

_CODE = re.compile(r"(?<![0-9A-Za-z-])([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{4})(?![0-9A-Za-z-])")


class Evidence(StrEnum):
    """What shows that a message belongs to a conversation, the strongest first."""

    TOKEN = "token"  # noqa: S105 - the kind of evidence, not a secret
    REFERENCE = "reference"
    ALIAS = "alias"
    MARK = "mark"
    CODE = "code"
    DOOR = "door"


class Match(Frozen):
    """The conversation that a message belongs to, and how that is known."""

    conversation_id: str
    evidence: Evidence
    detail: str = ""


def match(
    *,
    token: str | None = None,
    references: Sequence[str] = (),
    known: Mapping[str, str] | None = None,
    aliases: Mapping[str, str] | None = None,
    mark: str | None = None,
    subject: str = "",
    behind_door: str | None = None,
) -> Match | None:
    """Return the conversation that a message belongs to, or None when it begins one.

    Args:
        token: the conversation that a token signed by us names.
        references: ids of messages that this one answers, newest last, and its own before them.
        known: the conversation of each reference whose message we have.
        aliases: the conversation of each reference that other messages there have named.
        mark: the conversation that a signed mark in the text names, which may be a quoted one.
        subject: may hold a conversation's code as people read it.
        behind_door: the conversation now open behind the sender's door, on channels that have one thread a person.
    """
    if token:
        return Match(conversation_id=token, evidence=Evidence.TOKEN)
    for evidence, found in ((Evidence.REFERENCE, known), (Evidence.ALIAS, aliases)):
        for reference in reversed(references):
            if found and reference in found:
                return Match(conversation_id=found[reference], evidence=evidence, detail=reference)
    if mark:
        return Match(conversation_id=mark, evidence=Evidence.MARK)
    if code := _CODE.search(subject):
        return Match(conversation_id=f"{code[1]}{code[2]}", evidence=Evidence.CODE, detail=code[0])
    if behind_door:
        return Match(conversation_id=behind_door, evidence=Evidence.DOOR)
    return None


def takes_part(address: str, conversation: Conversation, *, is_proven: bool) -> bool:
    """Tell whether who writes from this address may go on with a conversation of mails.

    These are its customer, its participants, and, if the mail is proven to come from there, the customer's colleagues.
    """
    writer, customer = address.lower(), conversation.door.address.lower()
    if writer == customer or any(writer == each.address for each in conversation.participants):
        return True
    return is_proven and company(writer) is not None and company(writer) == company(customer)


class Filed(Frozen):
    """A mail of a mailbox, by its ids."""

    message_id: str
    references: tuple[str, ...] = ()


def group(mails: Iterable[Filed]) -> list[list[str]]:
    """Return the ids of a mailbox's mails by conversation, whatever the order in which they came.

    Two mails belong together when one answers the other, or when both answer a mail that nobody has seen.
    """
    found = list(mails)
    above: dict[str, str] = {}

    def root(mail_id: str) -> str:
        while (parent := above.setdefault(mail_id, mail_id)) != mail_id:
            above[mail_id] = mail_id = above[parent]
        return mail_id

    for mail in found:
        for reference in mail.references:
            above[root(reference)] = root(mail.message_id)
    groups: dict[str, list[str]] = {}
    for mail_id in dict.fromkeys(mail.message_id for mail in found):
        groups.setdefault(root(mail_id), []).append(mail_id)
    return list(groups.values())
