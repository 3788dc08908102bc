"""`transom seed`: let the demo's customers write."""

from datetime import UTC, datetime

import typer

from transom_cli.demo import customers
from transom_cli.local import load_local
from transom_cli.send import form, mail, telegram
from transom_cli.send.web import browser

BOT = "demo-telegram"
FORM = "contact"


def seed() -> None:
    """Let the demo's customers write to the local desk; the second time changes nothing."""
    local, now = load_local(), datetime.now(UTC)
    chats, letters, submissions = customers.chats(), customers.letters(local.inbox), customers.submissions()
    with browser() as http:
        for chat in chats:
            telegram.send(chat, connection=BOT, local=local, http=http, now=now)
        for letter in letters:
            mail.send(letter, local, now)
        for submission in submissions:
            form.send(submission, form=FORM, local=local, http=http)
    typer.echo(f"{len(chats)} Telegram messages, {len(letters)} mails and {len(submissions)} form sent to the desk.")
