"""A message that is laid out in blocks, as words: apps often send it without a text."""

from collections.abc import Iterable, Iterator

from channels.slack.mrkdwn import emoji, plain
from channels.slack.payloads import Block, Words

SPANS = frozenset({"rich_text_section", "rich_text_quote", "rich_text_preformatted"})


def words(blocks: Iterable[Block]) -> str:
    """Return what the blocks say, a line for each."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def _lines(block: Block) -> Iterator[str]:
    if block.type in SPANS:
        yield "".join(_span(each) for each in block.elements).strip()
    elif block.type == "rich_text_list":
        yield from (f"• {line}" for each in block.elements for line in _lines(each))
    elif block.type == "rich_text":
        yield from (line for each in block.elements for line in _lines(each))
    elif block.type == "context":
        yield " ".join(_said(each) for each in block.elements if each.text)
    elif block.type == "table":
        yield from (" | ".join(words((cell,)) or _said(cell) for cell in row) for row in block.rows)
    else:
        yield _said(block)
        yield from (plain(field.text) for field in block.columns)


def _said(block: Block) -> str:
    text = block.text or block.title
    return plain(text.text if isinstance(text, Words) else text or block.alt_text)


def _span(element: Block) -> str:
    """Return an element of a line, whose text is no markup."""
    named = element.user_id or element.usergroup_id or element.channel_id or element.range
    if named:
        return f"{'#' if element.channel_id else '@'}{named}"
    if element.type == "emoji":
        return emoji(element.unicode or "") or f":{element.name}:"
    text = element.text if isinstance(element.text, str) else ""
    if element.url:
        return f"{text} ({element.url})" if text and text not in element.url else element.url
    return text or element.fallback
