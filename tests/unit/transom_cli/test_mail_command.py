"""`transom mail read`: a mail's meaning as JSON."""

import json
from base64 import b64decode

import pytest
from typer.testing import CliRunner

from tests.samples import EVENTS, mail
from transom.errors import NotFoundError
from transom_cli.mail.commands import app


def test_a_mail_is_told_as_json() -> None:
    """From a file, with each attachment's size and, where asked for, its bytes."""
    told = json.loads(
        CliRunner().invoke(app, ["read", str(EVENTS / "email" / "html_with_photo.eml"), "--contents"]).output
    )
    assert (told["from_name"], told["subject"], told["kind"]) == ("Ana Kowalska, Łódź", "Zdjęcie", "human")
    photo = told["attachments"][0]
    assert (photo["name"], photo["is_inline"], len(b64decode(photo["content"]))) == ("shelf.png", True, photo["size"])


def test_a_mail_may_come_by_standard_input() -> None:
    """As from another program."""
    told = json.loads(CliRunner().invoke(app, ["read", "-"], input=mail("reply")).output)
    assert told["visible_text"] == "Thank you, it has come."


def test_a_file_that_is_not_there_is_named() -> None:
    """And nothing else is said."""
    with pytest.raises(NotFoundError, match=r"nowhere\.eml cannot be read"):
        CliRunner().invoke(app, ["read", "nowhere.eml"], catch_exceptions=False)
