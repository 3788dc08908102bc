"""The channels' send queues: first in, first out within a conversation."""

from enum import StrEnum

from transom.aws import clients
from transom.model.base import Frozen
from transom.settings import settings


class JobKind(StrEnum):
    """What a channel has to do at its provider."""

    SEND = "send"
    FETCH = "fetch"


class Job(Frozen):
    """One piece of work for a channel: send an answer, or fetch the media of a message."""

    conversation_id: str
    message_id: str
    kind: JobKind


def put(channel: str, job: Job) -> None:
    """Put a job on its channel's queue; the same job within five minutes is put once."""
    with clients.answered(f"the send queue of {channel}"):
        clients.client("sqs").send_message(
            QueueUrl=f"{settings().require('send_queues')}{channel}.fifo",
            MessageBody=job.model_dump_json(),
            MessageGroupId=job.conversation_id,
            MessageDeduplicationId=job.message_id,
        )
