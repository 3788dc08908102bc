"""How long a recording lasts."""

import struct

import pytest

from transom.core.lasting import milliseconds

SHORT = b"....moovmvhd" + bytes(12) + struct.pack(">II", 1000, 2500) + bytes(80)
LONG = b"....moovmvhd" + b"\x01" + bytes(19) + struct.pack(">IQ", 48_000, 96_000) + bytes(80)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (SHORT, 2500),
        (LONG, 2000),
        (SHORT[:20], None),
        (b"ID3" + bytes(50), None),
        (b"", None),
        (b"mvhd" + bytes(100), None),
    ],
)
def test_the_head_of_a_recording_tells_how_long_it_lasts(content: bytes, expected: int | None) -> None:
    """In both of its forms; what has no such head does not tell."""
    assert milliseconds(content) == expected
