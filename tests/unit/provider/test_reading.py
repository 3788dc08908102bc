"""The items of a batch, each apart from the others."""

from collections.abc import Iterator

import pytest

from transom.channel import InboundConsent, InboundEvent, InboundUnreadable
from transom.errors import UnreadableError
from transom.model import Door
from transom.model.base import Frozen
from transom.provider.reading import Apart, Seconds, batch, each, from_seconds, read, right


class Item(Frozen):
    """What a provider sends several of."""

    name: str
    at: Seconds


class Call(Frozen):
    """A call with several of them."""

    items: tuple[Apart[Item], ...]


def told(item: Item) -> Iterator[InboundEvent]:
    """Yield what an item tells; the name `nobody` is not understood, after something was."""
    door = Door(channel="c", connection="c", address=item.name)
    yield InboundConsent(door=door, is_given=True, occurred_at=from_seconds(item.at))
    if item.name == "nobody":
        raise UnreadableError("it names nobody")


def events(body: str) -> list[InboundEvent]:
    """Return what a call tells."""
    return batch(each(read(Call, body, "call").items, "item", told))


def test_a_wrong_item_says_where_it_is_wrong_and_sinks_no_other() -> None:
    """In its own place among them, and without what stands there."""
    first, wrong, last = events('{"items": [{"name": "a", "at": 1}, {"at": "secret"}, {"name": "b", "at": 2}]}')
    assert isinstance(wrong, InboundUnreadable)
    assert wrong.reason == "an item is no item (name: missing, at: int_parsing)"
    assert [event.door.address for event in (first, last) if event.door] == ["a", "b"]


def test_an_item_that_is_understood_in_part_tells_nothing() -> None:
    """Half of what happened would be stored once, and again when it is tried anew."""
    kinds = [event.kind for event in events('{"items": [{"name": "nobody", "at": 1}, {"name": "a", "at": 1}]}')]
    assert kinds == ["unreadable", "consent"]


def test_a_batch_of_which_nothing_is_understood_is_unreadable_with_each_reason_once() -> None:
    """An empty one tells nothing, and is none."""
    with pytest.raises(UnreadableError) as caught:
        events('{"items": [5, 6]}')
    assert caught.value.message.count("an item is no item") == 1
    assert events('{"items": []}') == []


def test_only_right_items_are_looked_at_elsewhere() -> None:
    """Such as by what turns the pages."""
    items = read(Call, '{"items": [5, {"name": "a", "at": 1}]}', "call").items
    assert [item.name for item in right(items)] == ["a"]
