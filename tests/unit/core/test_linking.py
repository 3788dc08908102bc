"""Links between conversations, and families of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import DESK, MONDAY, conversation
from transom.core.lifecycle import change
from transom.core.linking import MOST_LINKS, children, kind_of, link, unlink, watching
from transom.errors import InvalidError
from transom.model import ActorKind, Conversation, State
from transom.model.link import Link, LinkKind

ONE, OTHER, THIRD = (conversation(id=letter * 8, state=State.OPEN) for letter in "ABC")


def moved(of: Conversation, state: State) -> Conversation:
    """Return a conversation that an agent puts into a state."""
    return change(of, state, DESK, actor=ActorKind.AGENT, now=MONDAY)


@given(st.sampled_from(LinkKind))
def test_both_sides_show_a_link_until_either_removes_it(kind: LinkKind) -> None:
    """Each tells what the other is to it, and nothing is left behind."""
    one, other = link(ONE, OTHER, kind)
    assert (kind_of(one, other), kind_of(other, one)) == (kind, kind.inverse)
    assert kind.inverse.inverse is kind
    assert unlink(other, one) == (OTHER, ONE)


def test_a_child_has_one_parent_and_no_children() -> None:
    """So that there are no circles, and a parent's children are all there is of its family."""
    child, parent = link(ONE, OTHER, LinkKind.CHILD_OF)
    assert children(parent) == (child.id,)
    with pytest.raises(InvalidError, match="has a parent already"):
        link(child, THIRD, LinkKind.CHILD_OF)
    with pytest.raises(InvalidError, match="is a child itself"):
        link(child, THIRD, LinkKind.PARENT_OF)
    with pytest.raises(InvalidError, match="has children itself"):
        link(THIRD, parent, LinkKind.PARENT_OF)


def test_what_cannot_be_linked_is_refused() -> None:
    """Two conversations have one link, none has one with itself, and there is a bound."""
    one, other = link(ONE, OTHER, LinkKind.RELATED)
    with pytest.raises(InvalidError, match="linked already"):
        link(other, one, LinkKind.CAUSED_BY)
    with pytest.raises(InvalidError, match="not linked with itself"):
        link(ONE, ONE, LinkKind.RELATED)
    with pytest.raises(InvalidError, match="are not linked"):
        unlink(ONE, THIRD)
    many = tuple(Link(kind=LinkKind.RELATED, conversation_id=f"{number:08}") for number in range(MOST_LINKS))
    with pytest.raises(InvalidError, match="as many as one can have"):
        link(ONE, OTHER.model_copy(update={"links": many}), LinkKind.RELATED)


@pytest.mark.parametrize(("state", "is_refused"), [(State.SOLVED, True), (State.SPAM, False), (State.OPEN, False)])
def test_a_parent_is_not_solved_over_open_children(state: State, *, is_refused: bool) -> None:
    """The error names those that are open; spam is nobody's solution."""
    solved = THIRD.model_copy(update={"state": State.SOLVED})
    assert moved(watching(ONE, [solved]), state).state is state
    if is_refused:
        with pytest.raises(InvalidError, match=OTHER.code):
            moved(watching(ONE, [OTHER, solved]), state)
    else:
        assert moved(watching(ONE, [OTHER]), state).state is state
