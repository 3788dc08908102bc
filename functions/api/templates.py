"""The templates that a connection's provider has approved, and how one becomes an answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import channels
from api.bodies import NewTemplate
from api.call import Call
from transom.aws import secrets
from transom.channel import Approved, Connection, Template
from transom.core import approved
from transom.errors import InvalidError
from transom.model import Attachment
from transom.settings import settings

LASTS = timedelta(minutes=5)
"""As long as a list is used: providers take a day over a new template."""

_known: dict[str, tuple[datetime, tuple[Approved, ...]]] = {}


def of(call: Call, connection_id: str) -> tuple[Approved, ...]:
    """Return what can be sent through a connection; none where its provider knows no templates."""
    spec = call.store.desk.connection(connection_id)
    if not channels.has_templates(spec.channel):
        return ()
    until, listed = _known.get(spec.id, (call.now, ()))
    if until <= call.now:
        current, _ = secrets.connection_secret(f"transom/{settings().stage}/{spec.channel}", spec.id)
        connection = Connection(id=spec.id, channel=spec.channel, settings=spec.settings, secret=current)
        listed = _listed(connection)
        _known[spec.id] = (call.now + LASTS, listed)
    return listed


def forget() -> None:
    """Forget the lists."""
    _known.clear()


def filled(
    call: Call, connection_id: str, wanted: NewTemplate, attachments: Iterable[Attachment]
) -> tuple[Template, str]:
    """Return a template as it is sent, and what it says then; what keeps it from being sent is named in the error."""
    template = Template.model_validate(wanted.model_dump())
    same = (each for each in of(call, connection_id) if (each.name, each.language) == (wanted.name, wanted.language))
    known = next(same, None)
    if known is None:
        reason = "the provider has approved no template of this name and language"
        raise InvalidError("The template cannot be sent.", fields={"template": reason})
    if faults := approved.faults(known, template, [each.kind for each in attachments]):
        raise InvalidError("The template is not filled in as it has to be.", fields=faults)
    return template, approved.filled(known, template)


def _listed(connection: Connection) -> tuple[Approved, ...]:
    from transom import http  # noqa: PLC0415 - httpx is slow to import, and most calls need none

    return channels.templates(connection.channel).approved(connection, http.client())
