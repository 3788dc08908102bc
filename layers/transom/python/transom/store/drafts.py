"""Drafts: one for each agent in a conversation, kept for a month."""

from contextlib import suppress
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path

from transom.errors import ConflictError
from transom.model.draft import SavedDraft
from transom.store.items import ConversationItem, Item
from transom.store.table import Put, Query, Table, Update, present

KEPT = timedelta(days=30)


class DraftItem(Item):
    """A draft as JSON; one that was sent or thrown away holds none, and goes by itself."""

    draft = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()

    @staticmethod
    def key(conversation_id: str, user_id: str) -> tuple[str, str]:
        """Return where an agent's draft in a conversation is."""
        return ConversationItem.key(conversation_id)[0], f"D#{user_id}"


class Drafts:
    """The drafts in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, conversation_id: str, now: datetime) -> list[SavedDraft]:
        """Return what agents have begun to write in a conversation."""
        partition, _ = ConversationItem.key(conversation_id)
        rows = self._table.all(Query(partition, range=Path("sk").startswith("D#"), is_consistent=True))
        items = (DraftItem.from_raw_data(row) for row in rows)
        return [SavedDraft.model_validate_json(item.draft) for item in items if item.draft and _lasts(item, now)]

    def save(self, conversation_id: str, draft: SavedDraft) -> None:
        """Put a draft in the place of its writer's earlier one."""
        expires_at = int((draft.saved_at + KEPT).timestamp())
        key = DraftItem.key(conversation_id, draft.user_id)
        self._table.write(Put(DraftItem(*key, draft=draft.model_dump_json(), expires_at=expires_at), condition=None))

    def clear(self, conversation_id: str, user_id: str) -> None:
        """Forget what an agent has begun, if they have."""
        with suppress(ConflictError):
            self._table.write(Update(*DraftItem.key(conversation_id, user_id), [Path("draft").remove()], present()))


def _lasts(item: DraftItem, now: datetime) -> bool:
    return item.expires_at > now.timestamp()
