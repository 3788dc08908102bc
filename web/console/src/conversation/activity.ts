import type { State, TimelineItem } from "../api/types";
import { messages } from "../messages";
import { why } from "../tension/why";

const { activity: say } = messages;

/** How the ids in an activity are shown as names. */
export interface Names {
  user: (id: string) => string;
  team: (id: string) => string;
  department: (id: string) => string;
  state: (id: string) => string;
}

type Change = { to?: unknown };

function listOf(values: unknown): string {
  return Object.entries(values ?? {})
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
}

function lineOf(who: string, field: string, { to }: Change, names: Names): string {
  const text = Array.isArray(to) ? to.join(", ") : String(to ?? "");
  switch (field) {
    case "assignee":
      return text ? say.assigned(who, names.user(text)) : say.unassigned(who);
    case "state":
      return say.state(who, messages.states[text as State] ?? text);
    case "workspace_state":
      return text ? say.state(who, names.state(text)) : "";
    case "team":
      return text ? say.team(who, names.team(text)) : say.noTeam(who);
    case "priority":
      return say.priority(who, messages.priorities[text as keyof typeof messages.priorities] ?? text);
    case "tags":
      return text ? say.tags(who, text) : say.noTags(who);
    case "tier":
      return say.tier(who, text);
    case "company":
      return say.company(who, text);
    case "contact_fields":
      return say.contactFields(who, listOf(to));
    case "participants":
      return say.participants(who);
    case "joined":
      return say.joined(who, text);
    case "joined_into":
      return say.joinedInto(who, text);
    case "delivery_problem":
      return say.unreached(text);
    case "link":
      return say.link(who);
    case "split_off":
      return say.splitOff(who, text);
    case "split_from":
      return say.splitFrom(who, text);
    default:
      return say.changed(who);
  }
}

function changesIn(data: TimelineItem["data"]): [string, Change][] {
  const isChange = (value: unknown): value is Change =>
    typeof value === "object" && value !== null && "to" in value;
  return Object.entries(data).filter((entry): entry is [string, Change] => isChange(entry[1]));
}

function routed({ data: { team, assignee } }: TimelineItem, names: Names): string {
  const where = [team && names.team(String(team)), assignee && names.user(String(assignee))].filter(Boolean);
  return where.length ? say.routedTo(where.join(" · ")) : say.routed;
}

function lapsed({ data: { user_id, passed } }: TimelineItem, names: Names): string {
  if (!Array.isArray(passed)) return say.offerLapsed(names.user(String(user_id)));
  return say.offeredAnew(passed.map(String).map(names.user).join(", "));
}

function whomOf({ data: { users, teams } }: TimelineItem, names: Names): string {
  const listed = (ids: unknown) => (Array.isArray(ids) ? ids.map(String) : []);
  return [...listed(users).map(names.user), ...listed(teams).map(names.team)].join(", ");
}

function handed({ data: { owner } }: TimelineItem, names: Names): string[] {
  const to = typeof owner === "object" && owner !== null && "to" in owner ? owner.to : undefined;
  return to ? [say.requestHanded(names.user(String(to)))] : [];
}

function tense({ data: { score, reasons, playbook, step, refusal } }: TimelineItem): string[] {
  const listed = Array.isArray(reasons) ? (reasons as Parameters<typeof why>[0]) : [];
  const reason = listed.length > 0 ? why(listed) : say.unknownWhy;
  const lines = [say.tense(Number(score), reason), say.played(String(playbook), Number(step))];
  return refusal ? [...lines, say.playedInVain(String(refusal))] : lines;
}

/** The quiet lines that tell an activity, one for each thing that it changed. */
export function activityLines(item: TimelineItem, names: Names): string[] {
  const who = item.author.name || messages.product;
  const target = messages.clock.targets[item.data.target as keyof typeof messages.clock.targets];
  switch (item.name) {
    case "conversation.changed": {
      const lines = changesIn(item.data)
        .map(([field, change]) => lineOf(who, field, change, names))
        .filter(Boolean);
      return lines.length ? lines : [say.changed(who)];
    }
    case "conversation.routed":
      return [routed(item, names)];
    case "offer.taken":
      return [say.offerTaken(who)];
    case "offer.lapsed":
      return [lapsed(item, names)];
    case "agent.notified":
      return [say.notified(whomOf(item, names), item.text ?? "")];
    case "clock.warned":
      return [say.warned(target ?? messages.details.clocks)];
    case "clock.breached":
      return [say.breached(target ?? messages.details.clocks)];
    case "tension.rose":
      return tense(item);
    case "promise.kept":
      return [say.promiseKept];
    case "promise.broken":
      return [say.promiseBroken];
    case "request.warned":
      return [say.requestWarned(names.department(String(item.data.department)))];
    case "request.breached":
      return [say.requestBreached(names.department(String(item.data.department))), ...handed(item, names)];
    case "request.reassigned":
      return handed(item, names);
    case "request.cancelled":
      return [say.requestCancelled(who, names.department(String(item.data.department)))];
    default:
      return [say.other(item.name)];
  }
}
