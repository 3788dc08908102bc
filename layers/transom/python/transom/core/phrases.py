"""What the variables of a canned text stand for in a conversation."""

import re
from collections.abc import Mapping

from transom.errors import InvalidError
from transom.model import CannedReply, Conversation, Desk, phrase

_NAME = re.compile(r"[^\W\d_]{1,40}(?:['\u2019-][^\W\d_]{1,40}){0,2}\.?")


def canned(reply_id: str, conversation: Conversation, desk: Desk, agent: str = "") -> str:
    """Return a canned reply in the customer's language, or in the brand's, with its variables filled in."""
    found = next((each for each in desk.canned_replies if each.id == reply_id), None)
    if found is None:
        raise InvalidError(f"There is no canned reply {reply_id}.", fields={"reply": "there is no such canned reply"})
    fallback = desk.presentation(conversation.door.connection).language
    return filled(_text(found, conversation.language, fallback), conversation, desk, agent)


def filled(
    text: str, conversation: Conversation, desk: Desk, agent: str = "", more: Mapping[str, str] | None = None
) -> str:
    """Return a text with its variables filled in, of which there may be more than the usual ones."""
    return phrase.rendered(text, {**_values(conversation, desk, agent), **(more or {})})


def _text(reply: CannedReply, *wishes: str | None) -> str:
    tags = ((wish or "").replace("_", "-").partition("-")[0].lower() for wish in wishes)
    return next((reply.texts[tag] for tag in tags if tag in reply.texts), next(iter(reply.texts.values())))


def _values(conversation: Conversation, desk: Desk, agent: str) -> dict[str, str]:
    assignee = next((user.name for user in desk.users if user.id == conversation.assignee), "")
    writer = agent or assignee
    team = next((team.name for team in desk.teams if team.id == conversation.team), "")
    return {
        "agent.first_name": _first(writer),
        "agent.name": writer,
        "brand.name": desk.presentation(conversation.door.connection).name,
        "contact.first_name": _first(conversation.contact_name),
        "contact.name": conversation.contact_name,
        "conversation.code": conversation.code,
        "conversation.subject": conversation.subject,
        "team.name": team,
    }


def _first(name: str) -> str:
    """Return the first name, a word of letters; an address or a link in the place of a name has none."""
    first = next(iter(name.split(maxsplit=1)), "")
    return first if "@" not in name and _NAME.fullmatch(first) else ""
