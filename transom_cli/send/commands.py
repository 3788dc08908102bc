"""The commands `transom send CHANNEL`: one for each channel, all of them real messages through the real doors."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import channels
from transom.errors import InvalidError
from transom_cli import providers
from transom_cli.local import load_local
from transom_cli.send import files, form, mail, phone, played
from transom_cli.send import telegram as bot
from transom_cli.send.customer import Customer
from transom_cli.send.web import browser

app = typer.Typer(no_args_is_help=True, help="Write to the local desk as a customer.")

Author = Annotated[str, typer.Option("--from", help="Who writes; the same name is the same customer.")]
Words = Annotated[str, typer.Argument(help="What the customer writes.")]
Subject = Annotated[str, typer.Option(help="The subject line.")]
Attached = Annotated[list[Path] | None, typer.Option("--attach", help="A file to attach; may be repeated.")]
Language = Annotated[str | None, typer.Option(help="The customer's language, such as pl.")]


@app.command()
def telegram(
    author: Author,
    text: Words = "",
    photo: Annotated[Path | None, typer.Option(help="A picture to send; the text is its caption.")] = None,
    document: Annotated[Path | None, typer.Option(help="A file to send; the text is its caption.")] = None,
    edit: Annotated[int | None, typer.Option(help="The id of an earlier message, to change its text.")] = None,
    connection: Annotated[str, typer.Option(help="The bot to write to.")] = "demo-telegram",
    language: Language = None,
) -> None:
    """Send a Telegram message to the desk's bot."""
    if not (text or photo or document):
        raise InvalidError("Say something, or send a --photo or a --document.")
    message = bot.TelegramMessage(
        customer=Customer.named(author),
        text=text,
        photo=files.read(photo) if photo else None,
        document=files.read(document) if document else None,
        edits=edit,
        language=language,
    )
    with browser() as http:
        number = bot.send(message, connection=connection, local=load_local(), http=http, now=datetime.now(UTC))
    typer.echo(f"{message.customer.name} has written to {connection}; the message's id is {number}.")


@app.command()
def email(
    author: Author,
    text: Words,
    subject: Subject = "A question",
    attach: Attached = None,
    to: Annotated[str, typer.Option(help="Another address of the desk.")] = "",
    reply_to_last: Annotated[  # noqa: FBT002 - typer's form of a flag
        bool, typer.Option("--reply-to-last", help="Answer the last mail that the desk sent to them.")
    ] = False,
) -> None:
    """Send an e-mail to the desk."""
    local, customer = load_local(), Customer.named(author)
    attached = tuple(files.read(path) for path in attach or [])
    if reply_to_last:
        with browser() as http:
            letter = mail.reply(customer, text, attached, local, http)
    else:
        letter = mail.Letter(customer=customer, to=to or local.inbox, subject=subject, text=text, files=attached)
    number = mail.send(letter, local, datetime.now(UTC))
    typer.echo(f"{customer.mailbox} has written to {letter.to}; the Message-ID is {number}.")


@app.command("form")
def fill_in(
    author: Author,
    text: Words,
    subject: Subject = "",
    attach: Attached = None,
    language: Language = None,
    name: Annotated[str, typer.Option("--form", help="The form to fill in.")] = "contact",
) -> None:
    """Fill in a web form of the desk."""
    submission = form.Submission(
        customer=Customer.named(author),
        subject=subject,
        text=text,
        files=tuple(files.read(path) for path in attach or []),
        language=language,
    )
    with browser() as http:
        code = form.send(submission, form=name, local=load_local(), http=http)
    told = f"the conversation's code is {code}" if code else "the desk will take it up"
    typer.echo(f"{submission.customer.name} has filled in {name}; {told}.")


@app.command("twilio_voice")
def ring(
    author: Author,
    text: Annotated[str, typer.Argument(help="What the caller says in the end, to the menu or the voicemail.")] = "",
    keys: Annotated[str, typer.Option("--keys", help="What is pressed, such as 21*9; a dot waits.")] = "",
    connection: Annotated[str, typer.Option(help="The line to call.")] = "demo-twilio_voice",
) -> None:
    """Call a telephone line of the desk, and walk through its menu."""
    customer = Customer.named(author)
    with browser() as http:
        scene = played.scene("twilio_voice", connection, customer, text, datetime.now(UTC))
        for heard in phone.walk(scene, keys, http):
            typer.echo(f"« {heard} »")
    typer.echo(f"{customer.name} has called {connection}.")


def _add(channel: str) -> None:
    """Add the command of a channel whose provider is played."""

    @app.command(channel, help=f"Write to the desk by {channels.manifest(channel).label}.")
    def write(
        author: Author,
        text: Words,
        connection: Annotated[str, typer.Option(help="The connection to write to.")] = f"demo-{channel}",
    ) -> None:
        customer = Customer.named(author)
        with browser() as http:
            played.send(channel, connection, customer, text, http, datetime.now(UTC))
        typer.echo(f"{customer.name} has written to {connection}.")


for _channel in providers.ids():
    if _channel not in {command.name for command in app.registered_commands}:
        _add(_channel)
