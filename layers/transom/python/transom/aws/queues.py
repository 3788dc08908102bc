"""The channels' send queues: first in, first out within a conversation."""

from enum import StrEnum
from math import ceil

from transom.aws import clients
from transom.model.base import Frozen, Instant
from transom.settings import settings

MAX_HIDDEN_SECONDS = 43_200


class JobKind(StrEnum):
    """What a channel has to do at its provider."""

    SEND = "send"
    FETCH = "fetch"
    CHANGE = "change"
    TYPING = "typing"
    SEEN = "seen"

    @property
    def passes(self) -> bool:
        """Tell whether it may be left out: such a job holds up no answer, and fails without consequence."""
        return self in {JobKind.TYPING, JobKind.SEEN}


class Job(Frozen):
    """One piece of work for a channel: send an answer, change it, fetch what a message refers to, or show attention."""

    conversation_id: str
    message_id: str
    kind: JobKind
    entry_id: str = ""
    """The entry that tells what is changed of a message."""
    until: Instant | None = None
    """When it is of no use any more."""

    @property
    def group(self) -> str:
        """Return within what it keeps its order."""
        return f"{self.conversation_id}.passing" if self.kind.passes else self.conversation_id

    @property
    def key(self) -> str:
        """Return what the same job has again, and another one has not."""
        return f"{self.kind}.{self.message_id}" if self.kind.passes else self.entry_id or self.message_id


def put(channel: str, job: Job) -> None:
    """Put a job on its channel's queue; the same job within five minutes is put once."""
    with clients.answered(f"the send queue of {channel}"):
        clients.client("sqs").send_message(
            QueueUrl=f"{settings().require('send_queues')}{channel}.fifo",
            MessageBody=job.model_dump_json(),
            MessageGroupId=job.group,
            MessageDeduplicationId=job.key,
        )


def give_up(body: str) -> None:
    """Put what a function cannot read among its dead letters itself, where no queue in front of it would."""
    with clients.answered("the dead letters"):
        clients.client("sqs").send_message(QueueUrl=settings().require("dead_letters"), MessageBody=body)


def hide(queue_arn: str, receipt_handle: str, seconds: float) -> None:
    """Show a message that was received again only after this time."""
    *_, account, name = queue_arn.split(":")
    client = clients.client("sqs")
    with clients.answered(f"the queue {name}"):
        client.change_message_visibility(
            QueueUrl=f"{client.meta.endpoint_url}/{account}/{name}",
            ReceiptHandle=receipt_handle,
            VisibilityTimeout=min(ceil(seconds), MAX_HIDDEN_SECONDS),
        )
