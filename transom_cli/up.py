"""`transom up`, `down`, `logs`: the whole desk on this machine."""

import json
import os
import secrets
import shutil
import sys
import time
from typing import Annotated

import typer

from transom.errors import NotFoundError
from transom.model import ConnectionSpec, Desk
from transom.store import Store
from transom_cli import console, emulator, people, processes, stack, target
from transom_cli.connect import store_secret
from transom_cli.demo import channels as demo_channels
from transom_cli.demo import demo_desk
from transom_cli.local import Local, LocalUser, home, load_secrets
from transom_cli.ports import Ports
from transom_cli.seed import seed

SERVICES = ("edge", "smtp", "outbox", "emulator")
"""In the order in which they are stopped: the emulator last, since it saves its state then."""
KNOWLEDGE = ("state", "s3", "outbox", "deployed", "local.json", "secrets.json")
MAIL_DOMAIN = "northwind.example"


def up(is_seeded: Annotated[bool, typer.Option("--seed/--no-seed", help="Let demo customers write.")] = True) -> None:  # noqa: FBT002
    """Start the emulator, deploy the real template on it, and let demo customers write."""
    ports = Ports.from_environment()
    home().mkdir(parents=True, exist_ok=True)
    target.use_emulator(f"http://127.0.0.1:{ports.emulator}")
    _say("the outbox, which stands in for the providers")
    _service("outbox", ports.outbox, "--smtp-port", str(ports.relay), "--dir", str(home() / "outbox"))
    _say("the emulator")
    emulator.start(ports)
    _say("the template: sam build, sam deploy (a few minutes the first time); changed code alone is swapped")
    stack.deploy(ports)
    found = stack.outputs()
    target.ses().verify_domain_identity(Domain=MAIL_DOMAIN)
    local = _local(ports)
    _say("the doors")
    _open_doors(ports, found)
    _say("the demo desk")
    local = _furnish(local, found)
    _say("the console")
    console.build()
    desk = target.find("")
    console.put(desk)
    if is_seeded and not _has_conversations(desk.store):
        seed()
    _tell(local)


def down(is_forgotten: Annotated[bool, typer.Option("--forget", help="Also remove what it knows.")] = False) -> None:  # noqa: FBT002
    """Stop everything; what the desk knows is kept."""
    stopped = [name for name in SERVICES if processes.stop(name)]
    typer.echo(f"Stopped {', '.join(stopped)}." if stopped else "Nothing runs here.")
    if is_forgotten:
        _forget()


def logs() -> None:
    """Show what the services and functions write, until interrupted."""
    files = {path: path.stat().st_size for path in sorted((home() / "logs").glob("*.log"))}
    typer.echo(f"Following {', '.join(path.name for path in files) or 'nothing'}; Ctrl+C ends.")
    while files:
        for path, position in files.items():
            with path.open(encoding="utf-8", errors="replace") as lines:
                lines.seek(position)
                for line in lines:
                    typer.echo(f"{path.stem:9} {line}", nl=False)
                files[path] = lines.tell()
        time.sleep(0.5)


def _say(what: str) -> None:
    typer.echo(f"  · {what}")
    sys.stdout.flush()


def _service(name: str, port: int, *arguments: str) -> None:
    command = [sys.executable, "-m", f"transom_cli.{name}", "--port", str(port), *arguments]
    processes.start(name, command, port=port, env=dict(os.environ))


def _open_doors(ports: Ports, found: dict[str, str]) -> None:
    endpoint = f"http://127.0.0.1:{ports.emulator}"
    apis = ("--api", found["ApiId"], "--hooks", found["HooksApiId"], "--sockets", found["SocketApiId"])
    _service("edge", ports.edge, "--endpoint", endpoint, *apis, "--bucket", found["ConsoleBucket"])
    _service("smtp", ports.smtp, "--bucket", found["BucketName"], "--endpoint", endpoint, "--domain", MAIL_DOMAIN)


def _local(ports: Ports) -> Local:
    origin = f"http://127.0.0.1:{ports.edge}"
    return Local(
        console=origin,
        api=f"{origin}/v1",
        hooks=f"{origin}/hooks",
        websocket=f"ws://127.0.0.1:{ports.edge}/live",
        smtp=f"127.0.0.1:{ports.smtp}",
        inbox=f"support@{MAIL_DOMAIN}",
        outbox=f"http://127.0.0.1:{ports.outbox}",
        emulator=f"http://127.0.0.1:{ports.emulator}",
        stack=stack.NAME,
    )


def _furnish(local: Local, found: dict[str, str]) -> Local:
    """Hand the desk's connections their secrets, and let its users in."""
    desk = _desk(local)
    users = people.let_in(found["UserPoolId"], desk.users, _known_passwords())
    local = local.model_copy(update={"users": users})
    (home() / "local.json").touch(mode=0o600)
    (home() / "local.json").write_text(json.dumps(local.model_dump(mode="json"), indent=2))
    connect_channels(desk)
    return local


def _forget() -> None:
    for name in KNOWLEDGE:
        shutil.rmtree(home() / name, ignore_errors=True)
        if (home() / name).is_file():
            (home() / name).unlink()


def _has_conversations(store: Store) -> bool:
    teams = [team.id for team in store.desk.load().teams]
    return bool(store.conversations.page(teams=teams, limit=1).items)


def _desk(local: Local) -> Desk:
    """Apply the demo to an empty desk; one that somebody has changed keeps that, and follows the outbox's address."""
    records = target.described(stack.NAME).store.desk
    demo = demo_desk(local.outbox)
    try:
        kept = records.load()
    except NotFoundError:
        kept = demo
    known = {each.id: each for each in kept.connections}
    wanted = demo_channels.wanted()
    renewed = {each.id: each for each in demo.connections if each.id in known or each.channel in wanted}
    connections = tuple((known | renewed).values())
    desk = kept.model_copy(update={"connections": connections})
    records.apply(desk)
    return desk


def _known_passwords() -> dict[str, str]:
    try:
        kept = Local.model_validate_json((home() / "local.json").read_bytes())
    except FileNotFoundError:
        return {}
    return {user.email: user.password for user in kept.users}


def connect_channels(desk: Desk) -> None:
    """Hand each connection of a deployed channel its secrets: those that it has, or new ones."""
    known, deployed = load_secrets(), demo_channels.deployed()
    for connection in (each for each in desk.connections if each.channel in deployed):
        values = known.get(connection.channel, {}).get(connection.id) or _secrets(connection)
        if values:
            store_secret(connection.channel, connection.id, values, stage="local", is_local=True)


def _secrets(connection: ConnectionSpec) -> dict[str, str]:
    if connection.channel == "telegram":
        token = f"{secrets.randbelow(10**9)}:{secrets.token_urlsafe(26)}"
        return {"token": token, "webhook_secret": secrets.token_urlsafe(32)}
    return demo_channels.secrets(connection.channel) if connection.channel in demo_channels.wanted() else {}


def _tell(local: Local) -> None:
    typer.echo("\nThe desk is up.")
    typer.echo(f"  console  {local.console}")
    typer.echo(f"  outbox   {local.outbox}")
    typer.echo(f"  mail to  {local.inbox} at {local.smtp}")
    for user in local.users:
        _tell_user(user)


def _tell_user(user: LocalUser) -> None:
    typer.echo(f"  {user.role:8} {user.email}  {user.password}")
