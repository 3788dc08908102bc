"""Bytes as text, where what a mail says of its charset may be missing, wrong, or unknown to Python."""

import codecs
import re

_WESTERN = "cp1252"
_SUPERSETS = {
    # what is meant by a name is often the vendor's larger set: https://encoding.spec.whatwg.org/#names-and-labels
    "ascii": _WESTERN,
    "us-ascii": _WESTERN,
    "ansi_x3.4-1968": _WESTERN,
    "iso8859-1": _WESTERN,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso2022_jp": "iso2022_jp_ext",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
}
_NO_CHARSETS = frozenset({"undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape"})
"""What Python decodes to text, and no mail is written in."""
_SINGLE_BYTE = re.compile(r"cp\d{3,4}|iso8859-\d+|koi8-\w|mac-\w+")
_ISO_2022 = re.compile(rb"\x1b(\$[@B(]|\([BIJ])")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_LATIN_2 = re.compile(rb"[A-Za-z][\xb1\xb6\xbc]|[\xb1\xb6\xbc][a-z]")
_CP_1250 = re.compile(rb"[A-Za-z][\xb3\xb9\xbf\x9f\x9c][a-z ,.]")
"""Letters of Central Europe within words, at whose places Western sets have signs."""
_KANA = re.compile(rb"[\xa4\xa5][\xa1-\xf6]")
_LOOKED_AT = 20_000
_ENOUGH = 24
"""Bytes beyond ASCII from which on a charset can be guessed by what they would say."""


def decoded(content: bytes, charset: str | None = None) -> str:
    """Return the text by the stated charset if that can be, else by the likeliest."""
    stated = _known(charset)
    for name in _candidates(content, stated):
        try:
            return whole(content.decode(name))
        except ValueError:
            continue
    return whole(_damaged(content, stated or "utf-8"))


def _damaged(content: bytes, charset: str) -> str:
    """Return text of which some bytes are lost; where most are, it never was of that charset."""
    text = content.decode(charset, "replace")
    good = sum(not character.isascii() for character in text) - 2 * text.count("\ufffd")
    return text if good >= 0 else content.decode("latin-1")


def whole(text: str) -> str:
    """Return the text without halves of characters, which can be neither stored nor sent."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not text.isascii() else text


def _candidates(content: bytes, stated: str | None) -> list[str]:
    """Return charsets in the order in which they are tried."""
    if _ISO_2022.search(content):
        return ["iso2022_jp_ext", stated or "utf-8"]
    if content.isascii():
        return [stated or "ascii", "ascii"]
    if stated and not _SINGLE_BYTE.fullmatch(stated):
        return [stated, "utf-8", *_guessed(content)]
    # text in a set of single bytes is hardly ever well-formed UTF-8 by chance
    if stated and stated != _WESTERN:
        return ["utf-8", stated, *_guessed(content)]
    return ["utf-8", *_guessed(content), _WESTERN, "latin-1"]  # what calls itself Western is often but unnamed


def _guessed(content: bytes) -> list[str]:
    """Return the charset in which the bytes say most."""
    runs = [len(run) for run in _BEYOND_ASCII.findall(content[:_LOOKED_AT])]
    # letters with marks stand alone among those without; other scripts fill words
    if sum(runs) < 2 * len(runs):
        return ["iso8859-2"] if _LATIN_2.search(content) else ["cp1250"] if _CP_1250.search(content) else []
    if sum(runs) < _ENOUGH:
        return []
    if 5 * len(_KANA.findall(content[:_LOOKED_AT])) > sum(runs):
        return ["euc_jp"]
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and for few mails

    best = from_bytes(content[:_LOOKED_AT]).best()
    return [best.encoding] if best else []


def _known(charset: str | None) -> str | None:
    """Return Python's name of a charset, or of the larger one that is meant by it; None for what is none."""
    name = (charset or "").strip("\"' \t").partition("*")[0].lower()
    name = _SUPERSETS.get(name, name.replace("windows-", "cp"))
    if not (name.isascii() and name.isprintable()):
        return None
    try:
        b" ".decode(name or "none")  # of no bytes, even a charset that nobody knows is decoded
    except LookupError:
        return None
    except ValueError:
        pass
    found = codecs.lookup(name).name
    return None if found in _NO_CHARSETS else _SUPERSETS.get(found, found)
