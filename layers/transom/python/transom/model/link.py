"""How conversations hang together while each stays by itself."""

from enum import StrEnum

from transom.model.base import Frozen


class LinkKind(StrEnum):
    """What another conversation is to this one."""

    RELATED = "related"
    DUPLICATE_OF = "duplicate_of"
    DUPLICATED_BY = "duplicated_by"
    CAUSED_BY = "caused_by"
    CAUSE_OF = "cause_of"
    CHILD_OF = "child_of"
    PARENT_OF = "parent_of"
    CONTINUES = "continues"
    CONTINUED_BY = "continued_by"
    """The same matter over another channel, once that was proven: a journey."""

    @property
    def is_proven(self) -> bool:
        """Tell whether it says that both are one customer's, which wants a proof."""
        return self in {LinkKind.CONTINUES, LinkKind.CONTINUED_BY}

    @property
    def inverse(self) -> "LinkKind":
        """Return what this conversation is to the other."""
        return _INVERSES[self]


_PAIRS = (
    (LinkKind.RELATED, LinkKind.RELATED),
    (LinkKind.DUPLICATE_OF, LinkKind.DUPLICATED_BY),
    (LinkKind.CAUSED_BY, LinkKind.CAUSE_OF),
    (LinkKind.CHILD_OF, LinkKind.PARENT_OF),
    (LinkKind.CONTINUES, LinkKind.CONTINUED_BY),
)
_INVERSES = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


class Link(Frozen):
    """Another conversation, and what it is to this one."""

    kind: LinkKind
    conversation_id: str
