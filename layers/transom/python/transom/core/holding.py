"""Who holds a conversation from when on, told by its timeline alone."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self

from transom.core.sending import is_scheduled
from transom.ids import moment_of
from transom.model import Entry, EntryName, Frozen, State


class HolderKind(StrEnum):
    """On whom a conversation waits."""

    TEAM = "team"
    AGENT = "agent"
    BOT = "bot"
    CUSTOMER = "customer"
    DEPARTMENT = "department"
    THIRD_PARTY = "third_party"


class Holder(Frozen):
    """Who holds a conversation: a team while none of its agents has it."""

    kind: HolderKind
    id: str | None = None


class Turn(NamedTuple):
    """That somebody holds a conversation from a moment on; nobody does once it is done."""

    at: datetime
    holder: Holder | None
    team: str | None
    owed: Mapping[str, str]
    """The departments that owe an answer, by their requests, the one asked first before the others."""


_DEPARTMENT = HolderKind.DEPARTMENT
_KINDS = {
    State.BOT_HANDLING: HolderKind.BOT,
    State.WAITING_CUSTOMER: HolderKind.CUSTOMER,
    State.WINDOW_CLOSED: HolderKind.CUSTOMER,
    State.WAITING_DEPARTMENT: _DEPARTMENT,
    State.WAITING_THIRD_PARTY: HolderKind.THIRD_PARTY,
}
_OPENS = {EntryName.REQUEST_OPENED, EntryName.REQUEST_ASKED}
_CLOSES = {EntryName.REQUEST_ANSWERED, EntryName.REQUEST_CANCELLED}


class _Standing(Frozen):
    """How a conversation stands after some of its entries."""

    state: State = State.RECEIVED
    team: str | None = None
    assignee: str | None = None
    owed: dict[str, str] = {}

    def after(self, entry: Entry) -> Self:
        """Return how it stands after one more entry."""
        return self.model_copy(update=self._values(entry))

    def holder(self) -> Holder | None:
        """Return on whom it waits."""
        if self.state.is_done:
            return None
        if kind := _KINDS.get(self.state):
            return Holder(kind=kind, id=next(iter(self.owed.values()), None) if kind is _DEPARTMENT else None)
        if self.assignee:
            return Holder(kind=HolderKind.AGENT, id=self.assignee)
        return Holder(kind=HolderKind.TEAM, id=self.team)

    def _values(self, entry: Entry) -> dict[str, object]:
        match entry.name:
            case EntryName.CONVERSATION_ROUTED:
                values = self._routed(entry)
            case EntryName.CONVERSATION_CHANGED | EntryName.MESSAGE_RECEIVED | EntryName.MESSAGE_TAKEN_BACK:
                values = dict(_changed(entry))
            case EntryName.MESSAGE_QUEUED if not (entry.is_automatic or is_scheduled(entry)):
                values = {"state": self._answered()}
            case EntryName.MESSAGE_DUE:
                values = {"state": self._answered()}
            case EntryName.MESSAGE_ECHOED if entry.is_answer:
                values = {"state": self._answered()}
            case EntryName.OFFER_TAKEN | EntryName.OFFER_LAPSED:
                is_taken = entry.name is EntryName.OFFER_TAKEN
                values = {"assignee": entry.data.get("user_id") if is_taken else None}
            case _:
                values = self._owing(entry)
        return values

    def _routed(self, entry: Entry) -> dict[str, object]:
        named: dict[str, object] = {name: entry.data[name] for name in ("team", "assignee") if name in entry.data}
        if self.state not in {State.RECEIVED, State.NEW}:
            return named
        return {**named, "state": State.OPEN if entry.data.get("assignee") else State.NEW}

    def _answered(self) -> State:
        return self.state if self.state.is_done else State.WAITING_CUSTOMER

    def _owing(self, entry: Entry) -> dict[str, object]:
        request, department = str(entry.data.get("request")), str(entry.data.get("department"))
        if entry.name in _OPENS:
            return {"owed": {**self.owed, request: department}}
        if entry.name in _CLOSES:
            return {"owed": {key: each for key, each in self.owed.items() if key != request}}
        return {}


def turns(entries: Iterable[Entry]) -> Iterator[Turn]:
    """Yield who holds the conversation after each entry, in their order."""
    standing = _Standing()
    for entry in sorted(entries, key=lambda each: each.id):
        standing = standing.after(entry)
        yield Turn(moment_of(entry.id), standing.holder(), standing.team, standing.owed)


def _changed(entry: Entry) -> Iterator[tuple[str, object]]:
    for name in ("state", "team", "assignee"):
        change = entry.data.get(name)
        if isinstance(change, dict) and "to" in change:
            yield name, State(str(change["to"])) if name == "state" else change["to"]
