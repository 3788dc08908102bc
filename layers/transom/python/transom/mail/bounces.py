"""What mail servers say of mails that they could not deliver: in the standard's parts (RFC 3464), or in words."""

# ruff: noqa: RUF001 - words and signs of other alphabets

import re
from collections.abc import Iterator
from email import message_from_string
from email.message import Message

from transom.mail import headers, parts
from transom.mail.mail import Bounce

MAX_READ = 100_000
"""Characters of a text in which a server's words are looked for."""

_DAEMON = re.compile(
    r"mailer[-_.]?daemon|post-?master|mail[-.]?delivery|mail ?system|mdaemon|(?:^|[.+-])bounces?[@+-]|"
    r"mail administrator|delivery[-_ ]?(?:sub)?system|"
    r"^(?:daemon|mail|root|smtp|mta|mailadmin|mail-admin|emailadmin|system)@|notification@|^<>$|mailer@|"
    r"microsoftexchange[0-9a-f]{16,}@",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver(?:able|ed)|non[- ]?deliver|not? (?:be )?deliver(?:ed|y|able)|delivery (?:status notification|"
    r"failed|failure|problem|error|report|unsuccessful|has failed|to the following)|"
    r"deliverystatus|failed delivery|failure (?:notice|delivery)|returned (?:mail|e-?mail|to sender)|"
    r"return(?:ed)?:? ?(?:mail|to sender)|mail (?:delivery )?(?:failed|failure|error|delivery|system error)|"
    r"message (?:delivery )?(?:failed|failure|delayed|not delivered|status)|could ?n[o']t (?:be )?(?:deliver|"
    r"sen[dt])|user unknown|unknown (?:user|recipient|address)|"
    r"bounced? (?:mail|e-?mail)|delayed mail|warning: (?:could not send|message)|nondeliverable|"
    r"permanent (?:delivery )?failure|delivery notification|"
    r"unzustellbar|nicht zugestellt|zustellung|konnte nicht|non remis|non distribu|échec de (?:la )?remise|"
    r"no se puede entregar|"
    r"no se pudo entregar|impossibile recapitare|mancata consegna|onbestelbaar|niedostarczon|nie (?:można|"
    r"udało się) dostarczyć|zwrot|"
    r"не доставлен|недоставлен|сообщение не|не удалось доставить|"
    r"невозможно доставить|не доставлено|配信不能|退信|系统退信|"
    r"无法投递|undelivered|non recapitabil|recapito non|falha na entrega|não (?:foi )?entreg|niet te bestellen|"
    r"nedoručiteln|teslim edilemedi|не уда[её]тся доставить|не вдалося доставити|未送达|无法送达|投递失败|"
    r"配信できません|届きません|배달되지|배달 실패|전달되지",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"(?:could|can|was|were|did|has|have|is|are)(?: ?n['o]t|not)(?: yet)?(?: been| be)? (?:able to )?(?:deliver|"
    r"sen[dt]\b|reach|accept|complet|receiv)|"
    r"un(?:able|deliver)|undeliverable|permanent (?:fatal )?(?:error|failure)|fatal error|"
    r"delivery (?:to the following|failed|failure|has failed|attempt|error|unsuccessful)|"
    r"failed (?:permanently|recipient|to deliver|address)|recipient(?:s)? (?:address )?(?:rejected|unknown|"
    r"failed)|user (?:unknown|not found|doesn)|unknown (?:user|recipient|mailbox|address|local)|"
    r"no such (?:user|recipient|address|mailbox|person|account)|mailbox (?:unavailable|not found|is full|full|"
    r"over ?quota|does not exist|disabled|unknown|size limit)|over ?quota|quota exceed|"
    r"does(?: not|n['’]t) (?:exist|have an? (?:\S+ )?account|like recipient)|not (?:listed|known|a valid|"
    r"our customer|deliver)|account (?:has been |is )?(?:disabled|inactive|suspended|expired)|"
    r"invalid (?:recipient|address|mailbox|user)|address(?:es)? (?:rejected|failed|not found|had|you)|"
    r"message (?:was |has been )?(?:rejected|refused|blocked|bounced|returned|not sent)|"
    r"returned (?:to sender|mail|message|as)|host (?:unknown|not found|or domain)|gave up|giving up|"
    r"retry time ?out|has been blocked|"
    r"nicht zugestellt|konnte nicht|n['’]a pas pu|no se (?:puede|pudo|ha podido)|non (?:è stato|ha potuto)|"
    r"nie (?:można|udało|został)|"
    r"nie (?:powiodło|znaleziono)|échec de (?:la )?remise|introuvable|n['’]a pas été trouvé|non riuscit|não (?:foi|é)|"
    r"mislukt|nezdařil|nepodařilo|bulunamadı|teslim edilemedi|"
    r"не (?:может|удалось|уда[её]тся|был[оа]?|существует|доставлен|найден|вдалося|вдається|знайдено)|"
    r"存在しません|できません|不存在|无法|未送达|失败|찾을 수 없|없습니다|못했습니다",
    re.IGNORECASE,
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.:-])([45]\d\d)(?=[ \-])(?!-\d\d)")
_ADDRESS = r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+"
_NAMED = (
    re.compile(rf"^\s*<?(?:smtp:)?({_ADDRESS})>?\s*:?\s*$", re.MULTILINE | re.IGNORECASE),
    re.compile(rf"^\s*<({_ADDRESS})>[:,\s]", re.MULTILINE),
    re.compile(
        rf"\b(?:recipients?|address(?:es)?|to|user|mailbox|account|for|an|à|al|do|na|"
        rf"на|адресат[уа]?)\b\W{{0,4}}[:=<\s\"']*<?({_ADDRESS})>?",
        re.IGNORECASE,
    ),
    re.compile(rf"<({_ADDRESS})>"),
    re.compile(rf"({_ADDRESS})"),
)
"""How words name the address that failed, the surest first."""
_COPY = re.compile(
    r"^[ >]*(?:-{3,}.{0,60}(?:original|copy|returned|headers?|unsent|message follows|transcript).{0,80}|"
    r".{0,60}(?:copy of (?:the|your) (?:original )?message|original message (?:follows|headers)|included below|"
    r"headers? of the).{0,80}|Return-Path:.*|Received: .*|Message-ID:.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_MESSAGE_ID = re.compile(r"^[ >\t]*Message-ID:\s*<([^<>\s]+)>", re.IGNORECASE | re.MULTILINE)
_SOFT_WORDS = re.compile(
    r"quota|mailbox (?:is )?full|full mailbox|over limit|temporar|try again|later|timed? ?out|too large|"
    r"size limit|greylist|spam|block|delay",
    re.IGNORECASE,
)
_DELAY_WORDS = re.compile(
    r"delayed|will (?:continue|keep) (?:to )?try|still being (?:tried|retried)|not yet been delivered|"
    r"warning (?:message )?only|no action is required|will be retried|attempts will continue",
    re.IGNORECASE,
)


def bounces(message: Message, sender: str, text: str) -> tuple[Bounce, ...]:
    """Return what a mail tells of mails that were not delivered; nothing where it is no bounce."""
    found = tuple(_reported(message))
    if found or _is_report_of_success(message):
        return found
    return _in_words(message, sender, text[:MAX_READ])


def _reported(message: Message) -> Iterator[Bounce]:
    message_id = _failed_id(message, "")
    for block in _blocks(message):
        action = headers.text(block, "Action").lower().partition(" ")[0]
        has_failed = action == "failed" or (not action and (_status(block) or "2").startswith(("4", "5")))
        if has_failed or action == "delayed":
            yield _of_block(block, message_id, is_delayed=not has_failed)


def _of_block(block: Message, message_id: str | None, *, is_delayed: bool) -> Bounce:
    diagnosis = headers.text(block, "Diagnostic-Code").partition(";")[2].strip() or headers.text(
        block, "Diagnostic-Code"
    )
    status = _status(block)
    told = _STATUS.search(diagnosis)
    if told and (status is None or status.endswith(".0.0")):
        status = told[1]
    code = _CODE.search(f" {diagnosis} ")
    return Bounce(
        address=_recipient(block),
        status=status,
        code=int(code[1]) if code else None,
        is_hard=not is_delayed and _is_hard(status, int(code[1]) if code else None, diagnosis),
        is_delayed=is_delayed,
        reason=diagnosis[:500],
        message_id=message_id,
    )


def _status(block: Message) -> str | None:
    found = _STATUS.search(headers.text(block, "Status"))
    return found[1] if found else None


def _recipient(block: Message) -> str | None:
    for name in ("Original-Recipient", "Final-Recipient", "X-Actual-Recipient"):
        found = re.search(_ADDRESS, headers.text(block, name).rpartition(";")[2])
        if found:
            return found[0].lower()
    return None


def _blocks(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() not in {"message/delivery-status", "message/global-delivery-status"}:
            continue
        if part.is_multipart():
            yield from parts.inner(part)
            continue
        told = parts.content(part).decode("utf-8", "replace")
        yield from (message_from_string(block, policy=headers.RAW) for block in re.split(r"\n[ \t\r]*\n", told))


def _is_report_of_success(message: Message) -> bool:
    actions = {headers.text(block, "Action").lower() for block in _blocks(message)} - {""}
    is_read = "disposition-notification" in str(message.get_param("report-type", "")).lower()
    return is_read or (bool(actions) and actions <= {"delivered", "relayed", "expanded"})


def _in_words(message: Message, sender: str, text: str) -> tuple[Bounce, ...]:
    """Return what a server that knows no standard says; only what such a server sends is read so."""
    subject, failed = headers.text(message, "Subject"), headers.text(message, "X-Failed-Recipients")
    is_daemon = _DAEMON.search(f"{sender}") is not None or _DAEMON.search(headers.text(message, "From")) is not None
    has_null_sender = headers.raw(message, "Return-Path").strip() == "<>"
    signs = is_daemon + has_null_sender + (_SUBJECT.search(subject) is not None) + bool(failed)
    if not failed and signs < 2:  # noqa: PLR2004 - two of the signs
        return ()
    told = _COPY.split(text, maxsplit=1)[0]
    if not failed and not _FAILED.search(f"{subject}\n{told}\n{text[:4000]}"):
        return ()
    return tuple(_of_words(message, sender, text, told, failed))


def _of_words(message: Message, sender: str, text: str, told: str, failed: str) -> Iterator[Bounce]:
    status, code = _STATUS.search(told), _CODE.search(told)
    number = int(code[1]) if code else None
    is_delayed = _DELAY_WORDS.search(f"{headers.text(message, 'Subject')}\n{told}") is not None
    named = [match[0].lower() for match in re.finditer(_ADDRESS, failed)] or _named(message, sender, told) or [None]
    for address in named:
        yield Bounce(
            address=address,
            status=status[1] if status else None,
            code=number,
            is_hard=not is_delayed and _is_hard(status[1] if status else None, number, told),
            is_delayed=is_delayed,
            reason=" ".join(told.split())[:500],
            message_id=_failed_id(message, text),
        )


def _named(message: Message, sender: str, told: str) -> list[str | None]:
    own = {sender, *(each.address for each in headers.addresses(message, "From", "To", "Reply-To"))}
    for pattern in _NAMED:
        found = [match[1].lower().rstrip(".") for match in pattern.finditer(told)]
        others = [each for each in dict.fromkeys(found) if each not in own and not _DAEMON.search(each)]
        if others:
            return list(others[:50])
    return []


def _is_hard(status: str | None, code: int | None, words: str) -> bool:
    if status and not status.startswith("5"):
        return False
    if status and status.startswith(("5.2.2", "5.2.3", "5.3.4", "5.7.")):  # full, too large, policy: it may pass later
        return status.startswith("5.7.") and "spam" not in words.lower() and "block" not in words.lower()
    if code is not None and code < 500:  # noqa: PLR2004 - SMTP's permanent codes begin there
        return False
    return status is not None or code is not None or not _SOFT_WORDS.search(words)


def _failed_id(message: Message, text: str) -> str | None:
    """Return the id of the mail that failed, from the copy of it that the server sends back."""
    for part in message.walk():
        if part is not message and part.get_content_type() in {
            "message/rfc822",
            "text/rfc822-headers",
            "message/global-headers",
        }:
            found = _id_of(part)
            if found:
                return found
    stated = _MESSAGE_ID.search(text)
    return stated[1] if stated else next(iter(headers.ids(message, "In-Reply-To")), None)


def _id_of(part: Message) -> str | None:
    returned = next(iter(parts.inner(part)), None)
    if returned is not None and "Message-ID" in returned:
        return next(iter(headers.ids(returned, "Message-ID")), None)
    found = _MESSAGE_ID.search(parts.content(part).decode("utf-8", "replace"))
    return found[1] if found else None
