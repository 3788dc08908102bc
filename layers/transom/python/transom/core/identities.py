"""Who may be the same customer, and who cannot be: by their addresses, and how far those are proven."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from transom.model import ConnectionSpec, Contact, ContactField, Door, Frozen, Identity
from transom.model.evidence import Evidence, EvidenceKind

_MAIL = frozenset({"email", "form"})
_PHONE = frozenset({"aws_sms", "aws_whatsapp", "twilio_sms", "vonage", "whatsapp"})
"""Channels whose addresses are phone numbers that a network vouches for; a caller's number is not."""
_PROVEN = {"email": EvidenceKind.SIGNED_MAIL, "inapp": EvidenceKind.IDENTITY_HASH}
_UNPROVEN = {"form": EvidenceKind.FORM}
_ONE_EACH = "inapp"
"""A customer has one account in the desk's own app."""


class Address(Frozen):
    """A mailbox or a phone, over whatever channel it is used."""

    kind: str
    value: str


class Alike(Frozen):
    """Another contact that may be the same customer, why, and what speaks against it."""

    contact: Contact
    reasons: tuple[str, ...]
    conflict: str | None = None


def learnt(door: Door, at: datetime, *, is_verified: bool) -> Evidence:
    """Return what a message tells of the address that it came from."""
    proven = _PROVEN.get(door.channel, EvidenceKind.PROVIDER)
    kind = proven if is_verified else _UNPROVEN.get(door.channel, EvidenceKind.CLAIM)
    return Evidence(kind=kind, at=at, by=door.connection)


def with_evidence(known: Sequence[Evidence], new: Evidence) -> tuple[Evidence, ...]:
    """Return the evidence with one more piece; of each kind the first is kept."""
    return tuple(known) if any(each.kind is new.kind for each in known) else (*known, new)


def address(door: Door) -> Address | None:
    """Return the mailbox or phone behind a door, if it is one."""
    if door.channel in _MAIL:
        return Address(kind="e-mail address", value=door.address.lower())
    number = door.address.removeprefix("+")
    if door.channel in _PHONE and number.isdecimal():
        return Address(kind="phone number", value=f"+{number}")
    return None


def doors(identities: Iterable[Identity], connections: Iterable[ConnectionSpec]) -> list[Door]:
    """Return where the owners of these doors would be met, too: by the same addresses over the other connections."""
    known = {each.door for each in identities}
    addresses = {found for each in known if (found := address(each))}
    return [
        Door(channel=spec.channel, connection=spec.id, address=text)
        for spec in connections
        for each in sorted(addresses, key=lambda one: one.value)
        for text in _written(each, spec.channel)
        if Door(channel=spec.channel, connection=spec.id, address=text) not in known
    ]


def written_so(text: str, connections: Iterable[ConnectionSpec]) -> list[Door]:
    """Return the doors that a text may mean: an account, a mailbox in small letters, a number with its plus or not."""
    number = "".join(char for char in text if char.isdecimal())
    is_phone = bool(number) and not any(char.isalpha() or char == "@" for char in text)
    ways = [text, text.lower(), *((f"+{number}", number) if is_phone else ())]
    return [
        Door(channel=spec.channel, connection=spec.id, address=each)
        for spec in connections
        for each in dict.fromkeys(ways)
    ]


def reasons(ours: Iterable[Identity], theirs: Iterable[Identity]) -> tuple[str, ...]:
    """Return why the owners of two sets of doors may be one customer, in words."""
    known = {found: each for each in ours if (found := address(each.door))}
    pairs = ((known[found], each, found) for each in theirs if (found := address(each.door)) in known)
    return tuple(dict.fromkeys(_reason(found, *pair) for *pair, found in pairs))


def shared_address(doors: Iterable[Door], known: Iterable[Identity]) -> Address | None:
    """Return an address behind some doors that a customer has verified."""
    verified = {address(each.door) for each in known if each.is_verified}
    found = {address(each) for each in doors} & verified
    return min((each for each in found if each), key=lambda each: each.value, default=None)


def conflict(
    one: Contact,
    other: Contact,
    identities: tuple[Sequence[Identity], Sequence[Identity]],
    fields: Iterable[ContactField],
) -> str | None:
    """Return what shows that two contacts are two customers: ids of which a customer has only one, and they differ.

    Mailboxes, phones and messengers are none of these: people have several.
    """
    for field in fields:
        mine, yours = one.fields.get(field.id), other.fields.get(field.id)
        if field.identifies and mine is not None and yours is not None and mine != yours:
            return f"their {field.name} differs: {mine} and {yours}"
    accounts, others = (_accounts(each) for each in identities)
    differing = [each for each in accounts.keys() & others.keys() if accounts[each].isdisjoint(others[each])]
    return f"they are different users of {min(differing)}" if differing else None


def _accounts(identities: Iterable[Identity]) -> Mapping[str, set[str]]:
    """Return the proven accounts in the desk's own apps, by connection; one account may have several devices."""
    found: dict[str, set[str]] = {}
    for each in identities:
        if each.door.channel == _ONE_EACH and each.is_verified:
            found.setdefault(each.door.connection, set()).add(each.door.address.partition(" ")[0])
    return found


def _written(found: Address, channel: str) -> Iterator[str]:
    """Yield how a channel may write an address."""
    if found.kind == "e-mail address" and channel in _MAIL:
        yield found.value
    elif found.kind == "phone number" and channel in _PHONE:
        yield from (found.value, found.value.removeprefix("+"))


def _reason(found: Address, one: Identity, other: Identity) -> str:
    proven = one.is_verified + other.is_verified
    how = ("not verified", "verified in one of them", "verified in both")[proven]
    return f"the same {found.kind} {found.value} in {one.door.connection} and {other.door.connection}, {how}"
