"""`transom mail replay`: take the mail of a span again, with the code of now."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, NamedTuple

import boto3
import typer

from channels.email import inbound
from mail_receive.inboxes import addressed
from transom import raw
from transom.aws import blobs
from transom.aws.blobs import Listed
from transom.channel import Connection, InboundMessage, Request
from transom.core.mail_count import hour_of
from transom.errors import InvalidError, UnreadableError
from transom.intake.changes import is_read_otherwise
from transom.intake.filing import known
from transom.model import ConnectionSpec
from transom.model.mail import MailFate
from transom.store import Store
from transom_cli import target

UNCOUNTED = "missing"
READ_OTHERWISE = "read otherwise"
Moment = Annotated[
    datetime, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], help="A moment in UTC.")
]


class Reading(NamedTuple):
    """What a mail is now, and what taking it again would make of it."""

    key: str
    before: str
    after: str


def replay(
    since: Moment,
    until: Moment,
    for_real: Annotated[  # noqa: FBT002 - typer's form of a flag
        bool, typer.Option("--for-real", help="Take them; without it, only tell what would become of them.")
    ] = False,
    stack: target.StackOption = "",
) -> None:
    """Take the mail of a span again: what is there is not written twice, and what is read better now is put right."""
    span = since.replace(tzinfo=UTC), until.replace(tzinfo=UTC)
    if span[0] >= span[1]:
        raise InvalidError("The span ends before it begins: --until must be later than --since.")
    desk = target.find(stack)
    os.environ |= {"TRANSOM_BUCKET": desk.outputs["BucketName"]}
    with target.asking("the mail"):
        mails = [each for each in blobs.listed(raw.MAIL) if span[0] <= each.stored_at < span[1]]
        readings = list(read_again(desk.store, mails))
        for reading in readings:
            typer.echo(f"{reading.before:12} → {reading.after:14} {reading.key}")
        if for_real:
            announce(f"transom-{desk.stage}-email-mail", (mail.key for mail in mails))
    changed = Counter(f"{each.before} → {each.after}" for each in readings if each.before != each.after)
    typer.echo(f"{len(mails)} mails; " + (", ".join(f"{n} {what}" for what, n in changed.items()) or "none changes"))
    typer.echo("They are on their way." if for_real else "Nothing was changed; --for-real takes them.")


def read_again(store: Store, mails: Iterable[Listed]) -> Iterator[Reading]:
    """Yield what each mail is now and what it would be, by the inboxes of now."""
    inboxes = [each for each in store.desk.load().connections if each.channel == "email" and each.is_enabled]
    fates: dict[datetime, dict[str, MailFate]] = {}
    for mail in mails:
        hour = hour_of(mail.stored_at)
        if hour not in fates:
            fates[hour] = {each.key: each.fate for each in store.mails.taken(hour)}
        before = fates[hour].get(mail.key)
        yield Reading(mail.key, before or UNCOUNTED, _after(store, mail, before, inboxes))


def announce(queue: str, keys: Iterable[str]) -> None:
    """Tell the function that takes mail of mails that are in the bucket, as S3 did when they came."""
    sqs = boto3.client("sqs", config=target.PATIENT)
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    for key in keys:
        sqs.send_message(QueueUrl=url, MessageBody=json.dumps({"detail": {"object": {"key": key}}}))


def _after(store: Store, mail: Listed, before: MailFate | None, inboxes: list[ConnectionSpec]) -> str:
    content = blobs.get(mail.key)
    messages = [_read(mail, content, inbox) for inbox in addressed(mail.key, content, inboxes)]
    if not messages or None in messages:
        return MailFate.QUARANTINED
    if before is MailFate.DUPLICATE:
        return before
    if any(_is_other(store, message) for message in messages if message):
        return READ_OTHERWISE
    return MailFate.MACHINE if all(message.is_machine for message in messages if message) else MailFate.MESSAGE


def _read(mail: Listed, content: bytes, inbox: ConnectionSpec) -> InboundMessage | None:
    """Return the message in a mail, or None if it is not understood."""
    request = Request(
        path=mail.key, body=content, received_at=mail.stored_at, is_released=mail.key.startswith(raw.RELEASED)
    )
    connection = Connection(channel=inbox.channel, id=inbox.id, settings=inbox.settings)
    try:
        return next(each for each in inbound.parse(request, connection) if isinstance(each, InboundMessage))
    except (UnreadableError, InvalidError):
        return None


def _is_other(store: Store, message: InboundMessage) -> bool:
    reference = known(store, message.door, message.provider_message_id)
    return reference is not None and not reference.is_alias and is_read_otherwise(store, reference, message.text)
