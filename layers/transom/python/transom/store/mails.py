"""Mails that came in: what became of each, filed by the hour, and the hours' counts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from transom.core.mail_count import hour_of
from transom.model.mail import MailCount, TakenMail
from transom.store.items import MailCountItem, TakenMailItem, moment
from transom.store.page import Cursors, Page, checked_limit
from transom.store.table import Put, Query, Table

KEPT = timedelta(days=35)
_COUNTS = "MAIL_COUNTS"
_CURSORS = Cursors("mail_counts")


class Mails:
    """The account of mail in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def note(self, mail: TakenMail) -> TakenMail | None:
        """Note what became of a mail, and return what was noted of it before."""
        item = TakenMailItem(
            _hour(mail.stored_at), mail.key, mail=mail.model_dump(mode="json"), expires_at=_end(mail.stored_at)
        )
        before = self._table.change(Put(item, condition=None), returning="ALL_OLD")
        return _mail(TakenMailItem.from_raw_data(before)) if before else None

    def taken(self, hour: datetime) -> Iterator[TakenMail]:
        """Yield the mails of an hour that were taken in."""
        rows = self._table.all(Query(_hour(hour), is_consistent=True))
        return (_mail(TakenMailItem.from_raw_data(row)) for row in rows)

    def note_count(self, count: MailCount) -> None:
        """Put an hour's count in the place of the one before."""
        item = MailCountItem(
            _COUNTS, moment(count.hour), count=count.model_dump(mode="json"), expires_at=_end(count.hour)
        )
        self._table.write(Put(item, condition=None))

    def counts(self, limit: int = 48, cursor: str | None = None) -> Page[MailCount]:
        """Return a page of the hours' counts, newest first; hours without mail have none."""
        below, limit = _CURSORS.read(cursor), checked_limit(limit)
        before = Path("sk") < below if below else None
        answer = self._table.ask(Query(_COUNTS, range=before, is_descending=True, limit=limit + 1))
        counts = [MailCount.model_validate(MailCountItem.from_raw_data(row).count) for row in answer.items]
        more = len(counts) > limit
        return Page(counts[:limit], _CURSORS.write(moment(counts[limit - 1].hour)) if more else None)


def _mail(item: TakenMailItem) -> TakenMail:
    return TakenMail.model_validate(item.mail)


def _hour(at: datetime) -> str:
    return f"MAIL#{moment(hour_of(at))}"


def _end(at: datetime) -> int:
    return int((at + KEPT).timestamp())
