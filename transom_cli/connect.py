"""`transom connect`: hand a connection its secrets."""

import sys
from collections.abc import Iterable, Mapping
from typing import Annotated

import boto3
import typer
from pydantic import TypeAdapter

import channels
from transom.aws.secrets import Rotating, rotated
from transom.channel import Manifest
from transom.errors import InvalidError
from transom_cli import target
from transom_cli.local import load_secrets, save_secrets

_BUNDLE = TypeAdapter(dict[str, Rotating])


def connect(
    channel: Annotated[str, typer.Argument(help="The channel, such as telegram.")],
    connection: Annotated[str, typer.Argument(help="The connection's id in desk.yaml.")],
    secret: Annotated[
        list[str] | None,
        typer.Option(help="A field as name=value; or - to read such lines from standard input. May be repeated."),
    ] = None,
    stack: target.StackOption = "",
) -> None:
    """Hand a connection its secrets, or rotate them: what they were before stays accepted from the provider."""
    given = fields(channels.manifest(channel), secret or [], sys.stdin)
    desk = target.find(stack)
    store_secret(channel, connection, given, stage=desk.stage, is_local=not stack)
    typer.echo(f"{', '.join(given)} of {connection} stored; a running function knows it within five minutes.")
    typer.echo(f"Webhook: {desk.outputs['HooksUrl']}/{channel}/{connection}")


def store_secret(channel: str, connection: str, given: Mapping[str, str], *, stage: str, is_local: bool) -> None:
    """Put a connection's secret fields into the channel's secret; local ones are known to the outbox too."""
    _put(f"transom/{stage}/{channel}", connection, given)
    if is_local:
        _keep(channel, connection, given)


def fields(manifest: Manifest, given: Iterable[str], lines: Iterable[str]) -> dict[str, str]:
    """Return the secret fields by name; refuses what the channel has no use for, without showing a value."""
    pairs = [pair for item in given for pair in (lines if item == "-" else [item])]
    values = dict(_pair(pair) for pair in pairs if pair.strip())
    known = [spec.name for spec in manifest.secrets]
    unknown = [name for name in values if name not in known]
    if unknown or not values:
        raise InvalidError(f"The secrets of {manifest.label} are: {', '.join(known) or 'none'}.")
    return values


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.strip().partition("=")
    if not (name and equals and value):
        raise InvalidError("Write each secret as name=value.")
    return name, value


def _put(secret_id: str, connection: str, given: Mapping[str, str]) -> None:
    manager = boto3.client("secretsmanager", config=target.PATIENT)
    with target.asking(f"the secret {secret_id}"):
        bundle = _BUNDLE.validate_json(manager.get_secret_value(SecretId=secret_id)["SecretString"])
        bundle[connection] = rotated(bundle.get(connection, Rotating()), given)
        manager.put_secret_value(SecretId=secret_id, SecretString=_BUNDLE.dump_json(bundle).decode())


def _keep(channel: str, connection: str, given: Mapping[str, str]) -> None:
    """Let the local outbox and `transom send` know the new values too."""
    secrets = load_secrets()
    kept = secrets.setdefault(channel, {})
    kept[connection] = {**kept.get(connection, {}), **given}
    save_secrets(secrets)
