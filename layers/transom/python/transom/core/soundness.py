"""Whether a configuration makes sense as a whole: names that exist, ids that are given once, rules without circles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from transom.core import menus, states
from transom.core.conditions import Known, holds_for
from transom.core.effects import check_names
from transom.core.mailboxes import without_plus
from transom.core.naming import Path, Problem, in_conditions, in_terms, in_voices
from transom.core.references import missing
from transom.core.rules import enabled, steps
from transom.errors import InvalidError
from transom.model import Automation, CannedReply, Desk, Effects, EntryName, Fact, State
from transom.model.phrase import ANSWERING, used

_NAMED = ("team", "assignee", "priority", "state", "workspace_state", "language", "tier", "company")


def check(desk: Desk, more: Iterable[Problem] = ()) -> Desk:
    """Return the desk; raises `InvalidError` with the place and the reason of each thing that makes no sense."""
    if fields := {".".join(map(str, path)): reason for path, reason in (*problems(desk), *more)}:
        raise InvalidError("The configuration makes no sense as a whole.", fields=fields)
    return desk


def problems(desk: Desk) -> Iterator[Problem]:
    """Yield what makes no sense, each with its place in the configuration."""
    yield from _doubles(desk)
    yield from missing(desk)
    for place, calendar in enumerate(desk.calendars):
        if not any(calendar.hours.values()):
            yield ("calendars", place, "hours"), "no day has hours: the clocks of this calendar would never run out"
    for path, effects in _effects(desk):
        yield from (((*path, *field.split(".")), reason) for field, reason in check_names(effects, desk).items())
    yield from _in_rules(desk)
    yield from _relays(desk)
    yield from in_voices(desk)
    yield from menus.incomplete(desk)
    yield from in_terms(desk)
    yield from ((("states", place, "replaced_by"), reason) for place, reason in states.misreplaced(desk))
    yield from _own_guests(desk)
    yield from _circles(desk)


def _doubles(desk: Desk) -> Iterator[Problem]:
    for part in Desk.model_fields:
        if isinstance(records := getattr(desk, part), tuple):
            yield from _twice((part,), [record.id for record in records])
    yield from _twice(("users",), [user.email.lower() for user in desk.users], "email")
    yield from _twice(("radar", "playbooks"), [playbook.id for playbook in desk.radar.playbooks])


def _twice(part: Path, names: Sequence[str], field: str = "id") -> Iterator[Problem]:
    for place, name in enumerate(names):
        if name in names[:place]:
            yield (*part, place, field), f"the {field} {name!r} is given twice"


def _own_guests(desk: Desk) -> Iterator[Problem]:
    """Find guests whose mail would come back to the desk itself."""
    ours = {each.settings.get("address", "").lower() for each in desk.connections}
    for place, department in enumerate(desk.departments):
        for number, guest in enumerate(department.guests):
            if without_plus(guest.lower()) in ours:
                yield ("departments", place, "guests", number), f"{guest} is an inbox of the desk itself"


def _effects(desk: Desk) -> Iterator[tuple[Path, Effects]]:
    """Yield all that is done to conversations, with its place."""
    for place, macro in enumerate(desk.macros):
        yield ("macros", place, "then"), macro.then
    for place, rule in enumerate(desk.automations):
        yield ("automations", place, "then"), rule.then
    for number, policy in enumerate(desk.policies):
        for place, action in enumerate(policy.on_breach):
            if action.notify or action.team:
                yield ("policies", number, "on_breach", place), Effects(notify=action.notify, team=action.team)
    for place, playbook in enumerate(desk.radar.playbooks):
        for number, step in enumerate(playbook.steps):
            yield ("radar", "playbooks", place, "steps", number, "then"), step.then


def _relays(desk: Desk) -> Iterator[Problem]:
    """Find what is sent to strangers by itself with words of theirs in it: anybody could advertise through the desk."""
    touched = {each.id: found for each in desk.canned_replies if (found := _words_of_strangers(each))}
    by_itself: list[tuple[Path, Effects]] = [
        (("automations", place, "then"), step)
        for place, rule in enumerate(desk.automations)
        for step in steps(rule, desk)
    ]
    by_itself += [each for each in _effects(desk) if each[0][0] == "radar"]
    for path, step in by_itself:
        if step.reply in touched:
            name, allowed = min(touched[step.reply]), ", ".join(sorted(ANSWERING))
            reason = f"is sent by itself, so that {step.reply!r} must not have {{{{{name}}}}}; it may have {allowed}"
            yield (*path, "reply"), reason


def _words_of_strangers(reply: CannedReply) -> set[str]:
    return {name for text in reply.texts.values() for name in used(text)} - ANSWERING


def _in_rules(desk: Desk) -> Iterator[Problem]:
    for place, rule in enumerate(desk.automations):
        if rule.then.macro and rule.then.macro not in {macro.id for macro in desk.macros}:
            yield ("automations", place, "then", "macro"), f"there is no macro {rule.then.macro!r}"
        if rule.group and rule.group not in {group.id for group in desk.rule_groups}:
            yield ("automations", place, "group"), f"there is no group of rules {rule.group!r}"
    for part in ("rules", "automations"):
        for place, record in enumerate(getattr(desk, part)):
            yield from in_conditions((part, place, "when"), record.when, desk)


def _circles(desk: Desk) -> Iterator[Problem]:
    """Find rules that lead back to themselves and never come to rest."""
    rules = [rule for rule in enabled(desk) if rule.on]
    leads = {rule.id: {other.id for other in rules if _starts(rule, other, desk)} for rule in rules}
    reached = {rule.id: _reached(rule.id, leads) for rule in rules}
    for place, rule in enumerate(desk.automations):
        circle = [other for other in rules if other.id in reached.get(rule.id, ()) and rule.id in reached[other.id]]
        if _is_restless(circle, desk):
            names = ", ".join(each.id for each in circle)
            yield ("automations", place), f"would go in a circle without end, together with: {names}"


def _starts(rule: Automation, other: Automation, desk: Desk) -> bool:
    """Tell whether what one rule does can start another."""
    done = _yields(rule, desk) & set(other.on)
    return bool(done) and any(holds_for(other.when, _left_by(rule, name, desk)) is not False for name in done)


def _yields(rule: Automation, desk: Desk) -> set[EntryName]:
    found: set[EntryName] = set()
    for step in steps(rule, desk):
        found |= {EntryName.NOTE_ADDED} if step.note else set()
        found |= {EntryName.MESSAGE_QUEUED} if step.reply else set()
        found |= {EntryName.REQUEST_OPENED} if step.request else set()
        found |= {EntryName.CONVERSATION_CHANGED} if _sets(step) else set()
    return found


def _sets(step: Effects) -> dict[str, str]:
    return {name: value for name in _NAMED if (value := getattr(step, name))} | {
        **({"assignee": ""} if step.unassign else {}),
        **({"state": State.SNOOZED} if step.snooze_for else {}),
        **({"state": State.WAITING_DEPARTMENT} if step.request else {}),
        **{f"tag {tag}": "there" for tag in step.add_tags},
        **{f"tag {tag}": "gone" for tag in step.remove_tags},
        **{f"contact field {name}": str(value) for name, value in step.contact_fields.items()},
        **{f"skill {skill}": "there" for skill in step.skills},
    }


def _left_by(rule: Automation, name: EntryName, desk: Desk) -> Known:
    """Return what is known of a conversation after a rule acted, when it told this."""
    known: dict[tuple[Fact, bool], object] = {(Fact.AUTHOR, False): "system"}
    for step in steps(rule, desk):
        for field, value in _sets(step).items():
            if field in set(Fact):
                known[Fact(field), False] = value
    if name is EntryName.CONVERSATION_CHANGED:
        known[Fact.TEXT, False] = ""
    return known


def _reached(start: str, leads: Mapping[str, set[str]]) -> set[str]:
    """Return the rules that a rule leads to, near or far."""
    found, fresh = set[str](), leads[start]
    while fresh:
        found |= fresh
        fresh = {far for near in fresh for far in leads[near]} - found
    return found


def _is_restless(circle: Sequence[Automation], desk: Desk) -> bool:
    """Tell whether rules would find something to do each time: they write anew, or set the same thing differently."""
    wanted: dict[str, str] = {}
    for rule in circle:
        for step in steps(rule, desk):
            if step.note or step.reply or step.notify or step.request:
                return True
            # a state of the desk's own is one of the product's, too: both are set at once
            standing = step.workspace_state or _sets(step).get("state")
            fields = _sets(step) | ({"standing": standing} if standing else {})
            if any(wanted.setdefault(field, value) != value for field, value in fields.items()):
                return True
    return False
