"""ministack, the AWS emulator: started with its state under `.transom/`, and its stream mappings renewed."""

import os
from collections.abc import Mapping

import boto3

from transom_cli import processes, tools
from transom_cli.local import home
from transom_cli.ports import Ports

KEPT = ("HOME", "PATH", "TMPDIR", "LANG")
KEPT_OF_A_MAPPING = (
    *("EventSourceArn", "BatchSize", "FunctionResponseTypes", "FilterCriteria", "DestinationConfig"),
    *("BisectBatchOnFunctionError", "MaximumRecordAgeInSeconds"),
)
KEPT_PREFIXES = ("UV_", "SSL_", "HTTP", "http", "NO_PROXY", "no_proxy", "REQUESTS_")


def start(ports: Ports) -> bool:
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
    }
    return processes.start("emulator", tools.MINISTACK, port=ports.emulator, env=env)


def renew_stream_mappings() -> None:
    """Create the mappings of streams anew, from the beginning, for consumers bear repeats.

    After a restart the emulator does not read on where it stood.
    """
    functions = boto3.client("lambda")
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        if ":dynamodb:" in mapping["EventSourceArn"]:
            functions.delete_event_source_mapping(UUID=mapping["UUID"])
            functions.create_event_source_mapping(**_wanted(mapping))


def _wanted(mapping: Mapping[str, object]) -> dict[str, object]:
    kept = {name: mapping[name] for name in KEPT_OF_A_MAPPING if name in mapping}
    return kept | {"FunctionName": mapping["FunctionArn"], "StartingPosition": "TRIM_HORIZON"}
