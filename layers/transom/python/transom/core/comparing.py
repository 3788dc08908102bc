"""What other rules would change: their acts against those of the desk's own rules, for the same past."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from pydantic import JsonValue

from transom.core.rehearsal import Act
from transom.model import Entry, EntryName, Frozen, Instant

_SAID = {EntryName.NOTE_ADDED: "note", EntryName.MESSAGE_QUEUED: "reply", EntryName.AGENT_NOTIFIED: "notify"}


class Turn(StrEnum):
    """How what a rule does differs."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"
    STOPPED = "stopped"
    """The rule would act, and is held back: by its chain, by a budget, or because it cannot."""


class Effect(Frozen):
    """One thing that a rule does: what it sets, from what to what, or what it says."""

    field: str
    before: JsonValue = None
    after: JsonValue = None


class Difference(Frozen):
    """What a rule does otherwise than before because of one thing that happened."""

    conversation: str
    at: Instant
    because_of: str
    rule: str
    turn: Turn
    reasons: tuple[str, ...] = ()
    refusal: str | None = None
    live: tuple[Effect, ...] = ()
    proposed: tuple[Effect, ...] = ()


class Total(Frozen):
    """What comes of one rule, all told."""

    rule: str
    live: int = 0
    proposed: int = 0
    added: int = 0
    gone: int = 0
    changed: int = 0
    stopped: int = 0
    """How often the proposed rule is held back."""
    conversations: int = 0
    """In how many conversations something differs."""


class Comparison(Frozen):
    """What proposed rules would change of the past."""

    differences: tuple[Difference, ...] = ()
    totals: tuple[Total, ...] = ()


def compare(live: Sequence[Act], proposed: Sequence[Act]) -> Comparison:
    """Return what the proposed acts add, leave out or do otherwise, in the order of time, with totals for each rule."""
    old, new = ({(act.conversation_id, act.cause, act.verdict.rule): act for act in acts} for acts in (live, proposed))
    pairs = [(old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new))]
    differences = [found for was, now in pairs if (found := _difference(was, now))]
    differences.sort(key=lambda each: (each.conversation, each.at))
    names = dict.fromkeys(act.verdict.rule for act in (*proposed, *live))
    totals = (_total(name, live, proposed, [each for each in differences if each.rule == name]) for name in names)
    return Comparison(differences=tuple(differences), totals=tuple(totals))


def _difference(was: Act | None, now: Act | None) -> Difference | None:
    live, proposed = effects(was), effects(now)
    turn = _turn(was, now, live, proposed)
    act = now or was
    if turn is None or act is None:
        return None
    return Difference(
        conversation=act.conversation_id,
        at=act.at,
        because_of=act.because_of,
        rule=act.verdict.rule,
        turn=turn,
        reasons=act.verdict.reasons,
        refusal=now.verdict.refusal if now else None,
        live=live,
        proposed=proposed,
    )


def _turn(was: Act | None, now: Act | None, live: Sequence[Effect], proposed: Sequence[Effect]) -> Turn | None:
    if live and proposed:
        return Turn.CHANGED if live != proposed else None
    if live or proposed:
        return Turn.ADDED if proposed else Turn.GONE
    refusal = now.verdict.refusal if now else None
    return Turn.STOPPED if refusal and refusal != (was and was.verdict.refusal) else None


def effects(act: Act | None) -> tuple[Effect, ...]:
    """Return what a rule did, each thing by itself."""
    return tuple(effect for entry in (act.verdict.entries if act else ()) for effect in _effects(entry))


def _effects(entry: Entry) -> Iterable[Effect]:
    if said := _SAID.get(entry.name):
        yield Effect(field=said, after=entry.text)
    for name, change in entry.data.items():
        if isinstance(change, dict) and "to" in change:
            yield Effect(field=name, before=change.get("from"), after=change["to"])


def _total(rule: str, live: Iterable[Act], proposed: Iterable[Act], differences: Sequence[Difference]) -> Total:
    turns = [each.turn for each in differences]
    mine = [act for act in proposed if act.verdict.rule == rule]
    return Total(
        rule=rule,
        live=sum(bool(act.verdict.entries) for act in live if act.verdict.rule == rule),
        proposed=sum(bool(act.verdict.entries) for act in mine),
        added=turns.count(Turn.ADDED),
        gone=turns.count(Turn.GONE),
        changed=turns.count(Turn.CHANGED),
        stopped=sum(act.verdict.refusal is not None for act in mine),
        conversations=len({each.conversation for each in differences}),
    )
