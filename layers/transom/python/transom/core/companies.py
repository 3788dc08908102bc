"""Which mail domains tell a company, and which tell nothing."""

import re
from collections.abc import Iterable

from transom.errors import InvalidError

_FREE = """
aol.com fastmail.com free.fr gmail.com gmx.at gmx.ch gmx.de gmx.net googlemail.com hotmail.com hotmail.fr i.ua
icloud.com inbox.lv inbox.ru interia.pl laposte.net libero.it live.com mac.com mail.com mail.ru me.com msn.com
naver.com o2.pl onet.pl op.pl orange.fr outlook.com outlook.de pm.me proton.me protonmail.com qq.com rambler.ru
seznam.cz sfr.fr t-online.de tlen.pl tuta.com ukr.net uol.com.br wanadoo.fr web.de wp.pl ya.ru yahoo.co.jp yahoo.com
yahoo.de yahoo.fr yandex.com yandex.ru zoho.com 126.com 163.com
"""
FREE = frozenset(_FREE.split())
"""Where anybody gets an address."""
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


def domain_of(email: str | None) -> str | None:
    """Return the domain of a company's address; None for one that anybody can have."""
    domain = (email or "").rpartition("@")[2].strip().lower()
    return domain if domain and domain not in FREE else None


def domains(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return domains as they are kept; refuse what is none, and those that anybody has an address of."""
    found = tuple(dict.fromkeys(each.strip().lower().removeprefix("@") for each in wanted))
    wrong = {f"domains.{place}": reason for place, each in enumerate(found) if (reason := _problem(each))}
    if wrong:
        raise InvalidError("A company is not known by these domains.", fields=wrong)
    return found


def _problem(domain: str) -> str | None:
    if domain in FREE:
        return "anybody can have an address there"
    return None if _DOMAIN.fullmatch(domain) else "is no domain such as acme.example"
