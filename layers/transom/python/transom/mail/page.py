"""What a mail of ours looks like: the words, who signs, what is answered, and the mark that leads back."""

from collections.abc import Mapping
from html import escape

from transom.channel import Letterhead, OutboundMessage, Quote
from transom.mail.html import sanitised

_FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5"
_INK = "#1f2328"
_PALE = "#6e7781"
_LINE = "#d0d7de"
_NOBODY = Letterhead(name="")


def as_text(message: OutboundMessage, mark: str) -> str:
    """Return a mail as plain text."""
    head = message.letterhead or _NOBODY
    signature = f"-- \n{head.signature.strip()}" if head.signature.strip() else ""
    quoted = _quoted_text(message.quote) if message.quote else ""
    return "\n\n".join(part for part in (message.text.strip("\n"), signature, quoted, mark) if part) + "\n"


def as_html(message: OutboundMessage, mark: str, pictures: Mapping[str, str]) -> str:
    """Return a mail as HTML; `pictures` are the names of those that come along, by content id.

    Its styles stand at its elements, since many programs read them nowhere else.
    """
    head = message.letterhead or _NOBODY
    words = sanitised(message.html) if message.html else paragraphs(message.text)
    parts = [
        f'<div style="{_FONT};color:{_INK};max-width:40em">',
        _masthead(head),
        words,
        *(
            f'<p><img src="cid:{key}" alt="{escape(name)}" style="max-width:100%"></p>'
            for key, name in pictures.items()
        ),
        _signature(head),
        "</div>",
        _quoted_html(message.quote) if message.quote else "",
        f'<div style="font-size:10px;color:{_PALE}">{mark}</div>' if mark else "",
    ]
    return "\n".join(part for part in parts if part)


def paragraphs(text: str) -> str:
    """Return text as HTML; none of it is taken for a tag."""
    found = escape(text.strip()).replace("\r\n", "\n").split("\n\n")
    return "\n".join(f"<p>{paragraph.replace('\n', '<br>\n')}</p>" for paragraph in found)


def _masthead(head: Letterhead) -> str:
    if not head.logo and not head.color:
        return ""
    name = escape(head.name)
    shown = f'<img src="{escape(head.logo)}" alt="{name}" height="32">' if head.logo else f"<strong>{name}</strong>"
    return f'<div style="border-bottom:3px solid {head.color or _LINE};padding-bottom:8px">{shown}</div>'


def _signature(head: Letterhead) -> str:
    if not head.signature.strip():
        return ""
    style = f"border-top:1px solid {_LINE};margin-top:24px;padding-top:8px;color:{_PALE}"
    return f'<div class="gmail_signature" style="{style}">{paragraphs(head.signature)}</div>'


def _quoted_text(quote: Quote) -> str:
    lines = "\n".join(f"> {line}".rstrip() for line in quote.text.splitlines())
    return f"{_introduction(quote)}\n{lines}"


def _quoted_html(quote: Quote) -> str:
    """Return what is quoted under the marks by which mail programs, and desks, know a quote."""
    style = f"margin:0 0 0 .8ex;border-left:2px solid {_LINE};padding-left:1ex;color:{_PALE}"
    return (
        f'<div class="gmail_quote"><div class="gmail_attr">{escape(_introduction(quote))}</div>\n'
        f'<blockquote class="gmail_quote" style="{style}">{paragraphs(quote.text)}</blockquote></div>'
    )


def _introduction(quote: Quote) -> str:
    """Return the line that all programs know, whatever language the letter is in."""
    return f"On {quote.at:%a, %d %b %Y at %H:%M} UTC, {quote.author} wrote:"
