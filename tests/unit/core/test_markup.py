"""Plain text among Markdown."""

import pytest

from transom.core.markup import escaped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 * 3 * 2", r"5 \* 3 \* 2"),
        ("snake_case_name", r"snake\_case\_name"),
        ("~~no~~ `x` ||y||", r"\~\~no\~\~ \`x\` \|\|y\|\|"),
        ("# One\n- two\n> three\n1. four", "\\# One\n\\- two\n\\> three\n1\\. four"),
        ("-5 degrees, 3.5 kg", "-5 degrees, 3.5 kg"),
        ("<@42> [a](b)", r"\<@42> \[a\](b)"),
        (r"C:\dir", r"C:\\dir"),
        ("See https://a.example/x_y_z?*=1 or b_c", r"See https://a.example/x_y_z?*=1 or b\_c"),
    ],
)
def test_marks_lose_their_meaning(text: str, expected: str) -> None:
    """Those of words and those of lines; an address would lead elsewhere with a backslash in it."""
    assert escaped(text) == expected
