"""What the first server that took a mail found of its sender (RFC 8601)."""

import re
from email.message import Message

from transom.mail import headers
from transom.mail.mail import Auth

_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_REFUSED = re.compile(r"\bdmarc\s*=\s*fail\b[^;]*\b(?:p|policy|dis)\s*=\s*reject\b", re.IGNORECASE)


def auth(message: Message) -> Auth:
    """Return the results in the topmost header alone: those below may have been written by the sender."""
    stated = next(iter(headers.raws(message, "Authentication-Results")), "")
    found = {name.lower(): result.lower() for name, result in reversed(_RESULT.findall(stated))}
    return Auth(
        **found,
        server=stated.partition(";")[0].strip().partition(" ")[0].lower(),
        is_refused=_REFUSED.search(stated) is not None,
        is_spam=_verdict(message, "X-SES-Spam-Verdict"),
        has_virus=_verdict(message, "X-SES-Virus-Verdict"),
    )


def _verdict(message: Message, name: str) -> bool:
    """Tell whether SES found what this header is about."""
    return headers.raw(message, name).strip().upper() == "FAIL"
