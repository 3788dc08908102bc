"""How long a recording lasts, as its own head tells."""

import struct

_ATOM = b"mvhd"
_LONG = 1


def milliseconds(content: bytes) -> int | None:
    """Return how long an MP4 or M4A lasts (ISO/IEC 14496-12, 8.2.2); None where its head does not tell."""
    at = content.find(_ATOM) + len(_ATOM)
    if at < len(_ATOM) or len(content) < at + 32:
        return None
    # a version, flags, when it was made and changed, and then the ticks of a second and the ticks in all
    is_long = content[at] == _LONG
    scale, ticks = struct.unpack_from(">IQ" if is_long else ">II", content, at + (20 if is_long else 12))
    return ticks * 1000 // scale if scale and ticks else None
