"""`python -m tools.bench`: print what start-up, a message and a page cost, as JSON."""

import json
import os
import sys

from tools import dynamodb_local
from tools.bench.imports import import_ratios

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "us-east-1"}


def main() -> None:
    """Measure everything in one run; what is going on is told on standard error."""
    os.environ |= CREDENTIALS | {"AWS_DEFAULT_REGION": "us-east-1"}
    print("imports", file=sys.stderr)
    ratios = import_ratios()
    with dynamodb_local.running() as endpoint:
        os.environ["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint
        from tools.bench import message, pages  # noqa: PLC0415 - the SDK reads the endpoint when it is imported

        print("one message", file=sys.stderr)
        costs = message.message_costs()
        print("pages", file=sys.stderr)
        found = {"imports_to_boto3": ratios, "message": costs, "pages": pages.page_costs()}
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
