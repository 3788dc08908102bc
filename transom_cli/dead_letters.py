"""`transom dlq`: look at what could not be handled, and hand it back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import boto3
import typer
from ulid import ULID

from transom.errors import NotFoundError
from transom_cli import target

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

app = typer.Typer(no_args_is_help=True, help="Dead letters: what could not be handled.")
_ENDINGS = ("-dlq", "-dlq.fifo")
_BATCH = 10
_HELD_SECONDS = 60


@app.command("list")
def list_all(stack: target.StackOption = "") -> None:
    """List the dead-letter queues with the number of messages in each."""
    desk = target.find(stack)
    sqs = boto3.client("sqs", config=target.PATIENT)
    with target.asking("the queues"):
        for url in queues(sqs, desk.stage):
            typer.echo(f"{count(sqs, url):6}  {url.rpartition('/')[2]}")


@app.command()
def redrive(
    name: Annotated[str, typer.Argument(help="The dead-letter queue, as `transom dlq list` shows it.")],
    stack: target.StackOption = "",
) -> None:
    """Hand the messages of a dead-letter queue back to the queue that they came from."""
    target.find(stack)
    sqs = boto3.client("sqs", config=target.PATIENT)
    with target.asking(name):
        moved = move(sqs, name)
    typer.echo(f"{moved} messages moved from {name} to {origin(name)}.")


def queues(sqs: "SQSClient", stage: str) -> list[str]:
    """Return the addresses of a stage's dead-letter queues."""
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=f"transom-{stage}-")
    return sorted(url for page in pages for url in page.get("QueueUrls", []) if url.endswith(_ENDINGS))


def count(sqs: "SQSClient", url: str) -> int:
    """Return how many messages wait in a queue."""
    answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
    return int(answer["Attributes"]["ApproximateNumberOfMessages"])


def origin(name: str) -> str:
    """Return the name of the queue whose dead letters these are."""
    if not name.endswith(_ENDINGS):
        raise NotFoundError(f"{name} is no dead-letter queue; `transom dlq list` shows them.")
    return name.replace("-dlq", "")


def move(sqs: "SQSClient", name: str) -> int:
    """Move the messages that stand there now, and return their number; a message is gone only once it was handed on."""
    to = sqs.get_queue_url(QueueName=origin(name))["QueueUrl"]
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    moved = 0
    for message in _standing(sqs, url, count(sqs, url)):
        _send(sqs, to, message)
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        moved += 1
    return moved


def _standing(sqs: "SQSClient", url: str, number: int) -> Iterator["MessageTypeDef"]:
    """Yield at most this many: a message that fails again comes back here, and is not moved for ever."""
    while number > 0:
        messages = sqs.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=min(_BATCH, number),
            VisibilityTimeout=_HELD_SECONDS,
            MessageSystemAttributeNames=["MessageGroupId"],
        ).get("Messages", [])
        if not messages:
            return
        yield from messages
        number -= len(messages)


def _send(sqs: "SQSClient", to: str, message: "MessageTypeDef") -> None:
    group = message.get("Attributes", {}).get("MessageGroupId")
    if group is None:
        sqs.send_message(QueueUrl=to, MessageBody=message["Body"])
    else:
        # a new id: the old one would be taken for the message that failed, and be dropped
        new = str(ULID())
        sqs.send_message(QueueUrl=to, MessageBody=message["Body"], MessageGroupId=group, MessageDeduplicationId=new)
