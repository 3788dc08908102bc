"""`python -m transom_cli.smtp`: take customers' mail until stopped."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import boto3
import typer
from botocore.exceptions import BotoCoreError, ClientError

from transom.errors import UnavailableError
from transom_cli.smtp.door import CustomerDoor, Put
from transom_cli.smtp.listener import listen

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def serve(
    port: Annotated[int, typer.Option(help="Where SMTP is served.")],
    bucket: Annotated[str, typer.Option(help="The desk's data bucket.")],
    endpoint: Annotated[str, typer.Option(help="Where the AWS API answers.")],
    domain: Annotated[list[str], typer.Option(help="A domain whose mail is ours; may be repeated.")],
) -> None:
    """Take mail for the desk on this machine alone."""
    s3 = boto3.client("s3", endpoint_url=endpoint)
    door = CustomerDoor(domain, bucket_put(s3, bucket), clock=lambda: datetime.now(UTC))
    asyncio.run(_serve(door, port))


def bucket_put(s3: "S3Client", bucket: str) -> Put:
    """Return what stores an object in the bucket."""

    def put(key: str, content: bytes) -> None:
        try:
            s3.put_object(Bucket=bucket, Key=key, Body=content)
        except (BotoCoreError, ClientError) as error:
            raise UnavailableError("The bucket does not take the mail.") from error

    return put


async def _serve(door: CustomerDoor, port: int) -> None:
    server = await listen(door, host="127.0.0.1", port=port)
    typer.echo(f"Taking mail at 127.0.0.1:{port}")
    await server.serve_forever()


if __name__ == "__main__":
    typer.run(serve)
