"""A notification as a mail to each agent whom it names: once, whatever is delivered twice."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from transom.aws import ses
from transom.channel import Receipt, RetryAfter
from transom.core.notifying import readers
from transom.core.staffing import is_absent
from transom.errors import ThrottledError
from transom.log import logger
from transom.model import Conversation, Desk, Entry, User
from transom.settings import settings
from transom.store import Store

LEASE = timedelta(days=14)
"""As long as the queue keeps an event: who finds the lease taken knows that this mail has left."""

log = logger("notify")


def mail(store: Store, entry: Entry, now: datetime) -> int:
    """Send a notification to everybody whom it names and who is there; returns how many mails left now."""
    desk = store.desk.load()
    conversation = store.conversations.get(entry.conversation_id)
    wanted = [user for user in readers(entry, desk) if _is_reached(store, user, desk, conversation, now)]
    return sum(_sent(store, user, desk, conversation, entry, now) for user in wanted)


def _is_reached(store: Store, user: User, desk: Desk, conversation: Conversation, now: datetime) -> bool:
    """Tell whether a mail would be read: the user is not absent, and their server takes what it is sent."""
    is_away = is_absent(user.id, desk, conversation.team, now)
    return not is_away and store.suppressions.find(user.email, now) is None


def _sent(store: Store, user: User, desk: Desk, conversation: Conversation, entry: Entry, now: datetime) -> bool:
    lease = f"{entry.id}#{user.id}"
    if not store.sends.lease(entry.conversation_id, lease, now, LEASE):
        return False
    sender = settings().require("sender")
    raw = _written(user, desk, conversation, entry, sender).as_bytes()
    receipt = ses.send(raw, sender=sender, recipients=[user.email])
    if isinstance(receipt, RetryAfter):
        store.sends.release(entry.conversation_id, lease)
        raise ThrottledError(f"the mail to {user.id} is put off: {receipt.reason}")
    _log(receipt, user)
    return True


def _written(user: User, desk: Desk, conversation: Conversation, entry: Entry, sender: str) -> EmailMessage:
    text = entry.text or ""
    written = EmailMessage()
    written["From"] = formataddr((desk.brand.name, sender))
    written["To"] = formataddr((user.name, user.email))
    written["Subject"] = f"[{conversation.code}] {' '.join(text.split())[:120]}"
    written["Date"] = format_datetime(entry.at)
    written["Message-ID"] = f"<{entry.id}.{user.id}@{sender.rpartition('@')[2]}>"
    # no machine answers what a machine wrote
    written["Auto-Submitted"] = "auto-generated"
    written["X-Auto-Response-Suppress"] = "All"
    link = f"\n\n{settings().origin}/views/all/{conversation.id}" if settings().origin else ""
    written.set_content(f"{text}\n\n{conversation.code}{link}\n")
    return written


def _log(receipt: Receipt, user: User) -> None:
    log.info("notification_mailed", user_id=user.id, outcome=type(receipt).__name__)
