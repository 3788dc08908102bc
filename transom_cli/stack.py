"""The local stack: the real template, built by `sam build` and deployed by `sam deploy` to the emulator."""

import contextlib
import os
import platform
import re
from collections.abc import Collection, Mapping
from pathlib import Path

import channels
from transom.errors import InvalidError, UnavailableError
from transom_cli import hotswap, target, tools
from transom_cli.demo import channels as demo_channels
from transom_cli.local import home
from transom_cli.ports import Ports
from transom_cli.tools import ROOT

NAME = "transom-local"
ARTIFACTS = "transom-local-artifacts"
CONFIG = ("--config-env", "local", "--config-file", str(ROOT / "infra" / "samconfig.toml"))
SOURCES = (*sorted((ROOT / "infra").glob("[!.]*")), ROOT / "layers" / "runtime", ROOT / "layers" / "crypto")
"""What the template is built from beside the code, which can be swapped."""
LOCAL_TEMPLATE = ROOT / "infra" / ".template.local.yaml"


def deploy(ports: Ports) -> None:
    """Bring the stack to what the checkout holds: changed code alone is swapped, all else deployed."""
    stamp = home() / "deployed"
    template = f"{tools.digest(*SOURCES)} {ports.edge} {' '.join(demo_channels.wanted())}"
    code = tools.digest(*hotswap.SOURCES)
    known = stamp.read_text().splitlines() if stamp.exists() and _stands() else []
    if template not in known:
        _deploy(ports, build=f"{template[:6]}{code[:6]}")
    if known and code not in known:  # also after a deployment, which leaves alone what looks as it was deployed before
        hotswap.swap_code(_environment(ports))
    stamp.write_text(f"{template}\n{code}")


def _deploy(ports: Ports, build: str) -> None:
    env = _environment(ports)
    template = _built(env)
    _make_bucket()
    # the emulator forgets the attributes of a nested stack's resource that an update leaves as it was: none is left so
    tags = ("--tags", "application=transom", f"transom:build={build}")
    what = ("--template-file", str(template), *tags, "--parameter-overrides", *_parameters(ports))
    try:
        tools.run([*tools.SAM, "deploy", *CONFIG, *what], what="sam deploy", env=env)
    except UnavailableError as error:
        raise UnavailableError(f"{error} To begin anew: `transom down --forget`, then `make up`.") from error


def _built(env: Mapping[str, str]) -> Path:
    """Build what changed, and return the built template; of channels that are left out, nothing is built."""
    folder = home().absolute() / "build"
    LOCAL_TEMPLATE.write_text(pruned((ROOT / "infra" / "template.yaml").read_text(), demo_channels.deployed()))
    places = ("--build-dir", str(folder), "--cache-dir", str(ROOT / ".aws-sam" / "cache"))
    source = ("--template-file", LOCAL_TEMPLATE.name)
    tools.run(
        [*tools.SAM, "build", "--cached", *CONFIG, *source, *places], what="sam build", env=env, folder=ROOT / "infra"
    )
    return folder / "template.yaml"


def pruned(template: str, wanted: Collection[str]) -> str:
    """Return the template without the stacks of other channels: `sam deploy` would zip them all the same."""
    for channel in channels.ids():
        if channel not in wanted:
            template = re.sub(rf"  {_parameter(channel)}Channel:\n(?:    .*\n)+\n", "", template)
    return template


def _make_bucket() -> None:
    s3 = target.s3()
    with contextlib.suppress(s3.exceptions.BucketAlreadyOwnedByYou):
        s3.create_bucket(Bucket=ARTIFACTS)


def _stands() -> bool:
    """Tell whether the emulator knows the stack; one that was killed forgets it."""
    try:
        return bool(outputs())
    except InvalidError:
        return False


def outputs() -> dict[str, str]:
    """Return what the deployed stack tells of itself."""
    return target.described(NAME).outputs


def _environment(ports: Ports) -> dict[str, str]:
    endpoint = f"http://127.0.0.1:{ports.emulator}"
    return {
        **os.environ,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": target.REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "SAM_CLI_TELEMETRY": "0",
        "TRANSOM_LAYER_PLATFORM": tools.platform(),
        "PATH": os.pathsep.join([str(Path(tools.UV).parent), str(ROOT / ".venv" / "bin"), os.environ["PATH"]]),
    }


def _parameters(ports: Ports) -> list[str]:
    architecture = "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64"
    return [
        "Stage=local",
        "BrandName=Northwind",
        f"Architecture={architecture}",
        "MailFrom=support@northwind.example",
        "Pace=laptop",
        f"PublicAddress=http://127.0.0.1:{ports.edge}",
        f"SocketsEndpoint=http://127.0.0.1:{ports.edge}/live",
        *(f"{_parameter(channel)}=on" for channel in demo_channels.wanted()),
    ]


def _parameter(channel: str) -> str:
    """Return the name of the parameter that puts a channel into the deployment, such as `TwilioSms`."""
    return "".join(word.capitalize() for word in channel.split("_"))
