"""One customer under several contacts: which are the same, why, and the way back; and what is kept of them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from transom.errors import InvalidError
from transom.model import Actor, Contact, ContactField, Desk, Merge
from transom.model.contact import FieldValue

MOST_MERGED = 20


def merge(source: Contact, target: Contact, reason: str, by: Actor, now: datetime) -> tuple[Contact, Contact]:
    """Return both contacts once the one is the same customer as the other; nothing of either is lost."""
    if refusal := _refusal(source, target):
        raise _refused("merged", refusal)
    found = [*_in_common(source, target), *([reason] if reason else [])]
    if not found:
        raise InvalidError(
            "These contacts have no address in common.", fields={"reason": "say how they are known to be the same"}
        )
    told = Merge(contact_id=source.id, at=now, by=by.id, evidence="; ".join(found))
    return (
        source.model_copy(update={"merged_into": target.id}),
        target.model_copy(update={"merges": (*target.merges, told)}),
    )


def unmerge(source: Contact, target: Contact) -> tuple[Contact, Contact]:
    """Return both contacts as two customers again."""
    if source.merged_into != target.id:
        raise _refused("unmerged", f"{source.name} is not merged")
    return (
        source.model_copy(update={"merged_into": None}),
        target.model_copy(update={"merges": tuple(each for each in target.merges if each.contact_id != source.id)}),
    )


def changed(
    contact: Contact, values: Mapping[str, object], own: Mapping[str, FieldValue | None], desk: Desk
) -> Contact:
    """Return a contact with what is set of them; refuse what the desk does not know."""
    if contact.erased_at:
        raise InvalidError("This customer was erased; who writes again is another contact.")
    if (tier := values.get("tier")) and tier not in desk.brand.tiers:
        raise InvalidError("The desk has no such tier.", fields={"tier": "is none of the brand's tiers"})
    kept = {name: value for name, value in contact.fields.items() if name not in own}
    return contact.model_copy(update={**values, "fields": kept | fields(own, desk.contact_fields)})


def fields(given: Mapping[str, FieldValue | None], declared: Iterable[ContactField]) -> dict[str, FieldValue]:
    """Return the values that are given, without those taken away; refuse what is not of its field's type."""
    known = {each.id: each for each in declared}
    wrong = {
        f"fields.{name}": _wanted(known.get(name))
        for name, value in given.items()
        if name not in known or (value is not None and not _fits(value, known[name]))
    }
    if wrong:
        raise InvalidError("The desk does not keep this of its customers.", fields=wrong)
    return {name: value for name, value in given.items() if value is not None}


def _refusal(source: Contact, target: Contact) -> str | None:
    if source.id == target.id:
        return "a contact is not merged with itself"
    if source.erased_at or target.erased_at:
        return "an erased customer is nobody"
    if source.merged_into:
        return f"{source.name} is merged already"
    if source.merges:
        return f"{source.name} has others merged into it; merge the other way round, or undo that first"
    if target.merged_into:
        return f"{target.name} is itself merged"
    return f"{target.name} has as many merged contacts as one can have" if len(target.merges) >= MOST_MERGED else None


def _in_common(source: Contact, target: Contact) -> list[str]:
    """Return the addresses that both contacts have, in words."""
    pairs = (("e-mail address", source.email, target.email), ("phone number", source.phone, target.phone))
    return [
        f"the same {what}: {one}"
        for what, one, other in pairs
        if one and other and one.strip().lower() == other.strip().lower()
    ]


def _fits(value: FieldValue, field: ContactField) -> bool:
    match field.type:
        case "flag":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, float | int) and not isinstance(value, bool)
        case "choice":
            return value in field.choices
        case "date":
            return isinstance(value, str) and _is_date(value)
        case "text":
            return isinstance(value, str)


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _wanted(field: ContactField | None) -> str:
    if field is None:
        return "there is no such field"
    return f"must be one of {', '.join(field.choices)}" if field.choices else f"must be a {field.type}"


def _refused(what: str, reason: str) -> InvalidError:
    return InvalidError(f"These contacts cannot be {what}: {reason}.", fields={"into": reason})
