"""`python -m tools.bench`: print what start-up, a message, a mail and a page cost, as JSON."""

import json
import os
import subprocess
import sys

import pytest
from pydantic import JsonValue

from tools import dynamodb_local
from tools.bench.imports import import_ratios
from tools.bench.language import language_costs

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "us-east-1"}
PATIENCE_SECONDS = 60
"""DynamoDB Local thinks longer than a function waits."""


def main() -> None:
    """Print the JSON alone; what is going on, and what the functions log, is told on standard error."""
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    found = _measured()
    with os.fdopen(out, "w") as stdout:
        print(json.dumps(found, indent=2), file=stdout)


def _measured() -> dict[str, JsonValue]:
    os.environ |= CREDENTIALS | {"AWS_DEFAULT_REGION": "us-east-1"}
    print("imports", file=sys.stderr)
    ratios: JsonValue = dict(import_ratios())
    print(json.dumps(ratios), file=sys.stderr)
    doors, reading, mails = (_of_its_own(name) for name in ("doors", "reading", "mails"))
    with dynamodb_local.running() as endpoint, pytest.MonkeyPatch.context() as patch:
        os.environ["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint
        patch.setattr("transom.store.table.READ_SECONDS", PATIENCE_SECONDS)
        patch.setattr("transom.store.desk._AT_ONCE", 4)  # it takes ten writes at once, where DynamoDB takes a hundred
        from tools.bench import message, pages  # noqa: PLC0415 - the SDK reads the endpoint when it is imported

        print("pages", file=sys.stderr)
        costs = pages.page_costs()
        print("one message", file=sys.stderr)
        mail: JsonValue = {"reading": reading, "carried": mails}
        return {
            "imports_to_boto3": ratios,
            "language": language_costs(),
            "doors": doors,
            "mail": mail,
            "message": message.message_costs(),
            "pages": costs,
        }


def _of_its_own(name: str) -> JsonValue:
    """Return what a bench prints that needs a process of its own."""
    print(name, file=sys.stderr)
    found: JsonValue = json.loads(subprocess.check_output([sys.executable, "-m", f"tools.bench.{name}"]))
    return found


if __name__ == "__main__":
    main()
