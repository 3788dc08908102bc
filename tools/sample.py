"""`python -m tools.sample CHANNEL CASE < body`: write a webhook's sample, as API Gateway hands it to a function."""

import base64
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

EVENTS = Path("events")
TEXTUAL = ("application/json", "text/")
"""Types whose body API Gateway hands over as text; all others come as base64."""


def sample(
    channel: str,
    case: str,
    header: Annotated[list[str] | None, typer.Option(help="A header as name=value; may be repeated.")] = None,
    query: str = "",
    method: str = "POST",
) -> None:
    """Write `events/CHANNEL/CASE.json` with the body from standard input."""
    body = sys.stdin.buffer.read()
    headers = {"content-type": "application/json", "host": "hooks.example.com"}
    headers |= dict(item.split("=", 1) for item in header or [])
    is_text = headers["content-type"].startswith(TEXTUAL)
    path = f"/hooks/{channel}/sample"
    http = {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.7", "userAgent": ""}
    event = {
        "version": "2.0",
        "routeKey": f"ANY /hooks/{channel}/{{connection}}",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {name.lower(): value for name, value in headers.items()},
        "requestContext": {"accountId": "123456789012", "apiId": "h00ks", "http": http, "stage": "$default"},
        "pathParameters": {"connection": "sample"},
        "body": body.decode() if is_text else base64.b64encode(body).decode(),
        "isBase64Encoded": not is_text,
    }
    target = EVENTS / channel / f"{case}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(event, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    typer.run(sample)
