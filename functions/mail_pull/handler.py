"""Every minute: asks each connection that has a mailbox, and keeps what is new there; it reads none of it."""

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mail_pull import gmail, graph, imap
from mail_pull.source import MAX_MAIL, Mark, Oversized, Pulled, Source, Step
from transom import clock, http, raw
from transom.channel import Connection
from transom.connections import connect
from transom.errors import InvalidError, TransomError
from transom.ids import new_ulid
from transom.log import logger
from transom.model import ConnectionSpec
from transom.settings import settings
from transom.store import Store, store

if TYPE_CHECKING:
    import httpx
    from aws_lambda_powertools.utilities.typing import LambdaContext

SOURCES: dict[str, Source] = {"imap": imap.pull, "graph": graph.pull, "gmail": gmail.pull}
MAX_MAILS = 200
MAX_BYTES = 200_000_000
MAX_BODY = MAX_MAIL * 3 // 2
"""Bytes of an answer: Gmail puts a mail into base64."""
RESERVE = timedelta(seconds=15)
"""What is left of the function's time when nothing new is begun."""

log = logger("mail_pull")


def handler(_event: dict[str, object], context: "LambdaContext") -> None:
    """Ask each mailbox within its share of the time; one that does not answer is asked again the next time."""
    channel, now = settings().require("channel"), clock.now()
    specs = [each for each in store().desk.load().connections if each.channel == channel and each.is_enabled]
    mailboxes = [each for each in specs if each.settings.get("mailbox")]
    if not mailboxes:
        return
    time = timedelta(milliseconds=context.get_remaining_time_in_millis()) - RESERVE
    with http.new_client(max_body=MAX_BODY) as client:
        for number, spec in enumerate(_in_turn(mailboxes, now), 1):
            _pull(connect(spec), client, now + time * number / len(mailboxes))


def _in_turn(mailboxes: list[ConnectionSpec], now: datetime) -> list[ConnectionSpec]:
    """Let another one be first each minute, so that a server which takes all the time stops the others but once."""
    first = now.minute % len(mailboxes)
    return mailboxes[first:] + mailboxes[:first]


def _pull(connection: Connection, client: "httpx.Client", until: datetime) -> None:
    desk = store()
    try:
        source = _source(connection)
        with closing(source(connection, desk.cursors.get(connection.id), client, clock.now())) as steps:
            taken = _take(desk, connection, steps, until)
    except TransomError as error:
        log.warning("pull_failed", connection=connection.id, code=error.code, reason=error.message)
        return
    except Exception:
        # one mailbox that answers nonsense must not hold up the others
        log.exception("pull_failed", connection=connection.id)
        return
    log.info("pulled", connection=connection.id, mails=taken)


def _source(connection: Connection) -> Source:
    kind = connection.settings["mailbox"]
    if kind not in SOURCES:
        raise InvalidError(f"{kind} is no kind of mailbox: it is one of {', '.join(SOURCES)}")
    return SOURCES[kind]


def _take(store: Store, connection: Connection, steps: Iterable[Step], until: datetime) -> int:
    """Keep what is new, up to a measure; the cursor moves on only after all that it covers is kept."""
    taken = size = 0
    for step in steps:
        match step:
            case Pulled(content=content):
                raw.keep_pulled(content, connection.id, clock.now())
                taken, size = taken + 1, size + len(content)
            case Oversized(name=name):
                reason = f"{name} is larger than {MAX_MAIL // 1_000_000} MB, and still in the mailbox"
                now = clock.now()
                raw.quarantine_mail(store, b"", connection.id, reason=reason, record_id=new_ulid(now), now=now)
            case Mark(cursor=cursor):
                store.cursors.set(connection.id, cursor)
                if taken >= MAX_MAILS or size >= MAX_BYTES or clock.now() >= until:
                    break
    return taken
