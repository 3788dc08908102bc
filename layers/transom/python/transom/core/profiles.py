"""Whom a provider is asked about, and what of its answer the desk keeps."""

from datetime import datetime, timedelta

from transom.channel import Profile, Sender
from transom.model import Audience, Contact, Entry, Identity, Person

FRESH = timedelta(days=7)
"""For how long a picture is taken for the present one."""


def wanted(sender: Sender, identity: Identity | None, name: str, now: datetime) -> Person | None:
    """Return whom to ask about: once a week who writes from a door, and always those of whom only the id is known."""
    is_due = not (identity and identity.profile_at and now - identity.profile_at < FRESH)
    is_told = sender.has_profile and (is_due or name == sender.address)
    return Person(address=sender.address, picture=sender.avatar) if is_told or (sender.avatar and is_due) else None


def named(contact: Contact, person: Person, profile: Profile) -> Contact:
    """Return a contact with the name and the language that a provider tells, where the desk has none."""
    name = profile.name if contact.name == person.address else ""
    return contact.model_copy(update={"name": name or contact.name, "language": contact.language or profile.language})


def shows(message: Entry, contact: Contact, profile: Profile, now: datetime) -> bool:
    """Tell whether a picture is a contact's, who has no fresh one; in a group, others write by their door too."""
    is_theirs = message.audience is Audience.PRIVATE or contact.name == profile.name
    is_fresh = contact.picture is not None and now - contact.picture.at < FRESH
    return bool(profile.picture) and is_theirs and not is_fresh
