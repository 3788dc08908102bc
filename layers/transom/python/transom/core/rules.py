"""What the desk's rules do when something happened or some time has passed: in their order, and never in circles."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from transom.core import conditions
from transom.core.effects import Source, applied
from transom.core.notifying import addressed
from transom.core.terms import Terms
from transom.errors import InvalidError
from transom.ids import derived_ulid
from transom.model import Actor, Automation, Conversation, Desk, Effects, Entry, Firing, Frozen, Matter
from transom.model.automation import Delay

ACTOR = Actor.system("automation")
SPAN = timedelta(hours=1)
MOST_OF_A_RULE = 5
"""How often one rule acts in one conversation within the span; more is a storm."""
MOST_OF_ALL = 20
LONGEST_CHAIN = 5
MOST_WRITTEN = 60
"""How much rules write at once, entries and notifications: all of it stands in one transaction."""

_TURN = timedelta(milliseconds=1)


class Verdict(Frozen):
    """That a rule's time had come, and what came of it."""

    rule: str
    is_met: bool = True
    """Whether its conditions held."""
    reasons: tuple[str, ...] = ()
    """The conditions that held."""
    refusal: str | None = None
    """Why it did not act all the same."""
    before: Conversation
    after: Conversation
    entries: tuple[Entry, ...] = ()


