"""ministack, the AWS emulator: started with its state under `.transom/`, and its streams read on."""

import json
import os
from pathlib import Path

from transom_cli import processes, tools
from transom_cli.local import home
from transom_cli.ports import Ports

KEPT = ("HOME", "PATH", "TMPDIR", "LANG")
KEPT_PREFIXES = ("UV_", "SSL_", "HTTP", "http", "NO_PROXY", "no_proxy", "REQUESTS_")


def start(ports: Ports) -> None:
    """Start the emulator; its functions see a clean environment, as they would on AWS."""
    state = home().absolute()
    env = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith(KEPT_PREFIXES)}
    env |= {
        "GATEWAY_PORT": str(ports.emulator),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "SMTP_HOST": f"127.0.0.1:{ports.relay}",
        "LAMBDA_WARM_TTL_SECONDS": "3600",
        "IOT_MTLS_ENABLED": "0",
        "TRANSOM_HAS_LOOPBACK": "1",
    }
    if not processes.is_up("emulator", tools.MINISTACK, ports.emulator):
        processes.stop("emulator")
        _forget_stream_positions(state / "state" / "lambda.json")
    processes.start("emulator", tools.MINISTACK, port=ports.emulator, env=env)


def _forget_stream_positions(file: Path) -> None:
    """Let the mappings of streams begin anew.

    The emulator keeps how far they have read, but not the streams: they would wait for ever behind the end.
    """
    if file.exists():
        kept = json.loads(file.read_bytes())
        kept["payload"].pop("dynamodb_stream_positions", None)
        file.write_text(json.dumps(kept))
