"""The commands `transom channel parse`, `transom channel verify` and `transom channel list`."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from pydantic import TypeAdapter, ValidationError

import channels
from transom.channel import Connection, InboundEvent, Manifest, Request
from transom.errors import InvalidError, NotFoundError, UnauthenticError, UntimelyError

app = typer.Typer(no_args_is_help=True, help="Read what a provider sends, without a desk.")

_EVENTS = TypeAdapter[list[InboundEvent]](list[InboundEvent])
_HEADERS = TypeAdapter[dict[str, str]](dict[str, str])

Channel = Annotated[str, typer.Argument(help="The channel, such as telegram.")]
Body = Annotated[Path, typer.Argument(help="A file with the request's raw body; - reads standard input.")]
Headers = Annotated[Path | None, typer.Option(help="A JSON file with the request's headers.")]
Secret = Annotated[
    list[str] | None,
    typer.Option(help="The secret that proves requests, or any field as name=value. May be repeated."),
]
Setting = Annotated[list[str] | None, typer.Option(help="A setting of the connection as name=value.")]
Url = Annotated[str, typer.Option(help="The address that the request was sent to, with its query.")]
At = Annotated[str, typer.Option(help="When the request came, in ISO 8601; now, unless stated.")]


@app.command()
def parse(
    channel: Channel,
    file: Body,
    headers: Headers = None,
    secret: Secret = None,
    setting: Setting = None,
    url: Url = "",
    at: At = "",
) -> None:
    """Print the events in a request as JSON; with a secret, the request is verified first, if need be as of then."""
    request, connection = _request(file, headers, url, at), _connection(channel, secret, setting, url)
    if secret:
        _prove(request, connection, is_now=not at)
    # the bytes of attachments are no text
    hidden = {"__all__": {"contents"}}
    told = channels.inbound(channel).parse(request, connection)
    events = _EVENTS.dump_python(told, mode="json", exclude_none=True, exclude=hidden)
    typer.echo(json.dumps(events, indent=2, ensure_ascii=False))


@app.command()
def verify(
    channel: Channel,
    file: Body,
    headers: Headers = None,
    secret: Secret = None,
    setting: Setting = None,
    url: Url = "",
    at: At = "",
) -> None:
    """End with 0 when the provider sent the request, and with 1 when somebody else did."""
    request, connection = _request(file, headers, url, at), _connection(channel, secret, setting, url)
    try:
        if old := _age(request, connection):
            typer.secho(f"Authentic, but too old now; as of then: {old}", fg=typer.colors.RED, err=True)
            raise typer.Exit(1)
    except UnauthenticError as error:
        typer.secho(f"Not authentic: {error.message}.", fg=typer.colors.RED, err=True)
        raise typer.Exit(1) from None
    typer.echo("Authentic.")


def _prove(request: Request, connection: Connection, *, is_now: bool) -> None:
    """Raise `UnauthenticError` unless the provider sent the request; a recorded one may be old, which is told."""
    if old := _age(request, connection):
        if not is_now:
            raise UnauthenticError("the request was signed at another time")
        typer.secho(f"The request is authentic, but old: {old}", fg=typer.colors.YELLOW, err=True)


def _age(request: Request, connection: Connection) -> str:
    """Return the option by which an old request is authentic; empty if it is so now. Raises `UnauthenticError`."""
    inbound = channels.inbound(connection.channel)
    try:
        inbound.verify(request, connection)
    except UntimelyError as error:
        inbound.verify(request.model_copy(update={"received_at": error.signed_at}), connection)
        return f"--at {error.signed_at.isoformat()}"
    return ""


@app.command("list")
def list_channels() -> None:
    """List the channels."""
    for channel in channels.ids():
        typer.echo(f"{channel:16}{channels.manifest(channel).label}")


def _request(file: Path, headers: Path | None, url: str, at: str) -> Request:
    given = _read_headers(headers) if headers else {}
    parts = urlsplit(url)
    return Request(
        path=parts.path or "/",
        query=parts.query,
        headers={name.lower(): value for name, value in given.items()},
        body=typer.get_binary_stream("stdin").read() if str(file) == "-" else _read(file),
        received_at=_moment(at),
    )


def _connection(channel: str, secrets: list[str] | None, settings: list[str] | None, url: str) -> Connection:
    manifest = channels.manifest(channel)
    return Connection(
        id="cli",
        channel=channel,
        url=url.partition("?")[0],
        settings=dict(_pair(item) for item in settings or []),
        secret=dict(_secret(item, manifest) for item in secrets or []),
    )


def _secret(item: str, manifest: Manifest) -> tuple[str, str]:
    """Return a field and its value; a value without a name is that of the field which proves requests."""
    name, equals, value = item.partition("=")
    if equals and name in {field.name for field in manifest.secrets}:
        return name, value
    if not manifest.signing:
        raise InvalidError(f"{manifest.label} has no secret that proves requests.")
    return manifest.signing, item


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals:
        raise InvalidError("Write each setting as name=value.")
    return name, value


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{file} cannot be read: {error.strerror}.") from error


def _read_headers(file: Path) -> dict[str, str]:
    try:
        return _HEADERS.validate_json(_read(file))
    except ValidationError as error:
        raise InvalidError(f"{file} is no JSON object of headers and their values.") from error


def _moment(text: str) -> datetime:
    if not text:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidError("Write the moment as in 2026-11-16T09:12:31Z.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
