"""HTML made harmless and told as text, and quotes taken off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transom.mail.html import as_text, sanitised
from transom.mail.visible import visible


def test_nothing_in_html_runs_or_reaches_out() -> None:
    """Scripts, handlers, forms and dangerous links go; words and pictures of the mail itself stay."""
    html = (
        '<p onclick="x()">Hi <a href="javascript:x()">a</a> <a href="https://b.example">b</a></p>'
        '<script>x()</script><style>p{}</style><form action="/"><input></form>'
        '<img src="cid:1"><iframe src="/"></iframe>'
    )
    clean = sanitised(html)
    for danger in ("onclick", "javascript", "script", "style", "form", "input", "iframe", "x()"):
        assert danger not in clean
    assert '<img src="cid:1">' in clean
    assert 'rel="noopener noreferrer nofollow"' in clean


def test_html_is_told_by_lines() -> None:
    """Blocks end lines, paragraphs leave a blank one, and white space is what a browser shows."""
    html = (
        "<h1>Hello</h1><p>one\n two<br>three</p><p>four</p><ul><li>a</li><li>b</li></ul><table><tr><td>c<td>d</table>"
    )
    assert as_text(html) == "Hello\none two\nthree\n\nfour\n\na\nb\nc d"


@given(st.text(alphabet="<>/!-[]&;a p=\"'", max_size=60))
def test_no_html_is_too_broken(html: str) -> None:
    """Whatever the tags, text comes out."""
    assert isinstance(as_text(html), str)


@pytest.mark.parametrize(
    "introduction",
    [
        "On Mon, 16 Nov 2026 at 11:30, Ben <ben@northwind.example> wrote:",
        "On Mon, 16 Nov 2026 at 11:30, Ben, Northwind Support\n<ben@northwind.example> wrote:",
        "W dniu 16.11.2026 o 11:30, Ben pisze:",
        "16 ноября 2026, 11:30 Ben пишет:",
        "Am 16.11.2026 um 11:30 schrieb Ben:",
    ],
)
def test_the_quote_at_the_end_is_taken_off(introduction: str) -> None:
    """With the line, or lines, that introduce it."""
    assert visible(f"Thanks!\n\nAna\n\n{introduction}\n\n> It is sent.\n>\n> Ben\n") == "Thanks!\n\nAna"


def test_what_stands_between_quotes_stays() -> None:
    """An answer below each quoted line is not cut."""
    text = "> first?\nyes\n> second?\nno"
    assert visible(text) == text


def test_a_mail_of_quotes_alone_is_shown_whole() -> None:
    """Better too much than nothing."""
    assert visible("On Monday Ben wrote:\n> Hello") == "On Monday Ben wrote:\n> Hello"
