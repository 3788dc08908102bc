"""The templates of a business account that is linked to AWS."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.aws_whatsapp.api import Social, client
from channels.whatsapp.templates import of_use
from transom.channel import Approved, Connection
from transom.errors import InvalidError, UnavailableError
from transom.model import Frozen

MOST_PAGES = 10
READERS = 8
"""AWS tells one template at a time: as many are asked for at once."""


class Summary(Frozen):
    """A template as it is listed."""

    id: str = Field(alias="metaTemplateId")
    status: str = Field(default="", alias="templateStatus")


class Page(Frozen):
    """A page of the list."""

    templates: tuple[Summary, ...] = ()
    after: str | None = Field(default=None, alias="nextToken")


def approved(connection: Connection, http: httpx.Client) -> tuple[Approved, ...]:  # noqa: ARG001 - boto3 calls
    """Return the templates of the connection's business account that an agent can send."""
    account = connection.settings.get("waba_id", "")
    if not account:
        reason = "is empty: an administrator has to set it"
        raise InvalidError("Nothing says whose templates are meant.", fields={"settings.waba_id": reason})
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - slow to load, and reading does without

    service = client(connection.settings.get("base_url", ""))
    try:
        with ThreadPoolExecutor(READERS) as readers:
            ids = [each.id for each in _listed(service, account) if each.status == "APPROVED"]
            return of_use(readers.map(lambda known: _template(service, account, known), ids))
    except (BotoCoreError, ClientError, ValidationError) as error:
        raise UnavailableError(f"AWS does not tell its templates: {error}") from None


def _listed(service: Social, account: str) -> Iterator[Summary]:
    after: dict[str, str] = {}
    for _ in range(MOST_PAGES):
        page = Page.model_validate(service.list_whatsapp_message_templates(id=account, maxResults=100, **after))
        yield from page.templates
        if not page.after:
            return
        after = {"nextToken": page.after}


def _template(service: Social, account: str, known: str) -> JsonValue:
    found = service.get_whatsapp_message_template(id=account, metaTemplateId=known)
    template: JsonValue = json.loads(found["template"])
    return template
