"""The names of folders as IMAP wants them (RFC 3501, 5.1.3): in a base64 of their own, within quotes."""

import re
from base64 import b64encode

_FOREIGN = re.compile(r"[^\x20-\x7e]+")


def quoted(folder: str) -> str:
    """Return a folder's name as an argument of a command."""
    coded = _FOREIGN.sub(lambda match: _base64(match[0]), folder.replace("&", "&-"))
    return '"{}"'.format(coded.replace("\\", "\\\\").replace('"', '\\"'))


def _base64(text: str) -> str:
    coded = b64encode(text.encode("utf-16-be")).decode().rstrip("=")
    return f"&{coded.replace('/', ',')}-"
