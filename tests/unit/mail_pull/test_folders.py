"""Folders' names as IMAP wants them."""

import re
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail_pull.folders import quoted


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("INBOX", '"INBOX"'),
        ("Zgłoszenia", '"Zg&AUI-oszenia"'),
        ("R&D", '"R&-D"'),
        ('a "b" \\c', '"a \\"b\\" \\\\c"'),
        ("~peter/mail/台北/日本語", '"~peter/mail/&U,BTFw-/&ZeVnLIqe-"'),
    ],
)
def test_names_are_coded(name: str, expected: str) -> None:
    """The last one is the standard's own example."""
    assert quoted(name) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_comes_back_whole_and_breaks_no_command(name: str) -> None:
    """It is plain ASCII without the end of a line, and nothing in it is lost."""
    coded = quoted(name)
    assert re.fullmatch(r'"(?:[^"\\]|\\["\\])*"', coded)
    assert all(" " <= letter <= "~" for letter in coded)
    assert re.sub(r"&([^-]*)-", _decoded, re.sub(r"\\(.)", r"\1", coded[1:-1])) == name


def _decoded(match: re.Match[str]) -> str:
    coded = match[1].replace(",", "/")
    return b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be") if coded else "&"
