"""Whose a mail domain is: a company's, or a provider's at which anybody may have an address."""

PUBLIC = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com"),
        *(
            "hotmail.co.uk",
            "hotmail.fr",
            "hotmail.de",
            "hotmail.es",
            "hotmail.it",
            "live.co.uk",
            "live.fr",
            "outlook.de",
        ),
        *("outlook.fr", "outlook.es", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "yahoo.es", "yahoo.it", "yahoo.co.jp"),
        *("yahoo.com.br", "yahoo.co.in", "aol.com", "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com"),
        *("pm.me", "tutanota.com", "tuta.com", "fastmail.com", "hey.com", "zoho.com", "mail.com", "gmx.com", "gmx.net"),
        *("gmx.de", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de", "arcor.de", "posteo.de", "mailbox.org"),
        *("orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "libero.it", "virgilio.it", "tiscali.it"),
        *("terra.com.br", "uol.com.br", "bol.com.br", "wp.pl", "o2.pl", "onet.pl", "op.pl", "interia.pl", "gazeta.pl"),
        *("poczta.fm", "tlen.pl", "seznam.cz", "email.cz", "centrum.cz", "azet.sk", "centrum.sk", "freemail.hu"),
        *("mail.ru", "bk.ru", "inbox.ru", "list.ru", "internet.ru", "yandex.ru", "ya.ru", "yandex.com", "yandex.by"),
        *("yandex.kz", "yandex.ua", "rambler.ru", "lenta.ru", "ukr.net", "i.ua", "meta.ua", "bigmir.net", "tut.by"),
        *("qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "aliyun.com"),
        *("139.com", "189.cn", "naver.com", "daum.net", "hanmail.net", "nate.com", "docomo.ne.jp", "ezweb.ne.jp"),
        *("softbank.ne.jp", "i.softbank.jp", "nifty.com", "rediffmail.com", "comcast.net", "verizon.net", "att.net"),
        *("sbcglobal.net", "btinternet.com", "sky.com", "talktalk.net", "bigpond.com", "shaw.ca", "rogers.com"),
    }
)
"""Domains of providers whose customers have nothing to do with each other."""


def without_plus(address: str) -> str:
    """Return an address without what follows a plus in it."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def company(address: str) -> str | None:
    """Return the domain of an address whose people belong together, or None."""
    domain = address.rpartition("@")[2].lower()
    return domain if "." in domain and domain not in PUBLIC else None
