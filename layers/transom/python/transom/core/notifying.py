"""Who is notified of a conversation, and the entry that tells it."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import JsonValue

from transom.core.phrases import filled
from transom.model import Actor, Conversation, Desk, Entry, EntryName, Notify, User


def notified(
    notify: Notify,
    conversation: Conversation,
    desk: Desk,
    *,
    entry_id: str,
    actor: Actor,
    at: datetime,
    data: Mapping[str, JsonValue] | None = None,
) -> Entry | None:
    """Return the entry that notifies agents; None while there is nobody to notify."""
    users, teams = _addressees(notify, conversation)
    if not users and not teams:
        return None
    return Entry(
        id=entry_id,
        name=EntryName.AGENT_NOTIFIED,
        conversation_id=conversation.id,
        at=at,
        actor=actor,
        text=filled(notify.text, conversation, desk),
        data={**(data or {}), "users": [*users], "teams": [*teams], "by_mail": notify.by_mail},
        correlation_id=entry_id,
    )


def check_names(notify: Notify, desk: Desk) -> dict[str, str]:
    """Return what is wrong with the names of those who are notified, by field."""
    named = {
        "users": (notify.users, {user.id for user in desk.users}),
        "teams": (notify.teams, {team.id for team in desk.teams}),
    }
    missing = {field: [name for name in names if name not in known] for field, (names, known) in named.items()}
    return {f"notify.{field}": f"there is no {field[:-1]} {names[0]!r}" for field, names in missing.items() if names}


def readers(entry: Entry, desk: Desk) -> list[User]:
    """Return everybody whom an entry notifies, each once, whether by name or as one of a team."""
    users, teams = addressed(entry)
    return [user for user in desk.users if user.id in users or set(user.teams) & teams]


def addressed(entry: Entry) -> tuple[set[str], set[str]]:
    """Return the ids of the users and the teams that an entry notifies."""
    named = (entry.data.get(kind) for kind in ("users", "teams"))
    users, teams = ({str(each) for each in names} if isinstance(names, list) else set[str]() for names in named)
    return users, teams


def _addressees(notify: Notify, conversation: Conversation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own_user = (conversation.assignee,) if notify.assignee and conversation.assignee else ()
    own_team = (conversation.team,) if notify.assignee and conversation.team and not own_user else ()
    return tuple(dict.fromkeys((*notify.users, *own_user))), tuple(dict.fromkeys((*notify.teams, *own_team)))
