"""References: which message a provider's id stands for."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from pynamodb.expressions.operand import Path

from transom.errors import ConflictError, DuplicateError
from transom.model import Door, Frozen
from transom.store.failures import Lost, duplicate
from transom.store.items import ReferenceItem
from transom.store.table import Delete, Put, Table, Update, absent, present


class Reference(Frozen):
    """An id that others know a message by: the provider's, a mail's, or an idempotency key of the API."""

    channel: str
    connection: str
    provider_message_id: str
    conversation_id: str
    message_id: str
    raw_key: str | None = None
    """Where the message is kept as it came, if it is."""
    is_alias: bool = False
    """Whether only an answer to that message was seen, and `message_id` is the answer's."""
    goes_on_in: str | None = None
    """The conversation that answers belong to, where the message was split off its own."""

    @property
    def is_gone(self) -> bool:
        """Tell whether the message was taken back before it came, and is never to be stored."""
        return not self.conversation_id


class References:
    """The references in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, channel: str, connection: str, ids: Sequence[str]) -> dict[str, Reference]:
        """Return those of the ids that are known, as they are now."""
        keys = {each: ReferenceItem.key(channel, connection, each) for each in ids}
        found = {item.pk: item for item in self._table.get_many(ReferenceItem, keys.values(), is_consistent=True)}
        return {
            each: Reference(
                channel=channel,
                connection=connection,
                provider_message_id=each,
                conversation_id=found[partition].conversation_id,
                message_id=found[partition].message_id,
                raw_key=found[partition].raw_key,
                is_alias=bool(found[partition].is_alias),
                goes_on_in=found[partition].goes_on_in,
            )
            for each, (partition, _) in keys.items()
            if partition in found
        }

    def bury(self, door: Door, provider_message_id: str) -> None:
        """Keep that a message was taken back which has not come yet."""
        gone = Reference(
            channel=door.channel,
            connection=door.connection,
            provider_message_id=provider_message_id,
            conversation_id="",
            message_id="",
        )
        with suppress(DuplicateError):
            self._table.write(claim(gone))

    def forget(self, door: Door, ids: Iterable[str], conversation_id: str) -> None:
        """Let a provider's ids stand for nothing, as far as they stand for messages of this conversation."""
        for each in ids:
            key = ReferenceItem.key(door.channel, door.connection, each)
            with suppress(ConflictError):
                self._table.write(Delete(*key, Path("conversation_id") == conversation_id))


def claim(reference: Reference, lost: Lost = duplicate) -> Put:
    """Return the write that takes an id for a message, which no other message may have."""
    key = ReferenceItem.key(reference.channel, reference.connection, reference.provider_message_id)
    item = ReferenceItem(
        *key,
        conversation_id=reference.conversation_id,
        message_id=reference.message_id,
        raw_key=reference.raw_key,
        is_alias=reference.is_alias or None,
    )
    # an id that answers alone have named is free for the message itself, and for it only
    return Put(item, absent() if reference.is_alias else absent() | Path("is_alias").exists(), lost=lost)


def redirect(reference: Reference, conversation_id: str) -> Update:
    """Return the write that leads answers to a message to another conversation; it stays filed where it is."""
    key = ReferenceItem.key(reference.channel, reference.connection, reference.provider_message_id)
    return Update(*key, [Path("goes_on_in").set(conversation_id)], present())