class Outcome(Frozen):
    """What the rules made of a conversation."""

    conversation: Conversation
    verdicts: tuple[Verdict, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries that tell what was done."""
        return tuple(entry for verdict in self.verdicts for entry in verdict.entries)


def follow(conversation: Conversation, desk: Desk, entry: Entry, now: datetime) -> Outcome:
    """Do what the rules say to an entry, unless it is history; following it again changes nothing."""
    started = [] if entry.is_backlog else [rule for rule in enabled(desk) if entry.name in rule.on]
    outcome = _run(started, conversation, desk, entry, now)
    return outcome.model_copy(update={"conversation": scheduled(outcome.conversation, desk)})


def tick(
    conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Do what the rules say whose time has come."""
    del new_id  # what rules write is named after the rule and its cause, so that it is written once
    outcome = due(conversation, desk, now)
    return scheduled(outcome.conversation, desk), outcome.entries


def due(conversation: Conversation, desk: Desk, now: datetime) -> Outcome:
    """Return what comes of the rules whose time has come."""
    rules = [rule for rule, at in _waiting(conversation, desk) if at <= now]
    return _run(rules, conversation, desk, None, now)


def scheduled(conversation: Conversation, desk: Desk) -> Conversation:
    """Return the conversation with the moment on its agenda at which the next rule's time comes."""
    next_at = min((at for _, at in _waiting(conversation, desk)), default=None)
    return conversation.expecting(Matter.RULES, next_at)


def enabled(desk: Desk) -> list[Automation]:
    """Return the rules that may act: neither they nor their groups are switched off."""
    idle = {group.id for group in desk.rule_groups if not group.is_enabled}
    return [rule for rule in desk.automations if rule.is_enabled and rule.group not in idle]


def _waiting(conversation: Conversation, desk: Desk) -> Iterator[tuple[Automation, datetime]]:
    for rule in enabled(desk):
        since = _since(rule, conversation)
        if rule.after and since and not _was_judged(rule, since.isoformat(), conversation):
            at = _passed_at(rule.after, since, conversation, desk)
            yield from [(rule, at)] if at else []


def _passed_at(delay: Delay, since: datetime, conversation: Conversation, desk: Desk) -> datetime | None:
    """Return when the time has passed; None where a calendar is open for so little that it never does."""
    if delay.time == "calendar":
        return since + delay.passed
    try:
        return Terms.of(desk, conversation.team, conversation).calendar.add(since, delay.passed)
    except InvalidError:
        return None


def _since(rule: Automation, conversation: Conversation) -> datetime | None:
    since: datetime | None = getattr(conversation, rule.after.since) if rule.after else None
    return since


def _run(
    rules: list[Automation], conversation: Conversation, desk: Desk, entry: Entry | None, now: datetime
) -> Outcome:
    outcome = Outcome(conversation=conversation)
    first = {group.id for group in desk.rule_groups if group.match == "first"}
    over = set[str | None]()
    for place, rule in enumerate(rules):
        if rule.group in over:
            outcome = _passed_over(outcome, [rule], entry, now)
            continue
        verdict = _judged(rule, outcome.conversation, desk, entry, now)
        if verdict is None:
            continue
        over |= {rule.group} & first if verdict.is_met else set()
        verdicts = (*outcome.verdicts, verdict) if verdict.reasons or verdict.refusal or verdict.entries else ()
        outcome = Outcome(conversation=verdict.after, verdicts=verdicts or outcome.verdicts)
        if (rule.is_last and verdict.entries) or _weight(outcome.entries) >= MOST_WRITTEN:
            return _passed_over(outcome, rules[place + 1 :], entry, now)
    return outcome


def _weight(entries: tuple[Entry, ...]) -> int:
    return sum(1 + sum(map(len, addressed(entry))) for entry in entries)


def _passed_over(outcome: Outcome, rules: list[Automation], entry: Entry | None, now: datetime) -> Outcome:
    """Remember of rules of time that another one came before them: their time does not come again."""
    conversation = outcome.conversation
    for rule in rules if entry is None else ():
        cause = (_since(rule, conversation) or now).isoformat()
        conversation = _remembering(conversation, Firing(rule=rule.id, at=now, cause=cause, has_acted=False))
    return outcome.model_copy(update={"conversation": conversation})


def _judged(
    rule: Automation, conversation: Conversation, desk: Desk, entry: Entry | None, now: datetime
) -> Verdict | None:
    """Return what comes of a rule; None where it does not hold, or was judged for this cause before."""
    cause = entry.id if entry else (_since(rule, conversation) or now).isoformat()
    known = conditions.facts(conversation, entry, desk, now)
    if _was_judged(rule, cause, conversation) or (entry and not conditions.holds_for(rule.when, known)):
        return None
    firing = Firing(rule=rule.id, at=now, cause=cause)
    # that its time has passed is remembered of a rule of time, whatever comes of it
    passed = (
        _remembering(conversation, firing.model_copy(update={"has_acted": False})) if entry is None else conversation
    )
    verdict = Verdict(rule=rule.id, reasons=conditions.reasons(rule.when, known), before=conversation, after=passed)
    if not conditions.holds_for(rule.when, known):
        return verdict.model_copy(update={"reasons": (), "is_met": False})
    if refusal := _refusal(rule, conversation, entry, now):
        return verdict.model_copy(update={"refusal": refusal})
    source = Source(
        actor=ACTOR,
        at=now,
        correlation_id=entry.correlation_id if entry else "",
        causation_id=entry.id if entry else None,
        chain=(*(entry.chain if entry else ()), rule.id),
        data={"rule": rule.id, "reasons": list(verdict.reasons)},
    )
    named_at = entry.at if entry else now

    def new_id(number: int) -> str:
        later = named_at + (number + 1) * _TURN
        return derived_ulid(later, f"{conversation.id} {rule.id} {cause} {number}")

    try:
        after, entries = applied(steps(rule, desk), _remembering(conversation, firing), desk, source, new_id)
    except InvalidError as error:
        return verdict.model_copy(update={"refusal": error.message})
    return verdict.model_copy(update={"after": after, "entries": entries}) if entries else verdict


def steps(rule: Automation, desk: Desk) -> tuple[Effects, ...]:
    """Return what a rule does: its macro, then its own effects."""
    macro = next((each.then for each in desk.macros if each.id == rule.then.macro), None)
    return (macro, rule.then) if macro else (rule.then,)


def _refusal(rule: Automation, conversation: Conversation, entry: Entry | None, now: datetime) -> str | None:
    """Return why a rule must not act: its own effect, or too much of it."""
    chain = entry.chain if entry else ()
    recent = [firing for firing in conversation.firings if firing.has_acted and firing.at > now - SPAN]
    if rule.id in chain:
        return "it would act on its own effect"
    if len(chain) >= LONGEST_CHAIN:
        return f"{LONGEST_CHAIN} rules have led to each other"
    if sum(firing.rule == rule.id for firing in recent) >= MOST_OF_A_RULE:
        return f"it acted {MOST_OF_A_RULE} times here within an hour"
    if len(recent) >= MOST_OF_ALL:
        return f"rules acted {MOST_OF_ALL} times here within an hour"
    return None


def _was_judged(rule: Automation, cause: str, conversation: Conversation) -> bool:
    return any(firing.rule == rule.id and firing.cause == cause for firing in conversation.firings)


def _remembering(conversation: Conversation, firing: Firing) -> Conversation:
    """Return the conversation that remembers this firing, what acted of late, and the last one of each rule."""
    last = {each.rule: each for each in conversation.firings if each.rule != firing.rule}
    acted = [each for each in conversation.firings if each.has_acted and each.at > firing.at - SPAN]
    kept = [each for each in conversation.firings if each in acted[-2 * MOST_OF_ALL :] or each is last.get(each.rule)]
    return conversation.model_copy(update={"firings": (*kept, firing)})
