"""Lines that a mail program broke only to send them (RFC 3676)."""

from email.message import Message


def unflowed(text: str, message: Message) -> str:
    """Return text with its flowed lines joined, if its part says that they are."""
    if str(message.get_param("format", "")).lower() != "flowed":
        return text
    is_delsp = str(message.get_param("delsp", "")).lower() == "yes"
    lines: list[str] = []
    flows_on: int | None = None
    for line in text.split("\n"):
        depth, words = _quoted(line)
        if flows_on == depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else words)
        flows_on = depth if words.endswith(" ") and words != "-- " else None
        if flows_on is not None and is_delsp:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _quoted(line: str) -> tuple[int, str]:
    """Return how deep a line is quoted, and its words without the stuffed space."""
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")
