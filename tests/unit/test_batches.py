"""Batches from a queue: what fails comes again, and nothing else does."""

from transom.batches import Batch, Record, process
from transom.errors import UnavailableError


def record(name: str, group: str | None = None) -> Record:
    """Return a message of a queue; one with a group is of a FIFO queue."""
    attributes = {"MessageGroupId": group} if group else {}
    return {"messageId": name, "receiptHandle": "", "body": name, "attributes": attributes, "eventSourceARN": ""}


def failed(batch: Batch, *failing: str) -> tuple[list[str], list[str]]:
    """Process a batch in which some messages fail; returns those that were tried and those that come again."""
    tried: list[str] = []

    def take(each: Record) -> None:
        tried.append(each["body"])
        if each["body"] in failing:
            raise UnavailableError("not now")

    return tried, [failure["itemIdentifier"] for failure in process(batch, take)["batchItemFailures"]]


def test_one_message_that_fails_keeps_none_of_the_others() -> None:
    """Of a queue without order the messages know nothing of each other."""
    assert failed({"Records": [record("a"), record("b"), record("c")]}, "b") == (["a", "b", "c"], ["b"])


def test_in_a_group_the_later_ones_wait_with_the_one_that_failed() -> None:
    """They are not even tried; another group goes on."""
    batch: Batch = {"Records": [record("a", "1"), record("b", "2"), record("c", "1"), record("d", "2")]}
    assert failed(batch, "a") == (["a", "b", "d"], ["a", "c"])


def test_a_whole_batch_may_fail_without_an_error() -> None:
    """Lambda would take an error for the failure of all, and count it."""
    assert failed({"Records": [record("a"), record("b")]}, "a", "b") == (["a", "b"], ["a", "b"])
